import { spawnSync } from 'node:child_process';

const candidates = [process.env['SADDLESCOPE_BENCH_PYTHON'], 'python3', '/usr/bin/python3', 'python'];

/** A Python that has PyTorch and NumPy, or null: tests that need one are skipped, and reported as skipped, where there is none. */
export const pythonWithTorch: string | null =
  candidates.find(
    (command) =>
      command !== undefined &&
      spawnSync(command, ['-c', 'import torch, numpy'], { timeout: 60_000 }).status === 0,
  ) ?? null;
