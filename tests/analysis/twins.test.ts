import { describe, expect, test } from 'vitest';
import { twinClasses } from '../../src/analysis/twins';
import type { NetworkSpec } from '../../src/model/experiment';

/** Oracle: classes read off by hand. */

const network: NetworkSpec = { sizes: [2, 3, 1], activations: ['tanh', 'linear'], biases: [true, true] };
//                    W1 (3 × 2)            b1         W2       b2
const equal = [0.5, 1, 0.5, 1, 0.5, 1, 0, 0, 0, 2, 2, 2, 7];

const classesOf = (theta: number[], shape = network) =>
  twinClasses(shape, Float64Array.from(theta))[0]!.classes;
const withChange = (index: number, value: number) => equal.with(index, value);

describe('twin classes of one hidden layer', () => {
  test('units with equal incoming weights, bias and outgoing weights are one class', () => {
    expect(twinClasses(network, Float64Array.from(equal))).toEqual([
      { layer: 1, width: 3, effectiveWidth: 1, classes: [[0, 1, 2]] },
    ]);
  });

  test('a different incoming weight, bias or outgoing weight separates a unit', () => {
    expect(classesOf(withChange(3, 1.0000000000000002))).toEqual([[0, 2], [1]]);
    expect(classesOf(withChange(8, 1e-300))).toEqual([[0, 1], [2]]);
    expect(classesOf(withChange(9, -2))).toEqual([[0], [1, 2]]);
  });

  test('+0 and −0 are different bits', () => {
    expect(classesOf(withChange(6, -0))).toEqual([[0], [1, 2]]);
  });

  test('the output bias belongs to no hidden unit', () => {
    expect(classesOf(withChange(12, 99))).toEqual([[0, 1, 2]]);
  });

  test('layers without biases and several outputs', () => {
    const shape: NetworkSpec = { sizes: [1, 2, 2], activations: ['tanh', 'linear'], biases: [false, false] };
    expect(classesOf([3, 3, 1, 1, 2, 2], shape)).toEqual([[0, 1]]);
    expect(classesOf([3, 3, 1, 1, 2, 2.5], shape)).toEqual([[0], [1]]);
  });

  test('two hidden layers are reported apart, and a network without one has no report', () => {
    const deep: NetworkSpec = {
      sizes: [1, 2, 2, 1],
      activations: ['tanh', 'tanh', 'linear'],
      biases: [false, false, false],
    };
    const reports = twinClasses(deep, Float64Array.from([1, 1, 5, 5, 6, 6, 3, 3]));
    expect(reports.map((report) => report.effectiveWidth)).toEqual([1, 2]);
    expect(
      twinClasses({ sizes: [2, 1], activations: ['linear'], biases: [true] }, new Float64Array(3)),
    ).toEqual([]);
  });
});
