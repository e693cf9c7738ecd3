import { readFileSync } from 'node:fs';
import { locateCore } from '../../src/core/locate';
import type { ElementaryExports } from '../../src/core/elementary-functions';
import type { RandomExports } from '../../src/core/random-stream';

/** The module's own exports that these tests call beside those of the TypeScript door. */
export interface TestedExports extends ElementaryExports, RandomExports {
  heapBase(): number;
  math_map(kind: number, single: number, source: number, target: number, vectors: number): void;
  math_fast_map(kind: number, single: number, source: number, target: number, bytes: number): void;
  math_fast(kind: number, single: number, x: number): number;
  random_splitmix64(seed: bigint, index: bigint): bigint;
  random_next(state: number): bigint;
  random_fill_ball(state: number, target: number, n: number, radius: number): void;
}

export interface TestedInstance {
  readonly exports: TestedExports;
  readonly memory: WebAssembly.Memory;
  /** First free address, on a vector's boundary; the rest of the memory belongs to the test. */
  readonly free: number;
}

/** A fresh instance of the compiled core over a memory of 4 MiB. */
export function instance(): TestedInstance {
  const memory = new WebAssembly.Memory({ initial: 64 });
  const module = new WebAssembly.Module(readFileSync(locateCore()));
  const exports = new WebAssembly.Instance(module, { env: { memory } }).exports as unknown as TestedExports;
  return { exports, memory, free: Math.ceil(exports.heapBase() / 16) * 16 };
}
