import { UserError } from '../model/user-error';
import { sameLength, whole } from './check';
import type { Core, Eigen } from './contract';
import { instantiate } from './instance';

/** What the module exports of assembly/eigen; addresses in bytes. */
interface EigenExports {
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
}

interface Instance {
  readonly buffer: ArrayBuffer;
  readonly exports: EigenExports;
}

const PAGE = 65_536;
const LARGEST_MEMORY = 2 ** 32;
/** Memory up to this size is kept for the next matrix. */
const KEPT_BYTES = 64 * 2 ** 20;

/** The contract's `eigen`, with an instance of its own that is kept while matrices are small. */
export function createEigenSolver(module: WebAssembly.Module, heapBase: number): Core['eigen'] {
  let kept: Instance | undefined;
  const instanceOf = (bytes: number): Instance => {
    if (kept && kept.buffer.byteLength >= bytes) return kept;
    const made = createInstance(module, bytes);
    if (bytes <= KEPT_BYTES) kept = made;
    return made;
  };
  return (matrix, n, { vectors }) => {
    whole(n, 'n', 1, 2 ** 15);
    sameLength(matrix.length, n * n, 'matrix', `${n} × ${n} numbers`);
    const largest = largestEntry(matrix, n);
    const plan = planMemory(heapBase, n, vectors);
    return solve(instanceOf(plan.bytes), plan, matrix, n, scaleOf(largest), vectors);
  };
}

interface Plan {
  readonly bytes: number;
  /** Bytes of a row, whole vectors. */
  readonly pitch: number;
  /** The matrix as it is worked on; with vectors also as it was, and the vectors. */
  readonly work: number;
  readonly original: number;
  readonly basis: number;
  readonly diagonal: number;
  readonly off: number;
  readonly halves: number;
  readonly columns: number;
}

function planMemory(heapBase: number, n: number, vectors: boolean): Plan {
  const pitch = Math.ceil(n / 2) * 16;
  let end = Math.ceil(heapBase / 16) * 16;
  const take = (bytes: number): number => {
    const start = end;
    end += bytes;
    return start;
  };
  const plan = {
    pitch,
    diagonal: take(pitch),
    off: take(pitch),
    halves: take(pitch),
    columns: take(4 * pitch),
    work: take(n * pitch),
    original: vectors ? take(n * pitch) : 0,
    basis: vectors ? take(n * pitch) : 0,
  };
  if (end > LARGEST_MEMORY) {
    throw new UserError(
      `The eigenvalues of ${n} × ${n} numbers need ${(end / 2 ** 30).toFixed(1)} GiB, more than the 4 GiB the core can address: ` +
        'take a smaller network, or only the extreme eigenvalues.',
      'n',
    );
  }
  return { ...plan, bytes: end };
}

function createInstance(module: WebAssembly.Module, bytes: number): Instance {
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

function solve(
  { buffer, exports }: Instance,
  plan: Plan,
  matrix: Float64Array,
  n: number,
  scale: number,
  wanted: boolean,
): Eigen {
  const { pitch, work, original, basis, diagonal, off, halves, columns } = plan;
  writeRows(buffer, work, pitch, matrix, n, scale);
  if (wanted) writeRows(buffer, original, pitch, matrix, n, scale);
  exports.tridiagonalise(work, n, pitch, diagonal, off, halves, columns);
  if (wanted) exports.multiplyReflections(work, halves, n, pitch, basis);
  if (exports.implicitQl(diagonal, off, n, wanted ? basis : 0, pitch) === 0) {
    throw new Error('An eigenvalue did not converge.');
  }
  const found = new Float64Array(buffer, diagonal, n);
  const order = Uint32Array.from({ length: n }, (_, k) => k).sort((i, j) => found[i]! - found[j]! || i - j);
  const values = Float64Array.from(order, (k) => found[k]! / scale);
  if (!wanted) return { values };
  exports.eigenResiduals(original, basis, diagonal, n, pitch, halves);
  const gaps = new Float64Array(buffer, halves, n);
  const residuals = Float64Array.from(order, (k) => gaps[k]! / scale);
  const vectors = new Float64Array(n * n);
  order.forEach((k, row) => vectors.set(new Float64Array(buffer, basis + k * pitch, n), row * n));
  return { values, vectors, residuals };
}

/** Row-major numbers times a power of two into rows of `pitch` bytes, 0 past the end of a row. */
function writeRows(
  buffer: ArrayBuffer,
  address: number,
  pitch: number,
  matrix: Float64Array,
  n: number,
  scale: number,
): void {
  const width = pitch / 8;
  const rows = new Float64Array(buffer, address, n * width);
  for (let i = 0; i < n; i++) {
    const row = rows.subarray(i * width, i * width + n);
    row.set(matrix.subarray(i * n, (i + 1) * n));
    if (width > n) rows[i * width + n] = 0;
  }
  if (scale !== 1) for (let i = 0; i < rows.length; i++) rows[i]! *= scale;
}

/** Largest modulus of a matrix that is finite and symmetric to the bit; throws UserError where it is not. */
function largestEntry(matrix: Float64Array, n: number): number {
  let largest = 0;
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      const value = matrix[i * n + j]!;
      if (!Number.isFinite(value) || value !== matrix[j * n + i]) throw refusal(matrix, n, i, j);
      largest = Math.max(largest, Math.abs(value));
    }
  }
  return largest;
}

function refusal(matrix: Float64Array, n: number, i: number, j: number): UserError {
  const place = `matrix[${i}][${j}]`;
  const value = matrix[i * n + j]!;
  if (!Number.isFinite(value))
    return new UserError(`${place} is ${value}, but must be a finite number.`, place);
  const mirrored = matrix[j * n + i]!;
  return new UserError(
    `The matrix is not symmetric: ${place} is ${value} and matrix[${j}][${i}] is ${mirrored}.`,
    place,
  );
}

/** The power of two that brings the largest entry near 1; 1 where it is within 2^±64 already, so that nothing need be multiplied. */
function scaleOf(largest: number): number {
  if (largest === 0 || (largest > 2 ** -64 && largest < 2 ** 64)) return 1;
  let scale = 1;
  while (largest * scale >= 2 ** 64) scale /= 2 ** 64;
  while (largest * scale <= 2 ** -64) scale *= 2 ** 64;
  return scale;
}
