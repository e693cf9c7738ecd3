/** Seeded xoshiro256** (Blackman & Vigna), its state the first four outputs of splitmix64(seed). Equal seeds give equal streams everywhere. */
export interface RandomStream {
  /** Uniform on [0, 1): (next >> 11)·2⁻⁵³. */
  uniform(): number;
  /** Standard normal by Box–Muller, two at a time. */
  normal(): number;
  /** Integer 0 … bound−1 without bias. */
  integer(bound: number): number;
  /** Fisher–Yates permutation of 0 … n−1. */
  permutation(n: number): Int32Array;
}

/** The core's own elementary functions, the same bits on every machine. Use these, never Math.*, where a result depends on it (Math.sqrt, abs, floor, min, max are exact and allowed). */
export interface ElementaryFunctions {
  exp(x: number): number;
  expm1(x: number): number;
  log(x: number): number;
  log1p(x: number): number;
  tanh(x: number): number;
  sigmoid(x: number): number;
  softplus(x: number): number;
  erf(x: number): number;
  sin(x: number): number;
  cos(x: number): number;
}

/** The arithmetic that datasets and initialisations are written with; given to them as an argument, so that they stay pure data and functions. */
export interface Arithmetic {
  readonly math: ElementaryFunctions;
  /** An independent stream for a purpose: `stream(seed, 'weights')` and `stream(seed, 'data')` share nothing. */
  stream(seed: number, purpose: string): RandomStream;
}
