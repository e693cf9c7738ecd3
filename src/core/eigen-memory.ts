import { UserError } from '../model/user-error';
import { instantiate } from './instance';

/** What the module exports of assembly/eigen; addresses in bytes. */
export interface EigenExports {
  largestSymmetric(matrix: number, n: number, pitch: number): number;
  tridiagonalise(
    matrix: number,
    n: number,
    pitch: number,
    diagonal: number,
    off: number,
    halves: number,
    columns: number,
  ): void;
  multiplyReflections(vectors: number, halves: number, n: number, pitch: number, basis: number): void;
  implicitQl(diagonal: number, off: number, n: number, rows: number, pitch: number): number;
  eigenResiduals(
    matrix: number,
    vectors: number,
    values: number,
    n: number,
    pitch: number,
    residuals: number,
  ): void;
  dotProduct(a: number, b: number, pitch: number): number;
  addScaled(target: number, factor: number, source: number, pitch: number): void;
  divideVector(source: number, divisor: number, target: number, pitch: number): void;
  orthogonalise(vector: number, basis: number, count: number, pitch: number, products: number): void;
  combine(basis: number, count: number, factors: number, pitch: number, target: number): void;
}

/** One instance for eigenvalues, with a memory of its own. */
export interface EigenInstance {
  readonly buffer: ArrayBuffer;
  readonly exports: EigenExports;
}

const PAGE = 65_536;
const LARGEST_MEMORY = 2 ** 32;
/** Memory up to this size is kept for the next question. */
const KEPT_BYTES = 64 * 2 ** 20;

/** Bytes of a row of n numbers, whole vectors. */
export function pitchOf(n: number): number {
  return Math.ceil(n / 2) * 16;
}

/** Addresses one after the other, from the end of the module's own data. */
export class Layout {
  end: number;

  constructor(heapBase: number) {
    this.end = Math.ceil(heapBase / 16) * 16;
  }

  take(bytes: number): number {
    const start = this.end;
    this.end += bytes;
    return start;
  }

  /** Throws UserError when it is more than can be addressed. */
  check(what: string, remedy: string, place: string): void {
    if (this.end <= LARGEST_MEMORY) return;
    const gibibytes = (this.end / 2 ** 30).toFixed(1);
    throw new UserError(
      `${what} need ${gibibytes} GiB, more than the 4 GiB the core can address: ${remedy}.`,
      place,
    );
  }
}

/** Instances of at least so many bytes, the last small one kept. Throws UserError where the machine has no memory left. */
export function instancesOf(module: WebAssembly.Module): (bytes: number) => EigenInstance {
  let kept: EigenInstance | undefined;
  return (bytes) => {
    if (kept && kept.buffer.byteLength >= bytes) return kept;
    const made = createInstance(module, bytes);
    if (bytes <= KEPT_BYTES) kept = made;
    return made;
  };
}

function createInstance(module: WebAssembly.Module, bytes: number): EigenInstance {
  const pages = Math.ceil(bytes / PAGE);
  try {
    const memory = new WebAssembly.Memory({ initial: pages, maximum: pages });
    const exports = instantiate(module, memory) as unknown as EigenExports;
    return { buffer: memory.buffer as ArrayBuffer, exports };
  } catch {
    const mebibytes = Math.ceil(bytes / 2 ** 20);
    throw new UserError(
      `This machine has no ${mebibytes} MiB of memory left for the eigenvalues: take a smaller network.`,
      'n',
    );
  }
}

/** The power of two that brings the largest entry near 1; 1 where it is within 2^±64 already, so that nothing need be multiplied. */
export function scaleOf(largest: number): number {
  if (largest === 0 || (largest > 2 ** -64 && largest < 2 ** 64)) return 1;
  let scale = 1;
  while (largest * scale >= 2 ** 64) scale /= 2 ** 64;
  while (largest * scale <= 2 ** -64) scale *= 2 ** 64;
  return scale;
}

/** Places of n numbers in the ascending order of their values; equal ones as they stand. */
export function ascending(found: Float64Array): Uint32Array {
  return Uint32Array.from(found, (_, k) => k).sort((i, j) => found[i]! - found[j]! || i - j);
}
