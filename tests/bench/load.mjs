/** Loads TypeScript of the project without building it, for as long as the work lasts. What goes wrong is told in one line, and the exit code is 2. */
import { fileURLToPath } from 'node:url';
import { createServer } from 'vite';

/** @param {string} path from the project's folder @param {(module: any) => Promise<void>} work */
export async function withModule(path, work) {
  const server = await createServer({
    root: fileURLToPath(new URL('../..', import.meta.url)),
    configFile: false,
    appType: 'custom',
    logLevel: 'error',
    optimizeDeps: { noDiscovery: true },
    server: { middlewareMode: true, watch: null, hmr: false, ws: false },
  });
  try {
    await work(await server.ssrLoadModule(path));
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 2;
  } finally {
    await server.close();
  }
}
