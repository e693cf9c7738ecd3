/** `npm run bench`: loads the benchmarks and the core's TypeScript door without building the program, and runs them. */
import { fileURLToPath } from 'node:url';
import { createServer } from 'vite';

const server = await createServer({
  root: fileURLToPath(new URL('../..', import.meta.url)),
  configFile: false,
  appType: 'custom',
  logLevel: 'error',
  optimizeDeps: { noDiscovery: true },
  server: { middlewareMode: true, watch: null, hmr: false, ws: false },
});
try {
  const { bench } = await server.ssrLoadModule('/tests/bench/bench.ts');
  const missed = await bench((/** @type {string} */ url) => import(url));
  process.exitCode = missed > 0 ? 1 : 0;
} finally {
  await server.close();
}
