import { basename } from 'node:path';
import { quoted } from './shell-words';

export interface SlurmJob {
  /** How this program is called, as words. */
  readonly program: readonly string[];
  /** Of `saddlescope sweep`, without the output, the shard and the number of threads. */
  readonly words: readonly string[];
  /** The `.saddle` file of the whole sweep. */
  readonly output: string;
  readonly shards: number;
  /** Threads of each share; undefined: what Slurm gives. */
  readonly workers: number | undefined;
  /** Each share throws away what was there before its first start. */
  readonly restart: boolean;
}

/** A task that Slurm starts again goes on with what it has. */
const restartOnce = `# What an earlier job has computed is thrown away; not so when Slurm starts a task of this one again.
set --
if [ "\${SLURM_RESTART_COUNT:-0}" = 0 ]; then set -- --restart; fi
`;

/** `out.saddle` as `out.shard-3-of-8.saddle`. */
export function shardOutput(output: string, index: number | string, count: number): string {
  return output.replace(/\.saddle$/i, `.shard-${index}-of-${count}.saddle`);
}

/**
 * A script for `sbatch`: an array of tasks, each of which computes one share. What a person typed stands in single quotes; what stands on #SBATCH lines, which no shell
 * reads, is made of letters and digits alone.
 */
export function slurmScript({ program, words, output, shards, workers = 1, restart }: SlurmJob): string {
  const name =
    basename(output)
      .replace(/\.saddle$/i, '')
      .replaceAll(/[^A-Za-z0-9_-]+/g, '-') || 'sweep';
  const [before, after] = shardOutput(output, '\0', shards).split('\0') as [string, string];
  const parts = Array.from({ length: shards }, (_, i) => shardOutput(output, i + 1, shards));
  const merge = [...program, 'merge', ...parts, '-o', output].map(quoted).join(' ');
  return `#!/bin/bash
#SBATCH --job-name=saddlescope-${name}
#SBATCH --array=1-${shards}
#SBATCH --ntasks=1
#SBATCH --cpus-per-task=${workers}
#SBATCH --output=saddlescope-${name}-%A_%a.log
#SBATCH --requeue

# Each task computes one share of the sweep. A task that is started again goes on from its journal.
# When all are done:
#   ${merge.replaceAll('\n', ' ')}
set -eu
${restart ? restartOnce : ''}exec ${[...program, 'sweep', ...words].map(quoted).join(' ')} \\
${restart ? '  "$@" \\\n' : ''}  --workers "\${SLURM_CPUS_PER_TASK:-${workers}}" \\
  --shard "\${SLURM_ARRAY_TASK_ID}/${shards}" \\
  -o ${quoted(before)}"\${SLURM_ARRAY_TASK_ID}"${quoted(after)}
`;
}
