import { describe, expect, test } from 'vitest';
import { ResponseProbe } from '../../src/analysis/responses';
import { core } from '../../src/core';
import { parseExperiment } from '../../src/model/schema';
import { setUp } from '../../src/runs/setup';

/** Oracles: the network's formula written out with the platform's functions, and the core's outputs for the same rows of inputs. */

const problemOf = (document: object) => setUp(parseExperiment(document), core()).problem;
const xor = { data: 'xor', network: { sizes: [2, 2, 1], activations: ['tanh', 'sigmoid'] } };

test('every unit of XOR, by the formula', () => {
  const probe = new ResponseProbe(core(), problemOf(xor), 7);
  const theta = Float64Array.of(0.3, -1.1, 2, 0.7, 0.1, -0.4, 1.5, -0.6, 0.2);
  const [hidden, output] = probe.layers(theta);
  expect(probe.across).toHaveLength(7);
  expect([hidden!.length, output!.length]).toEqual([2 * 49, 49]);
  probe.up.forEach((y, row) =>
    probe.across.forEach((x, i) => {
      const at = row * 7 + i;
      const h1 = Math.tanh(0.3 * x - 1.1 * y + 0.1);
      const h2 = Math.tanh(2 * x + 0.7 * y - 0.4);
      expect(Math.abs(hidden![at]! - h1)).toBeLessThan(1e-14);
      expect(Math.abs(hidden![49 + at]! - h2)).toBeLessThan(1e-14);
      expect(Math.abs(output![at]! - 1 / (1 + Math.exp(-(1.5 * h1 - 0.6 * h2 + 0.2))))).toBeLessThan(1e-14);
    }),
  );
});

test('the rectangle holds every sample, those held out too, and a margin', () => {
  const problem = problemOf({ ...xor, data: { name: 'moons', samples: 80, test: 0.4, seed: 5 } });
  const { across, up } = new ResponseProbe(core(), problem, 5);
  for (const [axis, index] of [
    [across, 0],
    [up, 1],
  ] as const) {
    const all = [problem.train, problem.test!].flatMap(({ inputs }) =>
      [...inputs].filter((_, i) => i % 2 === index),
    );
    const [low, high] = [Math.min(...all), Math.max(...all)];
    expect(axis[0]).toBeCloseTo(low - 0.15 * (high - low), 12);
    expect(axis.at(-1)).toBeCloseTo(high + 0.15 * (high - low), 12);
  }
});

describe('networks of other shapes', () => {
  test('further inputs stand at their mean over the training samples', () => {
    const data = { name: 'parity', bits: 4, coding: 'zero-one', seed: 1, test: 0.25 };
    const problem = problemOf({ data, network: { sizes: [4, 3, 1], activations: ['relu', 'linear'] } });
    const probe = new ResponseProbe(core(), problem, 3);
    const { inputs, count } = problem.train;
    const mean = (index: number) =>
      Array.from({ length: count }, (_, i) => inputs[4 * i + index]!).reduce((sum, value) => sum + value) /
      count;
    expect([...probe.held]).toEqual([mean(2), mean(3)]);
    const theta = Float64Array.from({ length: 19 }, (_, i) => Math.cos(3 * i));
    const rows = [...probe.up].flatMap((y) => [...probe.across].flatMap((x) => [x, y, mean(2), mean(3)]));
    const outputs = core().workspace(problem).outputs(theta, Float64Array.from(rows));
    expect(probe.layers(theta)[1]).toEqual(outputs);
  });

  test('one input makes one row', () => {
    const data = { name: 'csv', text: 'x,y\n1,2.5\n3,4\n7,1\n', target: ['y'] };
    const problem = problemOf({ data, network: { sizes: [1, 2, 1], activations: ['tanh', 'linear'] } });
    const probe = new ResponseProbe(core(), problem, 9);
    expect(probe.up).toHaveLength(1);
    const theta = Float64Array.of(1, -1, 0, 0, 2, 3, 0.5);
    expect(probe.layers(theta)[1]).toEqual(core().workspace(problem).outputs(theta, probe.across));
  });

  test('all units of the zero network answer the same everywhere', () => {
    const layers = new ResponseProbe(core(), problemOf(xor), 4).layers(new Float64Array(9));
    expect(new Set(layers[0])).toEqual(new Set([0]));
    expect(new Set(layers[1])).toEqual(new Set([0.5]));
  });
});
