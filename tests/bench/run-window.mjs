/** `npm run bench:window`: what a person waits for in the window. Needs the built program. `--minutes 30` also watches the memory for so long. */
import { fileURLToPath } from 'node:url';
import { createServer } from 'vite';

const words = process.argv.slice(2);
const minutes = words.includes('--minutes') ? Number(words[words.indexOf('--minutes') + 1]) : 0;
const server = await createServer({
  root: fileURLToPath(new URL('../..', import.meta.url)),
  configFile: false,
  appType: 'custom',
  logLevel: 'error',
  optimizeDeps: { noDiscovery: true },
  server: { middlewareMode: true, watch: null, hmr: false, ws: false },
});
try {
  const { benchWindow } = await server.ssrLoadModule('/tests/bench/window.ts');
  await benchWindow(minutes);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 2;
} finally {
  await server.close();
}
