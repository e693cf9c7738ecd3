import { describe, expect, test } from 'vitest';
import { core } from '../../../src/core';
import { ACTIVATIONS, LOSSES } from '../../../src/core/codes';
import { deepProblem } from './problems';
import { twins } from './twins';

/** Oracle: equality of bits. The dense Hessian is symmetric, and exchanging twin units changes nothing. */

const WIDTHS = [2, 3, 5, 7];

describe.each(WIDTHS)('width %i', (width) => {
  test('Hessian symmetric to the bit, rows of twins equal to the bit', () => {
    let cases = 0;
    for (const activation of ACTIVATIONS) {
      for (const [place, loss] of LOSSES.entries()) {
        const outputs = 1 + (place % 3);
        const biases = [place % 2 === 0, true, place % 3 === 0];
        const problem = deepProblem(activation, loss, place, {
          network: {
            sizes: [2, width, width, outputs],
            activations: [activation, activation, 'linear'],
            biases,
          },
          l2: place === 1 ? 0.1 : 0,
        });
        const second = core().workspace(problem).secondOrder();
        for (const layer of [1, 2] as const) {
          const { theta, order } = twins(width, outputs, biases, layer);
          const n = theta.length;
          expect(order.some((other, i) => other !== i)).toBe(true);
          order.forEach((other, i) => expect(theta[other]).toBe(theta[i]));
          const hessian = second.hessian(theta);
          let wrong = 0;
          for (let i = 0; i < n; i++) {
            for (let j = 0; j < n; j++) {
              const value = hessian[i * n + j]!;
              if (!Object.is(value, hessian[j * n + i])) wrong++;
              if (!Object.is(value, hessian[order[i]! * n + order[j]!])) wrong++;
            }
          }
          expect(wrong, `${activation} ${loss} layer ${layer}`).toBe(0);
          if (hessian.some((value) => value !== 0)) cases++;
        }
      }
    }
    // All are, but for softmax over a single output and units of relu that are off.
    expect(cases).toBeGreaterThan(80);
  });
});

test('a direction that treats twins alike is mapped to one that does, and Taylor gives the same bits again', () => {
  for (const width of WIDTHS) {
    const { theta, order } = twins(width, 1, [true, true, true], 1);
    const problem = deepProblem('softplus', 'half-sum-of-squares', 0, {
      network: {
        sizes: [2, width, width, 1],
        activations: ['softplus', 'softplus', 'linear'],
        biases: [true, true, true],
      },
    });
    const second = core().workspace(problem).secondOrder();
    const direction = theta.map((value) => 1 - value);
    const product = second.hessianVector(theta, direction);
    const reduced = second.gaussNewtonVector(theta, direction);
    order.forEach((other, i) => {
      expect(product[other]).toBe(product[i]);
      expect(reduced[other]).toBe(reduced[i]);
    });
    const first = second.taylor(theta, direction, 12, 'frozen');
    expect(second.taylor(theta, direction, 12, 'frozen')).toEqual(first);
  }
});
