/** `npm run bench`: installs the peers where they are missing, loads the benchmarks and the core's TypeScript door without building the program, and runs them. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { withModule } from './load.mjs';

const words = process.argv.slice(2);
if (!words.includes('--no-peers')) installPeers();

await withModule('/tests/bench/bench.ts', async ({ bench }) => {
  process.exitCode = (await bench(words)) > 0 ? 1 : 0;
});

/** Other programs from the registry, by their own lock file; without a network the benchmarks run without them. */
function installPeers() {
  const folder = fileURLToPath(new URL('peers/', import.meta.url));
  if (existsSync(`${folder}node_modules`)) return;
  console.log('Installing the programs to compare with (tests/bench/peers, about 320 MB)…');
  const options = ['ci', '--prefix', folder, '--ignore-scripts', '--no-audit', '--no-fund', '--silent'];
  const { status } = spawnSync('npm', options, { stdio: 'ignore', shell: process.platform === 'win32' });
  if (status !== 0) {
    console.log(
      'They could not be installed (no network?): TensorFlow.js, jax-js, brain.js and ConvNetJS are left out.',
    );
  }
}
