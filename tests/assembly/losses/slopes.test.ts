import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { core, type LossName, type Precision } from '../../../src/core';
import { problemOf } from '../../core/problems';

/**
 * Losses and their slopes of single samples. Oracle: mpmath at 60 digits (references/generate.py). The weights of a linear layer without bias
 * whose one input is 1 are the logits, and their gradient is the slopes.
 */
interface SoftmaxCase {
  readonly logits: readonly number[];
  readonly true: number;
  readonly loss: string;
  readonly slopes: readonly string[];
}
interface BinaryCase {
  readonly logit: number;
  readonly target: number;
  readonly loss: string;
  readonly slope: string;
}

function references<T>(name: LossName): T[] {
  return JSON.parse(readFileSync(new URL(`./references/${name}.json`, import.meta.url), 'utf8')) as T[];
}

function evaluated(loss: LossName, precision: Precision, logits: readonly number[], targets: readonly number[]) {
  const network = { sizes: [1, logits.length], activations: ['linear'], biases: [false] } as const;
  const problem = problemOf(network.sizes, network.activations, [[1]], [targets], { network, loss, precision });
  const workspace = core().workspace(problem);
  const theta = Float64Array.from(logits);
  return { loss: workspace.evaluate(theta).loss, slopes: Array.from(workspace.gradient(theta)) };
}

/** |actual − expected| over |expected|, in units of the precision's 2⁻⁵² or 2⁻²³. */
function relative(precision: Precision, actual: number, expected: string): number {
  const exact = Number(expected);
  return Math.abs(actual - exact) / Math.abs(exact) / (precision === 'f64' ? 2 ** -52 : 2 ** -23);
}

const oneHot = (size: number, true_: number): number[] => Array.from({ length: size }, (_, o) => (o === true_ ? 1 : 0));

describe.each(['f64', 'f32'] as const)('%s', (precision) => {
  test('softmax with cross-entropy keeps all digits at shares close to 0 and to 1', () => {
    const cases = references<SoftmaxCase>('softmax-cross-entropy');
    expect(cases.length).toBe(150);
    let largest = 0;
    for (const { logits, true: true_, loss, slopes } of cases) {
      const result = evaluated('softmax-cross-entropy', precision, logits, oneHot(logits.length, true_));
      const errors = [
        relative(precision, result.loss, loss),
        ...result.slopes.map((slope, o) => relative(precision, slope, slopes[o]!)),
      ];
      largest = Math.max(largest, ...errors);
      for (const error of errors) expect(error, JSON.stringify({ logits, true: true_, errors })).toBeLessThan(2.5);
    }
    console.log(`softmax, ${precision}: at most ${largest.toFixed(2)} units`);
    expect(largest).toBeGreaterThan(0.3);
  });

  test('binary cross-entropy keeps all digits at shares close to 0 and to 1', () => {
    const cases = references<BinaryCase>('binary-cross-entropy');
    expect(cases.length).toBe(176);
    let largest = 0;
    for (const { logit, target, loss, slope } of cases) {
      const result = evaluated('binary-cross-entropy', precision, [logit], [target]);
      const errors = [relative(precision, result.loss, loss), relative(precision, result.slopes[0]!, slope)];
      largest = Math.max(largest, ...errors);
      for (const error of errors) expect(error, JSON.stringify({ logit, target, errors })).toBeLessThan(2.5);
    }
    console.log(`binary cross-entropy, ${precision}: at most ${largest.toFixed(2)} units`);
    expect(largest).toBeGreaterThan(0.3);
  });

  test('outputs with the same logit and target have slopes of the same bits, wherever they stand', () => {
    const logits = [0.3, -1.1, 0.3, 2.7, 0.3, -1.1, 2.7];
    const targets = [0.125, 0.25, 0.125, 0, 0.125, 0.25, 0];
    const { slopes } = evaluated('softmax-cross-entropy', precision, logits, targets);
    for (const [a, b] of [[0, 2], [0, 4], [1, 5], [3, 6]] as const) expect(Object.is(slopes[a], slopes[b])).toBe(true);
    expect(slopes[0]).not.toBe(slopes[1]);
  });

  test('shares that are targets leave no slope, and a target of 0 everywhere leaves none at all', () => {
    const even = evaluated('softmax-cross-entropy', precision, [2, 2, 2, 2], [0.25, 0.25, 0.25, 0.25]);
    expect(even.slopes).toEqual([0, 0, 0, 0]);
    const none = evaluated('softmax-cross-entropy', precision, [2, 1, 0.5], [0, 0, 0]);
    expect(none.slopes.map(Math.abs)).toEqual([0, 0, 0]);
    expect(none.loss).toBe(0);
  });

  test('a logit that is not a number is not hidden', () => {
    for (const loss of ['softmax-cross-entropy', 'binary-cross-entropy'] as const) {
      const { slopes } = evaluated(loss, precision, [Infinity, Infinity, -1], [1, 0, 0]);
      expect(Number.isNaN(slopes[0])).toBe(loss === 'softmax-cross-entropy');
    }
  });
});
