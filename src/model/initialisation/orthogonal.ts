import { defineScheme } from './scheme';
import { gainField } from './scaled';

/**
 * Saxe, McClelland & Ganguli 2013: gain·Q of the QR decomposition of a matrix of standard normals (tall; transposed where the layer is wide), with
 * R's diagonal positive: PyTorch's `orthogonal_`. Gram–Schmidt, each column twice, gives that Q to rounding, in one fixed order.
 */
export const orthogonal = defineScheme({
  name: 'orthogonal',
  label: 'Orthogonal',
  summary: 'A random rotation: the rows (or, in a narrow layer, the columns) are orthonormal.',
  forBiases: false,
  fields: { gain: gainField(1, 'Factor on the matrix.') },
  fill({ gain }, { rows, columns, random }) {
    const long = Math.max(rows, columns);
    const short = Math.min(rows, columns);
    const vectors = Array.from({ length: short }, () => new Float64Array(long));
    for (let i = 0; i < long; i++) for (const vector of vectors) vector[i] = random.normal();
    vectors.forEach((vector, index) => {
      for (let pass = 0; pass < 2; pass++)
        for (let before = 0; before < index; before++) {
          const other = vectors[before]!;
          const product = dot(vector, other);
          for (let i = 0; i < long; i++) vector[i]! -= product * other[i]!;
        }
      const norm = Math.sqrt(dot(vector, vector));
      for (let i = 0; i < long; i++) vector[i]! /= norm;
    });
    const values = new Float64Array(rows * columns);
    const tall = rows >= columns;
    vectors.forEach((vector, j) =>
      vector.forEach((value, i) => (values[tall ? i * columns + j : j * columns + i] = gain * value)),
    );
    return values;
  },
});

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}
