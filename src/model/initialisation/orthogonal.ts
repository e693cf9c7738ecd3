import { defineScheme } from './scheme';
import { gainField } from './scaled';

/** Longest shorter side of a matrix that is orthogonalised. */
const largestSide = 1024;

/**
 * Saxe, McClelland & Ganguli 2013: gain·Q of the QR decomposition of a matrix of standard normals (tall; transposed where the layer is wide), with
 * R's diagonal positive: PyTorch's `orthogonal_`. Gram–Schmidt, repeated where it cancels, gives that Q to rounding, in one fixed order.
 */
export const orthogonal = defineScheme({
  name: 'orthogonal',
  label: 'Orthogonal',
  summary: 'A random rotation: the rows (or, in a narrow layer, the columns) are orthonormal.',
  forBiases: false,
  fields: { gain: gainField(1, 'Factor on the matrix.') },
  fill(target, { gain }, { rows, columns, random }) {
    const long = Math.max(rows, columns);
    const short = Math.min(rows, columns);
    const vectors = Array.from({ length: short }, () => new Float64Array(long));
    for (let i = 0; i < long; i++) for (const vector of vectors) vector[i] = random.normal();
    vectors.forEach((vector, index) => {
      let norm = Math.sqrt(dot(vector, vector));
      let before: number;
      // A pass that takes away more than half of the length leaves rounding errors that matter: another one removes them.
      do {
        before = norm;
        for (let k = 0; k < index; k++) subtract(vector, dot(vector, vectors[k]!), vectors[k]!);
        norm = Math.sqrt(dot(vector, vector));
      } while (norm < before / 2);
      for (let i = 0; i < long; i++) vector[i]! /= norm;
    });
    const tall = rows >= columns;
    vectors.forEach((vector, j) =>
      vector.forEach((value, i) => (target[tall ? i * columns + j : j * columns + i] = gain * value)),
    );
  },
  // The work grows with the cube: about 3 s at the limit.
  check: (_, { layer, rows, columns }) =>
    Math.min(rows, columns) > largestSide
      ? `is "orthogonal", which is made for matrices of up to ${largestSide} on the shorter side, but layer ${layer} is ${rows}×${columns}: use another scheme or a narrower layer`
      : undefined,
});

/** Inner product in four interleaved sums, added in one fixed order. */
function dot(a: Float64Array, b: Float64Array): number {
  const whole = a.length - (a.length % 4);
  let [s0, s1, s2, s3] = [0, 0, 0, 0];
  for (let i = 0; i < whole; i += 4) {
    s0 += a[i]! * b[i]!;
    s1 += a[i + 1]! * b[i + 1]!;
    s2 += a[i + 2]! * b[i + 2]!;
    s3 += a[i + 3]! * b[i + 3]!;
  }
  for (let i = whole; i < a.length; i++) s0 += a[i]! * b[i]!;
  return s0 + s1 + (s2 + s3);
}

/** vector ← vector − factor·other */
function subtract(vector: Float64Array, factor: number, other: Float64Array): void {
  for (let i = 0; i < vector.length; i++) vector[i] = vector[i]! - factor * other[i]!;
}
