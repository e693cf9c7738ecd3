import { UserError } from '../model/user-error';
import { sameLength, whole } from './check';
import type { Core, TridiagonalEigen } from './contract';
import { ascending, instancesOf, Layout, pitchOf, scaleOf } from './eigen-memory';

/** Bytes of a row that holds the first and the last component. */
const ENDS = 16;

/** The contract's `tridiagonal`. */
export function createTridiagonalSolver(module: WebAssembly.Module, heapBase: number): Core['tridiagonal'] {
  const instanceOf = instancesOf(module);
  return (diagonal, off, { vectors }): TridiagonalEigen => {
    const n = diagonal.length;
    whole(n, 'diagonal.length', 1, 2 ** 15);
    sameLength(off.length, n - 1, 'off', 'one number between each two of the diagonal');
    const scale = scaleOf(Math.max(largestOf(diagonal, 'diagonal'), largestOf(off, 'off')));
    const pitch = vectors ? pitchOf(n) : ENDS;
    const layout = new Layout(heapBase);
    const places = {
      diagonal: layout.take(pitchOf(n)),
      off: layout.take(pitchOf(n)),
      rows: layout.take(n * pitch),
    };
    layout.check(`The eigenvectors of ${n} × ${n} numbers`, 'take fewer steps', 'diagonal.length');
    const { buffer, exports } = instanceOf(layout.end);
    const found = new Float64Array(buffer, places.diagonal, n);
    const between = new Float64Array(buffer, places.off, n);
    found.set(diagonal.map((value) => value * scale));
    between.set(off.map((value) => value * scale));
    between[n - 1] = 0;
    // The rotations act on the rows of the identity, of which only the wanted columns are carried along.
    const width = pitch / 8;
    const rows = new Float64Array(buffer, places.rows, n * width).fill(0);
    const lastColumn = vectors ? n - 1 : 1;
    if (vectors) for (let k = 0; k < n; k++) rows[k * width + k] = 1;
    else rows[0] = rows[(n - 1) * width + 1] = 1;
    if (exports.implicitQl(places.diagonal, places.off, n, places.rows, pitch) === 0) {
      throw new Error('An eigenvalue did not converge.');
    }
    const order = ascending(found);
    const column = (c: number): Float64Array => Float64Array.from(order, (k) => rows[k * width + c]!);
    const ends = {
      values: Float64Array.from(order, (k) => found[k]! / scale),
      first: column(0),
      last: column(lastColumn),
    };
    if (!vectors) return ends;
    const all = new Float64Array(n * n);
    order.forEach((k, row) => all.set(rows.subarray(k * width, k * width + n), row * n));
    return { ...ends, vectors: all };
  };
}

function largestOf(values: Float64Array, name: string): number {
  let largest = 0;
  values.forEach((value, k) => {
    if (!Number.isFinite(value)) {
      throw new UserError(`${name}[${k}] is ${value}, but must be a finite number.`, `${name}[${k}]`);
    }
    largest = Math.max(largest, Math.abs(value));
  });
  return largest;
}
