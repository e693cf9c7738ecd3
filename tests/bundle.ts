import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

/**
 * Bundles a TypeScript file of the tests for plain Node, for threads and other Nodes to run. It lies in `out/`, from where it finds the built core.
 * @returns the path of the bundle
 */
export async function bundle(entry: URL, name: string): Promise<string> {
  const root = fileURLToPath(new URL('..', import.meta.url));
  const folder = join(root, 'out/test-bundles', name);
  await build({
    root,
    configFile: false,
    logLevel: 'error',
    ssr: { noExternal: true },
    build: {
      ssr: fileURLToPath(entry),
      outDir: folder,
      target: 'node20.19',
      minify: false,
      rollupOptions: { output: { entryFileNames: `${name}.mjs` } },
    },
  });
  return join(folder, `${name}.mjs`);
}
