import { afterAll, describe, expect, test } from 'vitest';
import { createSaddlescope } from '../../src/app';
import { core } from '../../src/core';
import { type Asked, orderOf } from './saddle-orders';

/** Oracle: the kinds of the critical points that training from zero starts at, and ends at, by closed forms and by 60-digit arithmetic. */

const app = createSaddlescope({ workers: 2 });
afterAll(() => app.dispose());

const xor = { data: { name: 'xor', coding: 'plus-minus' }, inputs: 2 };
const zeroOne = { data: { name: 'xor', coding: 'zero-one' }, inputs: 2 };
const and = { data: { name: 'and', coding: 'plus-minus' }, inputs: 2, constant: -0.5 };
/** Five points with a correlation between input and target, whose mean is 0.2. */
const five = {
  data: {
    name: 'csv',
    text: 'x1,x2,y\n0.5,-1,1\n1.5,0.25,-0.5\n-0.75,2,2\n-1.25,-0.5,0.25\n0,1,-1.75\n',
    task: 'numbers',
    standardise: false,
  },
  inputs: 2,
};
const none = (depth: number) => Array.from({ length: depth }, () => false);

type Row = readonly [text: string, asked: Asked, order: number, inertia: [number, number, number]];
const origins: Row[] = [
  ['XOR ±1, tanh', { ...xor, depth: 2, activation: 'tanh' }, 4, [0, 8, 1]],
  ['XOR ±1, GELU', { ...xor, depth: 2, activation: 'gelu' }, 3, [0, 8, 1]],
  ['XOR ±1, sigmoid', { ...xor, depth: 2, activation: 'sigmoid' }, 4, [0, 8, 1]],
  ['XOR ±1, softplus', { ...xor, depth: 2, activation: 'softplus' }, 3, [0, 8, 1]],
  ['XOR ±1, ReLU', { ...xor, depth: 2, activation: 'relu' }, 2, [0, 8, 1]],
  ['XOR 0/1, tanh: a slope', { ...zeroOne, depth: 2, activation: 'tanh' }, 1, [2, 4, 3]],
  ['XOR 0/1, tanh, b2 = ½', { ...zeroOne, depth: 2, activation: 'tanh', constant: 0.5 }, 4, [0, 8, 1]],
  ['XOR 0/1, tanh, no biases', { ...zeroOne, depth: 2, activation: 'tanh', biases: none(2) }, 2, [2, 2, 2]],
  [
    'XOR 0/1, tanh, L=3, no biases',
    { ...zeroOne, depth: 3, activation: 'tanh', biases: none(3) },
    3,
    [0, 10, 0],
  ],
  ['XOR 0/1, sigmoid: a slope', { ...zeroOne, depth: 2, activation: 'sigmoid' }, 1, [2, 4, 3]],
  ['five points, tanh', { ...five, depth: 2, activation: 'tanh', constant: 0.2 }, 2, [2, 4, 3]],
  ['five points, tanh, no biases', { ...five, depth: 2, activation: 'tanh', biases: none(2) }, 2, [2, 2, 2]],
  ['AND, tanh', { ...and, depth: 2, activation: 'tanh' }, 2, [2, 4, 3]],
  ['AND, sigmoid', { ...and, depth: 2, activation: 'sigmoid' }, 2, [2, 4, 3]],
  ['AND, GELU', { ...and, depth: 2, activation: 'gelu' }, 2, [2, 4, 3]],
  ['AND, ReLU', { ...and, depth: 2, activation: 'relu' }, 2, [0, 8, 1]],
  ['AND, sigmoid, L=3', { ...and, depth: 3, activation: 'sigmoid' }, 3, [0, 14, 1]],
  ['AND, tanh, L=4', { ...and, depth: 4, activation: 'tanh' }, 4, [0, 20, 1]],
  [
    'XOR 0/1, tanh, L=3, hidden biases only',
    { ...zeroOne, depth: 3, activation: 'tanh', biases: [true, true, false] },
    2,
    [2, 10, 2],
  ],
  [
    'cross-entropy, XOR 0/1, tanh',
    { ...zeroOne, depth: 2, activation: 'tanh', loss: 'binary-cross-entropy' },
    4,
    [0, 8, 1],
  ],
  [
    'cross-entropy, XOR 0/1, GELU',
    { ...zeroOne, depth: 2, activation: 'gelu', loss: 'binary-cross-entropy' },
    3,
    [0, 8, 1],
  ],
  [
    'cross-entropy, AND, tanh, b2 = −ln 3',
    {
      data: { name: 'and', coding: 'zero-one' },
      inputs: 2,
      depth: 2,
      activation: 'tanh',
      loss: 'binary-cross-entropy',
      constant: -Math.log(3),
    },
    2,
    [2, 4, 3],
  ],
];

describe('the all-zero point, all zero but the output’s bias', () => {
  test.each(origins)('%s: order %d', async (_, asked, order, [negative, zero, positive]) => {
    const report = await orderOf(app, asked);
    expect(report.order).toBe(order);
    expect(report.spectrum).toMatchObject({ negative, zero, positive });
  });
});

/** Where gradient flow from zero ends on XOR 0/1: all units equal, answering ½ to every input. */
interface End {
  readonly activation: 'sigmoid' | 'softplus';
  readonly width: number;
  readonly biases: readonly [boolean, boolean];
  readonly v: number;
  readonly b: number;
  readonly order: number;
  /** The lowest eigenvalue, where it is negative, and how many there are of both signs. */
  readonly negative: readonly number[];
}

const ends: [string, End][] = [
  [
    'sigmoid, all biases',
    {
      activation: 'sigmoid',
      width: 2,
      biases: [true, true],
      v: 0.16661694,
      b: 0.00694696,
      order: 2,
      negative: [-1.808535e-5],
    },
  ],
  [
    'sigmoid, hidden bias',
    {
      activation: 'sigmoid',
      width: 2,
      biases: [true, false],
      v: 0.48576446,
      b: 0.05862767,
      order: 2,
      negative: [-4.444786e-4],
    },
  ],
  [
    'sigmoid, output bias',
    { activation: 'sigmoid', width: 2, biases: [false, true], v: 0.16668237, b: 0, order: 4, negative: [] },
  ],
  [
    'sigmoid, output bias, three units',
    { activation: 'sigmoid', width: 3, biases: [false, true], v: 0.16668237, b: 0, order: 3, negative: [] },
  ],
  [
    'sigmoid, no bias',
    { activation: 'sigmoid', width: 2, biases: [false, false], v: 0.5, b: 0, order: 4, negative: [] },
  ],
  [
    'sigmoid, no bias, three units',
    { activation: 'sigmoid', width: 3, biases: [false, false], v: 1 / 3, b: 0, order: 3, negative: [] },
  ],
  [
    'sigmoid, four units, all biases',
    {
      activation: 'sigmoid',
      width: 4,
      biases: [true, true],
      v: 0.12492365,
      b: 0.00390153,
      order: 2,
      negative: [-7.61549e-6, -7.61549e-6, -7.61549e-6],
    },
  ],
  [
    'softplus, all biases',
    {
      activation: 'softplus',
      width: 2,
      biases: [true, true],
      v: 0.17633891,
      b: 0.01120396,
      order: 2,
      negative: [-5.510418e-3, -1.579821e-3],
    },
  ],
];

describe('where training from zero ends', () => {
  test.each(ends)('%s', async (_, { activation, width, biases, v, b, order, negative }) => {
    const { math } = core();
    const answer = (z: number) => (activation === 'sigmoid' ? math.sigmoid(z) : math.softplus(z));
    const theta = [
      ...Array.from({ length: 2 * width }, () => 0),
      ...Array.from({ length: biases[0] ? width : 0 }, () => b),
      ...Array.from({ length: width }, () => v),
      ...(biases[1] ? [0.5 - width * v * answer(b)] : []),
    ];
    // The published v and b have eight digits, of which the output’s bias makes a point critical to rounding; without one the slope is what they leave.
    const report = await orderOf(
      app,
      { ...zeroOne, depth: 2, activation, width, biases },
      { theta, tolerance: 1e-8 },
    );
    expect(report.order).toBe(order);
    expect(report.spectrum.negative).toBe(negative.length);
    if (negative[0] !== undefined) expect(report.spectrum.lowest / negative[0]).toBeCloseTo(1, 5);
    expect(report.verdict).toBe(order === 2 ? 'strict-saddle' : 'saddle');
  });
});
