import { saddleOrder } from '../../analysis/order/saddle-order';
import type { ActivationName } from '../../core/contract';
import { anyDepth, defineClaimExperiment } from '../experiment';
import { experimentOf, explicit, type Task, tasks } from './documents';

export const points = { zero: 'all zero', mean: 'weights zero, output bias at its best' } as const;

type Point = readonly [Task, ActivationName, boolean | readonly boolean[], number];

const table: readonly Point[] = [
  [tasks.xor, 'linear', true, 0],
  [tasks.xor, 'tanh', true, 0],
  [tasks.xor, 'gelu', true, 0],
  [tasks.xor, 'sigmoid', true, 0],
  [tasks.xor, 'tanh', [false, true], 0],
  [tasks.xor, 'tanh', false, 0],
  [tasks.xor01, 'tanh', true, 0],
  [tasks.xor01, 'tanh', true, 0.5],
  [tasks.xor01, 'tanh', false, 0],
  [tasks.xor01, 'sigmoid', true, 0],
  [tasks.and, 'tanh', false, 0],
  [tasks.and, 'tanh', true, -0.5],
];

/** What the point at zero weights is, by its gradient, its Hessian and the order at which the loss falls. */
export const x25 = defineClaimExperiment({
  id: 'x25-local-structure',
  summary: 'Gradient, inertia and saddle order at zero weights, on XOR and AND.',
  measures: {
    gradientNorm: 'gradient norm',
    negative: 'negative eigenvalues',
    flat: 'zero eigenvalues',
    positive: 'positive eigenvalues',
    lowest: 'lowest eigenvalue',
    highest: 'highest eigenvalue',
    order: 'order at which the loss falls',
    critical: 'critical (1) or not (0)',
  },
  cells: () =>
    table.map(([task, activation, biases, outputBias]) => ({
      settings: { point: outputBias === 0 ? points.zero : points.mean },
      experiment: experimentOf({
        name: 'What kind of point this is',
        sizes: [2, 2, 1],
        activation,
        task,
        biases,
        rate: 0.2,
        steps: 5000,
        start: outputBias === 0 ? {} : { biases: ['zeros', explicit(outputBias)] },
      }),
    })),
  ignores: ['training.rule', 'training.steps'],
  fits: anyDepth,
  measure({ core, problem, initial, checkCancelled, progress }) {
    const settings = { highest: 8, starts: 24, seed: 1, budget: 200_000, tolerance: 1e-10, constant: false };
    const answer = saddleOrder(core, problem, initial, settings, (share) => {
      checkCancelled();
      progress(share);
    });
    const { negative, zero, positive, lowest, highest } = answer.spectrum;
    return {
      numbers: {
        gradientNorm: answer.gradientNorm,
        negative,
        flat: zero,
        positive,
        lowest,
        highest,
        order: answer.order ?? NaN,
        critical: answer.verdict === 'not-critical' ? 0 : 1,
      },
    };
  },
});
