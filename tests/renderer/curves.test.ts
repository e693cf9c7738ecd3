import { describe, expect, test } from 'vitest';
import { curvesOf, describeCurves, readCurves, timeChoices } from '../../renderer/state/curves';
import type { History, LayerHistory } from '../../src/app/contract';

/** Oracle: a history written by hand. */

const of = (...values: number[]) => Float64Array.from(values);
const history: History = {
  steps: of(0, 1, 2),
  loss: of(0.5, 0.25, 0.125),
  gradientNorm: of(1, 0, 0.5),
  accuracy: of(0.5, 0.75, 1),
  testLoss: of(0.6, 0.5, 0.4),
  testAccuracy: of(0.5, 0.5, 0.5),
  effectiveWidth: of(1, 1, 2),
};
const layers: LayerHistory = {
  steps: of(0, 2),
  gradientNorms: [of(3, 4), of(5, 6)],
  balances: [of(-1, 1)],
};

describe('what can be chosen', () => {
  test('accuracy only where there is one, balances only where there is a hidden layer', () => {
    const values = (given: History, hidden: number) => timeChoices(given, hidden).map(({ value }) => value);
    expect(values(history, 1)).toEqual(['loss', 'accuracy', 'layer-gradients', 'balances']);
    expect(values({ ...history, accuracy: of(NaN, NaN, NaN) }, 0)).toEqual(['loss', 'layer-gradients']);
  });
});

describe('curves', () => {
  test('the loss stands on the left, its gradient on the right; a test set brings its own', () => {
    const { steps, curves } = curvesOf('loss', history, true, null);
    expect(steps).toBe(history.steps);
    expect(curves.map(({ label, axis, values }) => [label, axis, values])).toEqual([
      ['loss', 'left', history.loss],
      ['gradient norm', 'right', history.gradientNorm],
      ['test loss', 'left', history.testLoss],
    ]);
    expect(curvesOf('loss', history, false, null).curves).toHaveLength(2);
  });

  test('layers have steps of their own; before they are known there is nothing', () => {
    expect(curvesOf('layer-gradients', history, false, null)).toEqual({ steps: of(), curves: [] });
    const { steps, curves } = curvesOf('layer-gradients', history, false, layers);
    expect(steps).toBe(layers.steps);
    expect(curves.map(({ values }) => values)).toEqual(layers.gradientNorms);
  });

  test('ten layers look different from each other', () => {
    const many = { ...layers, gradientNorms: Array.from({ length: 10 }, () => of(1, 2)) };
    const looks = curvesOf('layer-gradients', history, false, many).curves.map(
      ({ colour, dash }) => `${colour} ${dash?.join(' ')}`,
    );
    expect(new Set(looks).size).toBe(10);
  });
});

test('read off at a step', () => {
  expect(readCurves(curvesOf('loss', history, false, null), 1)).toBe('step 1: loss 0.25, gradient norm 0');
  expect(readCurves(curvesOf('accuracy', history, true, null), 2)).toBe(
    'step 2: 100 % right, 50 % right of the test set',
  );
  expect(readCurves(curvesOf('loss', history, false, null), 9)).toBe('');
});

test('told in words', () => {
  expect(describeCurves(curvesOf('balances', history, false, layers), 'Balance of the layers')).toBe(
    'Balance of the layers from step 0 to 2: hidden layer 1 from -1 to 1.',
  );
  expect(describeCurves({ steps: of(), curves: [] }, 'Balance')).toBe('Balance: nothing to show yet.');
});
