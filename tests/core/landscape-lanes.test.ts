import { describe, expect, test } from 'vitest';
import { core, type LandscapeQuantity, type Problem } from '../../src/core';
import { ACTIVATIONS, LOSSES } from '../../src/core/codes';
import { numbers } from './problems';
import { targetsFor } from './random-problems';

/** Oracle: equality of bits with the evaluation of each point by itself, which has samples in the lanes where landscapes of few samples have points. */

const QUANTITIES: readonly LandscapeQuantity[] = ['loss', 'gradient-norm', 'accuracy'];
/** Past the crossover, too: there points and evaluations go the same way. */
const COUNTS = [1, 2, 3, 4, 5, 7, 8, 9];

describe.each(['f64', 'f32'] as const)(
  'every point of a landscape has the bits of its evaluation (%s)',
  (precision) => {
    const round = precision === 'f32' ? Math.fround : (x: number): number => x;

    test.each(ACTIVATIONS)('%s', (activation) => {
      LOSSES.forEach((loss, l) => {
        COUNTS.forEach((count, c) => {
          const seed = l * 8 + c;
          const next = numbers(seed);
          const outputs = 2 + (seed % 3);
          const sizes = [2, 1 + (seed % 5), 1 + (seed % 4), outputs];
          const problem: Problem = {
            network: {
              sizes,
              activations: [activation, activation, 'linear'],
              biases: [true, seed % 2 === 0, true],
            },
            loss,
            precision,
            train: {
              count,
              inputs: Float64Array.from({ length: 2 * count }, () => 2 * next()),
              targets: targetsFor(loss, count, outputs, next),
            },
            accuracy: seed % 2 === 0 ? { kind: 'argmax' } : { kind: 'threshold', threshold: 0.1 },
            l1: seed % 3 === 0 ? 0.01 : 0,
            l2: seed % 4 === 0 ? 0.1 : 0,
            batchSize: count,
          };
          const workspace = core().workspace(problem);
          const vector = (): Float64Array =>
            Float64Array.from({ length: workspace.parameterCount }, () => round(1.2 * next()));
          const [centre, first, second] = [vector(), vector(), vector()];
          const alphas = Float64Array.from({ length: 1 + ((5 * seed) % 37) }, next);
          const betas = Float64Array.of(-0.7, 0, 1.3);
          for (const quantity of QUANTITIES) {
            const values = workspace.landscape(centre, first, second, alphas, betas, quantity);
            values.forEach((value, at) => {
              const alpha = round(alphas[at % alphas.length]!);
              const beta = round(betas[Math.floor(at / alphas.length)]!);
              const point = centre.map((x, i) => {
                const along = round(x + round(alpha * first[i]!));
                return round(along + round(beta * second[i]!));
              });
              const { loss: height, gradientNorm, accuracy } = workspace.evaluate(point);
              const expected =
                quantity === 'loss' ? height : quantity === 'accuracy' ? accuracy : gradientNorm;
              if (!Object.is(value, expected))
                expect(value, `${quantity}, seed ${seed}, point ${at}`).toBe(expected);
            });
          }
        });
      });
    });
  },
);
