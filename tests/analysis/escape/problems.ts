import { core } from '../../../src/core';
import type { ActivationName, Problem } from '../../../src/core/contract';
import { problemOf } from '../../core/problems';

/** The networks of the escape laws: half mean squared error on XOR or AND coded ±1. */

const square = [
  [-1, -1],
  [-1, 1],
  [1, -1],
  [1, 1],
];
const xor = [[-1], [1], [1], [-1]];
const and = [[-1], [-1], [-1], [1]];

export function plusMinus(
  data: 'xor' | 'and',
  hidden: readonly ActivationName[],
  biases: readonly boolean[],
): Problem {
  const activations = [...hidden, 'linear' as const];
  return problemOf([2, ...hidden.map(() => 2), 1], activations, square, data === 'xor' ? xor : and, {
    network: { sizes: [2, ...hidden.map(() => 2), 1], activations, biases },
  });
}

export const workspaceOf = (problem: Problem) => core().workspace(problem);
