import type { ActivationName, LossName, Problem } from '../../../src/core';
import { numbers } from '../problems';
import { targetsFor } from '../random-problems';

/** Networks for the tests of second derivatives. */

/** Two hidden layers of the activation, biases here and there, and 5 samples. */
export function deepProblem(
  activation: ActivationName,
  loss: LossName,
  seed: number,
  rest: Partial<Problem> = {},
): Problem {
  const next = numbers(seed * 31 + 7);
  const count = 5 + (seed % 3);
  const outputs = 1 + (seed % 3);
  return {
    network: {
      sizes: [2, 3, 4, outputs],
      activations: [activation, activation, seed % 4 === 0 ? activation : 'linear'],
      biases: [true, seed % 2 === 0, seed % 3 !== 0],
    },
    loss,
    precision: 'f64',
    train: {
      count,
      inputs: Float64Array.from({ length: 2 * count }, () => 1.5 * next()),
      targets: targetsFor(loss, count, outputs, next),
    },
    accuracy: { kind: 'none' },
    l1: seed % 5 === 0 ? 0.01 : 0,
    l2: seed % 4 === 0 ? 0.1 : 0,
    batchSize: count,
    ...rest,
  };
}

/** Entries without an exact 0, uniform in ±scale. */
export function vectorOf(length: number, seed: number, scale = 0.8): Float64Array {
  const next = numbers(seed * 7877 + 3);
  return Float64Array.from({ length }, () => scale * next());
}

/** matrix·vector for a row-major square matrix. */
export function times(matrix: Float64Array, vector: Float64Array): Float64Array {
  const n = vector.length;
  return vector.map((_, i) => {
    let sum = 0;
    for (let j = 0; j < n; j++) sum += matrix[i * n + j]! * vector[j]!;
    return sum;
  });
}
