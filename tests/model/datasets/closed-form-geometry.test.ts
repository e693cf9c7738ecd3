import { expect, test } from 'vitest';
import { core } from '../../../src/core';
import { loadDataset } from '../../../src/model/datasets';

const load = (spec: { name: string; [key: string]: string | number | boolean | number[] }) =>
  loadDataset({ seed: 1, test: 0, ...spec }, core()).train;
const points = (inputs: Float64Array) =>
  Array.from({ length: inputs.length / 2 }, (_, i) => [inputs[2 * i]!, inputs[2 * i + 1]!] as const);

test('moons without noise lie on their two half circles', () => {
  const { inputs, targets } = load({ name: 'moons', samples: 41, noise: 0, targets: 'zero-one' });
  points(inputs).forEach(([x, y], i) => {
    const inner = targets[i] === 1;
    expect(inner ? Math.hypot(x - 1, y - 0.5) : Math.hypot(x, y)).toBeCloseTo(1, 14);
    expect(inner ? y <= 0.5 + 1e-15 : y >= -1e-15).toBe(true);
  });
  expect(targets.reduce((sum, value) => sum + value, 0)).toBe(21);
});

test('circles without noise have radii 1 and the factor', () => {
  const { inputs, targets } = load({
    name: 'circles',
    samples: 40,
    noise: 0,
    factor: 0.3,
    targets: 'plus-minus',
  });
  points(inputs).forEach(([x, y], i) => expect(Math.hypot(x, y)).toBeCloseTo(targets[i] === 1 ? 0.3 : 1, 14));
});

test('spirals without noise: the second arm is the first one turned by half a circle, exactly', () => {
  const { inputs } = load({ name: 'spirals', samples: 60, noise: 0, turns: 2, targets: 'plus-minus' });
  const all = points(inputs);
  for (let i = 0; i < 30; i++) expect(all[30 + i]).toEqual([-all[i]![0], -all[i]![1]]);
  expect(Math.hypot(...all[29]!)).toBeCloseTo(1, 14);
});

test('blobs without spread are their centres, evenly on the circle', () => {
  const { inputs, targets } = load({
    name: 'blobs',
    samples: 8,
    classes: 4,
    deviation: 0,
    radius: 3,
    targets: 'one-hot',
  });
  const centres = [
    [3, 0],
    [0, 3],
    [-3, 0],
    [0, -3],
  ];
  points(inputs).forEach(([x, y], i) => {
    expect(x).toBeCloseTo(centres[i % 4]![0]!, 14);
    expect(y).toBeCloseTo(centres[i % 4]![1]!, 14);
    expect(targets[4 * i + (i % 4)]).toBe(1);
  });
});

test('the sine is odd to the bit and follows Math.sin to rounding', () => {
  const { inputs, targets } = load({ name: 'sine', samples: 51, frequency: 3, noise: 0 });
  for (let i = 0; i < 51; i++) {
    expect(inputs[i]! + inputs[50 - i]!).toBe(0);
    expect(targets[i]! + targets[50 - i]!).toBe(0);
    expect(targets[i]).toBeCloseTo(Math.sin(3 * Math.PI * inputs[i]!), 14);
  }
});

test('the teacher is a network: its answers do not change when more samples are asked for', () => {
  const teacher = (samples: number) =>
    load({ name: 'teacher', samples, inputs: 3, hidden: [4, 2], outputs: 2, scale: 2, noise: 0 });
  const few = teacher(10);
  const many = teacher(40);
  expect(many.inputs.slice(0, 30)).toEqual(few.inputs);
  expect(many.targets.slice(0, 20)).toEqual(few.targets);
});

test('a teacher without hidden layers is affine: f(a) + f(b) = f(a + b) + f(0) by least squares through its own samples', () => {
  const { inputs, targets } = load({
    name: 'teacher',
    samples: 4,
    inputs: 1,
    hidden: [],
    outputs: 1,
    scale: 2,
    noise: 0,
  });
  const slope = (targets[1]! - targets[0]!) / (inputs[1]! - inputs[0]!);
  for (const i of [2, 3]) expect(targets[i]).toBeCloseTo(targets[0]! + slope * (inputs[i]! - inputs[0]!), 12);
});
