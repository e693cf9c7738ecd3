import { describe, expect, test } from 'vitest';
import { core } from '../../../src/core';
import { nextAbove } from '../../../src/model/next-above';
import { experimentJsonSchema, parseExperiment } from '../../../src/model/schema';
import { checkPoints } from '../../../src/model/sweep/check-points';
import { SweepPlan } from '../../../src/model/sweep/plan';
import { writtenAxis } from '../../../src/model/sweep/written-axis';
import { accepts } from '../plain-json-schema';

/** Oracle: what a person would write for each point by hand. */

const planOf = (document: object) => new SweepPlan(parseExperiment(document), core().math);
const valuesOf = (axis: object) => planOf({ sweep: { axes: [axis] } }).axes[0]!.values;

describe('values of an axis', () => {
  test.each<[string, object, readonly unknown[]]>([
    ['whole numbers', { over: 'seed', from: 3, to: 6, scale: 'integer' }, [3, 4, 5, 6]],
    ['downwards', { over: 'seed', from: 3, to: 1, scale: 'integer' }, [3, 2, 1]],
    ['some whole numbers', { over: 'seed', from: 0, to: 10, count: 3, scale: 'integer' }, [0, 5, 10]],
    ['evenly', { over: 'epsilon', from: 0, to: 0.3, count: 4 }, [0, 0.1, 0.2, 0.3]],
    ['in the logarithm', { over: 'rate', from: 0.001, to: 1, count: 4, scale: 'log' }, [0.001, 0.01, 0.1, 1]],
    ['one', { over: 'rate', from: 2, to: 2, count: 1 }, [2]],
    ['as they are', { over: 'rate', values: [1, 0.5] }, [1, 0.5]],
  ])('%s', (_, axis, expected) => expect(valuesOf(axis)).toEqual(expected));
});

describe('points', () => {
  const grid = planOf({
    training: { rule: { name: 'momentum', rate: 0.2 } },
    sweep: {
      axes: [
        { over: 'rate', values: [0.1, 1] },
        { over: 'width', values: [2, 3, 5] },
        { over: 'seed', values: [7, 8] },
      ],
    },
  });

  test('of a grid are numbered with the last axis fastest', () => {
    expect(grid.runs).toBe(12);
    expect(Array.from({ length: 12 }, (_, run) => grid.valuesOf(run).join(' '))).toEqual(
      [0.1, 1].flatMap((rate) =>
        [2, 3, 5].flatMap((width) => [7, 8].map((seed) => `${rate} ${width} ${seed}`)),
      ),
    );
  });

  test('are the experiments that one would write by hand', () => {
    for (let run = 0; run < grid.runs; run++) {
      const [rate, width, seed] = grid.valuesOf(run);
      const byHand = parseExperiment({
        network: { sizes: [2, width, 1] },
        initialisation: { seed },
        training: { rule: { name: 'momentum', rate } },
      });
      expect(grid.experimentOf(run)).toEqual(byHand);
      expect(parseExperiment(grid.experimentOf(run))).toEqual(byHand);
    }
  });

  test('zipped go together', () => {
    const zipped = planOf({
      sweep: { combine: 'zip', axes: [{ over: 'rate', values: [0.1, 1] }, { over: 'seed', values: [7, 8] }] },
    });
    expect([0, 1].map((run) => zipped.valuesOf(run))).toEqual([[0.1, 7], [1, 8]]);
  }); // prettier-ignore

  test.each<[string, unknown, object]>([
    ['initialisation.weights', 'he', { initialisation: { weights: 'he' } }],
    ['initialisation.weights', { name: 'normal', deviation: 2 }, { initialisation: { weights: { name: 'normal', deviation: 2 } } }],
    ['network.activation', 'relu', { network: { activations: ['relu', 'linear'] } }],
    ['network.activations', ['relu', 'tanh'], { network: { activations: ['relu', 'tanh'] } }],
    ['network.biases[1]', false, { network: { biases: [true, false] } }],
    ['network.sizes', [2, 3, 3, 1], { network: { sizes: [2, 3, 3, 1] } }],
    ['data.coding', 'zero-one', { data: { name: 'xor', coding: 'zero-one' } }],
    ['training.batch', 2, { training: { batch: 2 } }],
    ['training.rule', 'adam', { training: { rule: 'adam' } }],
    ['precision', 'f32', { precision: 'f32' }],
  ])('over %s = %j', (over, value, byHand) => {
    const plan = planOf({ sweep: { axes: [{ over, values: [value] }] } });
    expect(plan.experimentOf(0)).toEqual(parseExperiment(byHand));
  }); // prettier-ignore

  test('a setting of what an earlier axis chooses, in every layer', () => {
    const plan = planOf({
      sweep: {
        axes: [
          { over: 'initialisation.weights', values: ['normal'] },
          { over: 'initialisation.weights.deviation', values: [3] },
        ],
      },
    });
    expect(plan.experimentOf(0).initialisation.weights).toEqual([
      { name: 'normal', mean: 0, deviation: 3 },
      { name: 'normal', mean: 0, deviation: 3 },
    ]);
  });
});

test('a sweep parses to itself, by the JSON Schema too, and is no part of a run', () => {
  const document = { sweep: { axes: [{ over: 'seed', from: 1, to: 3, scale: 'integer' }], every: 5 } };
  const experiment = parseExperiment(document);
  expect(parseExperiment(JSON.parse(JSON.stringify(experiment)))).toEqual(experiment);
  expect(accepts(experimentJsonSchema(), experiment)).toBe(true);
  expect(accepts(experimentJsonSchema(), document)).toBe(true);
  expect(accepts(experimentJsonSchema(), { sweep: { axes: [], evry: 1 } })).toBe(false);
  expect(new SweepPlan(experiment, core().math).experimentOf(0)).not.toHaveProperty('sweep');
});

describe('mistakes are told in one sentence', () => {
  const axis = { over: 'seed', values: [1] };
  test.each<[object, RegExp]>([
    [{ axes: [axis], combin: 'zip' }, /^sweep\.combin is not a known key \(did you mean sweep\.combine\)/],
    [{ axes: [{ ...axis, vaules: [1] }] }, /^sweep\.axes\[0\]\.vaules is not a known key \(did you mean sweep\.axes\[0\]\.values\)/],
    [{ axes: [] }, /^sweep\.axes lists 0 entries but at least 1 are needed/],
    [{ axes: [{ over: 'seed' }] }, /^sweep\.axes\[0\] has no from: write "values": \[…\], or "from" and "to"/],
    [{ axes: [{ ...axis, from: 1 }] }, /has values, and from, to, count or scale besides/],
    [{ axes: [{ over: 'rate', from: 0, to: 1, count: 3, scale: 'log' }] }, /both must be above 0/],
    [{ axes: [{ over: 'rate', from: 0.1, to: 1 }] }, /has no count/],
    [{ axes: [{ over: 'seed', from: 1, to: 3, count: 5, scale: 'integer' }] }, /has count 5, but from 1 to 3 there are 3 whole numbers/],
    [{ axes: [axis, axis] }, /^sweep\.axes\[1\]\.over is initialisation\.seed, as is that of axis 0: name each place once/],
    [{ axes: [{ over: 'rate', values: [1] }, { over: 'rule', values: ['adam'] }] }, /would overwrite axis 0 \(training\.rule\.rate\): list it first/],
    [{ axes: [{ over: 'notes', values: ['x'] }] }, /on which no run depends/],
    [{ axes: [{ over: 'nothing', values: [1] }] }, /has no such place/],
  ])('%j', (sweep, sentence) => {
    expect(() => parseExperiment({ sweep })).toThrow(sentence);
  }); // prettier-ignore

  test('a million runs and more are refused without being made', () => {
    const seeds = { over: 'seed', from: 1, to: 1_000_000, scale: 'integer' };
    expect(parseExperiment({ sweep: { axes: [seeds] } }).sweep?.axes).toHaveLength(1);
    expect(() => parseExperiment({ sweep: { axes: [seeds, { over: 'rate', values: [1, 2] }] } })).toThrow(
      /^sweep has 1,000,000 × 2 = 2,000,000 runs; at most 1,000,000 are possible: shorten an axis\.$/,
    );
    expect(() => parseExperiment({ sweep: { axes: [{ ...seeds, to: 1e15 }] } })).toThrow(
      /at most 1,000,000 are possible/,
    );
  });

  test('a point that is no experiment for no single value’s fault names all of them', () => {
    const plan = planOf({
      sweep: {
        axes: [
          { over: 'rule', values: ['gradient-descent', 'newton'] },
          { over: 'width', values: [2, 600] },
        ],
      },
    });
    expect(() => checkPoints(plan)).toThrow(
      /^sweep: the point training\.rule = newton, network\.width = 600 is no experiment: training\.rule is newton, which takes/,
    );
  });
});

describe('a run that stands there twice', () => {
  const zipped = (...values: number[][]) =>
    planOf({
      sweep: {
        combine: 'zip',
        axes: values.map((list, i) => ({ over: ['seed', 'rate'][i], values: list })),
      },
    });

  test.each([
    [{ over: 'seed', values: [1, 1, 1] }, /^sweep\.axes\[0\]: initialisation\.seed = 1 stands there twice/],
    [{ over: 'rate', values: [0.1, 0.3, 0.1] }, /training\.rule\.rate = 0\.1 stands there twice/],
    [
      { over: 'activation', values: ['tanh', 'relu', 'tanh'] },
      /network\.activation = tanh stands there twice/,
    ],
  ])('in a grid is refused: %j', (axis, sentence) => {
    expect(() => checkPoints(planOf({ sweep: { axes: [axis] } }))).toThrow(sentence);
  });

  test('where axes are zipped, it is the point that counts', () => {
    expect(() => checkPoints(zipped([1, 1, 2], [0.1, 0.2, 0.1]))).not.toThrow();
    expect(() => checkPoints(zipped([1, 2, 1], [0.1, 0.2, 0.1]))).toThrow(
      /^sweep\.axes: initialisation\.seed = 1, training\.rule\.rate = 0\.1 stands there twice/,
    );
  });

  test('values that differ are none', () => {
    for (const values of [[3, 1, 2], [1], [1, 2, 3], [3, 2, 1]])
      expect(() => checkPoints(planOf({ sweep: { axes: [{ over: 'seed', values }] } }))).not.toThrow();
  });
});

describe('an axis as the command line says it', () => {
  test.each<[string, object]>([
    ['rate=0.1,0.3,1', { over: 'training.rule.rate', values: [0.1, 0.3, 1] }],
    ['seed=1..100', { over: 'initialisation.seed', from: 1, to: 100, scale: 'integer' }],
    ['epsilon=0.01..1:5:log', { over: 'initialisation.perturbation.size', from: 0.01, to: 1, count: 5, scale: 'log' }],
    ['epsilon=1e-3..1e0:4', { over: 'initialisation.perturbation.size', from: 0.001, to: 1, count: 4, scale: 'linear' }],
    ['activation=tanh,relu', { over: 'network.activation', values: ['tanh', 'relu'] }],
    ['network.sizes=[[2,2,1],[2,3,1]]', { over: 'network.sizes', values: [[2, 2, 1], [2, 3, 1]] }],
    ['network.biases=true,false', { over: 'network.biases', values: [true, false] }],
  ])('%s', (text, axis) => expect(writtenAxis(text)).toEqual(axis)); // prettier-ignore

  test.each(['seed', '=1', 'seed=', 'seed=1..x:3', 'epsilon=1..2:3:cubic', 'network.sizes=[[2,2,1]'])(
    '%s is refused',
    (text) => {
      if (text === 'seed=1..x:3') expect(writtenAxis(text)).toMatchObject({ values: ['1..x:3'] });
      else expect(() => writtenAxis(text)).toThrow(/^--over "/);
    },
  );
});

test.each([0.1, 1, -1, 1e-300, 0, -5e-324, 12345.678])(
  'nothing lies between %d and the number above it',
  (value) => {
    const above = nextAbove(value);
    expect(above).toBeGreaterThan(value);
    const middle = value + (above - value) / 2;
    expect(middle === value || middle === above).toBe(true);
  },
);
