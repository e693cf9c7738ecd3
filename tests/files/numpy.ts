import { spawnSync } from 'node:child_process';

export const python = process.platform === 'win32' ? 'python' : 'python3';

/** Whether NumPy can be asked; tests that need it are skipped, and reported as skipped, where it is not installed. */
export const hasNumpy = spawnSync(python, ['-c', 'import numpy'], { timeout: 30_000 }).status === 0;
