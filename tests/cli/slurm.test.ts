import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { slurmScript } from '../../src/cli/slurm';

/** Oracle: what bash makes of the script, `echo` in the place of the program. */

const job = { program: ['echo'], words: ['x.json'], output: 'o.saddle', shards: 8 };
const printed = (script: string, env: Record<string, string>) =>
  spawnSync('bash', ['-c', script], {
    env: { PATH: process.env['PATH'] ?? '', SLURM_ARRAY_TASK_ID: '3', ...env },
  })
    .stdout.toString()
    .trim();

test.skipIf(process.platform === 'win32')('a share, with the threads that Slurm gives', () => {
  const script = slurmScript({ ...job, workers: undefined, restart: false });
  expect(script).toContain('#SBATCH --cpus-per-task=1\n');
  expect(printed(script, { SLURM_CPUS_PER_TASK: '1' })).toBe(
    'sweep x.json --workers 1 --shard 3/8 -o o.shard-3-of-8.saddle',
  );
});

test.skipIf(process.platform === 'win32')(
  '--workers and --restart go into the script; a task that Slurm starts again goes on',
  () => {
    const script = slurmScript({ ...job, workers: 4, restart: true });
    expect(script).toContain('#SBATCH --cpus-per-task=4\n');
    expect(printed(script, {})).toBe(
      'sweep x.json --restart --workers 4 --shard 3/8 -o o.shard-3-of-8.saddle',
    );
    expect(printed(script, { SLURM_RESTART_COUNT: '1' })).toBe(
      'sweep x.json --workers 4 --shard 3/8 -o o.shard-3-of-8.saddle',
    );
  },
);
