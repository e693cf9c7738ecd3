import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Peer } from './peer';
import type { Work } from './work';

/**
 * Everybody that we are compared with. Programs from the registry have a lock file of their own in peers/, NumPy and PyTorch are the system's;
 * whatever is not there is said to be absent.
 */
export function allPeers(): Peer[] {
  return [...javaScriptPeers(), ...pythonPeers()];
}

const folder = fileURLToPath(new URL('peers/', import.meta.url));

function javaScriptPeers(): Peer[] {
  const serve = (file: string, variant = ''): Peer['command'] => [
    process.execPath,
    `${folder}serve.mjs`,
    file,
    variant,
  ];
  return [
    { name: 'plain JavaScript', precision: 'f64', command: serve('plain', 'f64'), grain: someRows },
    { name: 'plain JavaScript', precision: 'f32', command: serve('plain', 'f32'), grain: someRows },
    { name: 'engine of objects', precision: 'f64', command: serve('object-graph'), grain: someRows },
    { name: 'ConvNetJS', precision: 'f64', command: serve('convnet'), grain: someRows },
    { name: 'brain.js', precision: 'f64', command: serve('brain'), sameWork: false },
    { name: 'TensorFlow.js cpu', precision: 'f32', command: serve('tensorflow', 'cpu'), grain: someRows },
    { name: 'TensorFlow.js wasm', precision: 'f32', command: serve('tensorflow', 'wasm'), grain: someRows },
    { name: 'jax-js wasm', precision: 'f32', command: serve('jax'), grain: someRows },
  ];
}

/** Expert code twice: as the libraries choose their kernels themselves, and with their AVX-512 ones where the processor has them. */
function pythonPeers(): Peer[] {
  const python = pythonWithNumpy();
  const command = (file: string, precision: string): Peer['command'] => [
    python,
    `${folder}python/serve.py`,
    file,
    precision,
  ];
  const wide = { OPENBLAS_CORETYPE: 'SkylakeX', ATEN_CPU_CAPABILITY: 'avx512' };
  const environments = hasAvx512() ? [undefined, wide] : [undefined];
  return (['f64', 'f32'] as const).flatMap((precision): Peer[] => [
    { name: 'PyTorch nn', precision, command: command('torch_nn', precision), grain: someRows },
    ...environments.flatMap((environment): Peer[] => {
      const options = { precision, grain: wholeBatch, ...(environment && { environment }) };
      return [
        { name: 'PyTorch expert', command: command('torch_expert', precision), ...options },
        { name: 'NumPy expert', command: command('numpy_by_hand', precision), ...options },
      ];
    }),
  ]);
}

/** The Python to use: `SADDLESCOPE_BENCH_PYTHON`, the system's, or the one on the path; the first that has NumPy. */
function pythonWithNumpy(): string {
  const candidates = [process.env['SADDLESCOPE_BENCH_PYTHON'], '/usr/bin/python3', 'python3', 'python'];
  const found = candidates.find((candidate) => {
    if (candidate === undefined) return false;
    try {
      execFileSync(candidate, ['-c', 'import numpy'], { stdio: 'ignore' });
      return true;
    } catch {
      return false;
    }
  });
  return found ?? 'python3';
}

function hasAvx512(): boolean {
  return existsSync('/proc/cpuinfo') && readFileSync('/proc/cpuinfo', 'utf8').includes(' avx512f ');
}

/** Those that go point by point or training by training: a row of a landscape, a few trainings of an ensemble. */
function someRows(work: Work): number {
  if (work.kind === 'landscape') return work.axis.length;
  return work.kind === 'ensemble' ? 20 : 1;
}

/** Those that compute many points or networks at once. */
function wholeBatch(work: Work): number {
  if (work.kind === 'landscape') return 16 * work.axis.length;
  return work.kind === 'ensemble' ? work.thetas.length : 1;
}
