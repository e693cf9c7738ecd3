import { UserError } from '../model/user-error';
import { sameLength, whole } from './check';
import type { Core, Eigen } from './contract';
import { ascending, instancesOf, Layout, pitchOf, scaleOf, type EigenInstance } from './eigen-memory';

/** The contract's `eigen`, with an instance of its own that is kept while matrices are small. */
export function createEigenSolver(module: WebAssembly.Module, heapBase: number): Core['eigen'] {
  const instanceOf = instancesOf(module);
  return (matrix, n, { vectors }) => {
    whole(n, 'n', 1, 2 ** 15);
    sameLength(matrix.length, n * n, 'matrix', `${n} × ${n} numbers`);
    const plan = planMemory(heapBase, n, vectors);
    return solve(instanceOf(plan.bytes), plan, matrix, n, vectors);
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
  const pitch = pitchOf(n);
  const layout = new Layout(heapBase);
  const plan = {
    pitch,
    diagonal: layout.take(pitch),
    off: layout.take(pitch),
    halves: layout.take(pitch),
    columns: layout.take(4 * pitch),
    work: layout.take(n * pitch),
    original: vectors ? layout.take(n * pitch) : 0,
    basis: vectors ? layout.take(n * pitch) : 0,
  };
  const remedy = 'take a smaller network, or only the extreme eigenvalues';
  layout.check(`The eigenvalues of ${n} × ${n} numbers`, remedy, 'n');
  return { ...plan, bytes: layout.end };
}

function solve(
  { buffer, exports }: EigenInstance,
  plan: Plan,
  matrix: Float64Array,
  n: number,
  wanted: boolean,
): Eigen {
  const { pitch, work, original, basis, diagonal, off, halves, columns } = plan;
  writeRows(buffer, work, pitch, matrix, n);
  const largest = exports.largestSymmetric(work, n, pitch);
  if (largest < 0) throw refusal(matrix, n);
  const scale = scaleOf(largest);
  const rows = new Float64Array(buffer, work, n * (pitch / 8));
  if (scale !== 1) for (let i = 0; i < rows.length; i++) rows[i]! *= scale;
  if (wanted) new Float64Array(buffer, original, rows.length).set(rows);
  exports.tridiagonalise(work, n, pitch, diagonal, off, halves, columns);
  if (wanted) exports.multiplyReflections(work, halves, n, pitch, basis);
  if (exports.implicitQl(diagonal, off, n, wanted ? basis : 0, pitch) === 0) {
    throw new Error('An eigenvalue did not converge.');
  }
  const found = new Float64Array(buffer, diagonal, n);
  if (!wanted) return { values: unscaled(found.slice().sort(), scale) };
  const order = ascending(found);
  const values = unscaled(
    Float64Array.from(order, (k) => found[k]!),
    scale,
  );
  exports.eigenResiduals(original, basis, diagonal, n, pitch, halves);
  const gaps = new Float64Array(buffer, halves, n);
  const residuals = Float64Array.from(order, (k) => gaps[k]! / scale);
  const vectors = new Float64Array(n * n);
  order.forEach((k, row) => vectors.set(new Float64Array(buffer, basis + k * pitch, n), row * n));
  return { values, vectors, residuals };
}

/** Divided by the power of two that the matrix was multiplied by. */
function unscaled(values: Float64Array, scale: number): Float64Array {
  return scale === 1 ? values : values.map((value) => value / scale);
}

/** Row-major numbers into rows of `pitch` bytes, 0 past the end of a row. */
function writeRows(
  buffer: ArrayBuffer,
  address: number,
  pitch: number,
  matrix: Float64Array,
  n: number,
): void {
  const width = pitch / 8;
  const rows = new Float64Array(buffer, address, n * width);
  if (width === n) return rows.set(matrix);
  for (let i = 0; i < n; i++) {
    rows.set(matrix.subarray(i * n, (i + 1) * n), i * width);
    rows[i * width + n] = 0;
  }
}

/** What is wrong with a matrix that is not finite or not symmetric. */
function refusal(matrix: Float64Array, n: number): UserError {
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      const place = `matrix[${i}][${j}]`;
      const value = matrix[i * n + j]!;
      if (!Number.isFinite(value)) {
        return new UserError(`${place} is ${value}, but must be a finite number.`, place);
      }
      const mirrored = matrix[j * n + i]!;
      if (value === mirrored) continue;
      return new UserError(
        `The matrix is not symmetric: ${place} is ${value} and matrix[${j}][${i}] is ${mirrored}.`,
        place,
      );
    }
  }
  throw new Error('The matrix is finite and symmetric.');
}
