import { afterAll, describe, expect, test } from 'vitest';
import { createSaddlescope } from '../../src/app';
import { type Asked, orderOf } from './saddle-orders';

/** Oracle: closed forms of C in min over ‖d‖ = ρ of L(θ + d) − L(θ) ≈ −C·ρᵏ, half mean squared error; three of them only known to the digits given. */

const app = createSaddlescope({ workers: 2 });
afterAll(() => app.dispose());

const xor = { data: { name: 'xor', coding: 'plus-minus' }, inputs: 2 };
const zeroOne = { data: { name: 'xor', coding: 'zero-one' }, inputs: 2, constant: 0.5 };
const and = { data: { name: 'and', coding: 'plus-minus' }, inputs: 2, constant: -0.5 };
/** |E(r·x)| of AND. */
const pull = Math.sqrt(0.5);

type Row = readonly [text: string, asked: Asked, order: number, constant: number, within: number];
const golden = (Math.sqrt(5) - 1) / 16;
const rows: Row[] = [
  ['XOR, tanh, one unit', { ...xor, depth: 2, activation: 'tanh', width: 1 }, 4, golden, 1e-5],
  ['XOR, tanh, two units', { ...xor, depth: 2, activation: 'tanh' }, 4, golden, 1e-5],
  ['XOR, tanh, three units', { ...xor, depth: 2, activation: 'tanh', width: 3 }, 4, golden, 1e-5],
  ['XOR, sin, one unit', { ...xor, depth: 2, activation: 'sin', width: 1 }, 4, 0.0258883, 1e-5],
  ['XOR, sin, two units', { ...xor, depth: 2, activation: 'sin' }, 4, 1 / 32, 1e-5],
  [
    'XOR, GELU',
    { ...xor, depth: 2, activation: 'gelu' },
    3,
    Math.sqrt(2 / Math.PI) / (3 * Math.sqrt(3)),
    1e-5,
  ],
  ['XOR, ReLU', { ...xor, depth: 2, activation: 'relu' }, 2, Math.SQRT2 / 8, 1e-5],
  ['XOR, ReLU, 3 layers', { ...xor, depth: 3, activation: 'relu' }, 3, (Math.SQRT2 / 4) * 3 ** -1.5, 1e-4],
  ['XOR, ReLU, 4 layers', { ...xor, depth: 4, activation: 'relu' }, 4, Math.SQRT2 / 4 / 16, 1e-4],
  ['AND, linear, 3 layers', { ...and, depth: 3, activation: 'linear' }, 3, pull * 3 ** -1.5, 1e-9],
  ['AND, tanh, 2 layers', { ...and, depth: 2, activation: 'tanh' }, 2, pull / 2, 1e-12],
  ['AND, tanh, 3 layers', { ...and, depth: 3, activation: 'tanh' }, 3, pull * 3 ** -1.5, 1e-5],
  ['AND, tanh, 4 layers', { ...and, depth: 4, activation: 'tanh' }, 4, pull / 16, 1e-5],
  ['XOR, tanh, 3 layers', { ...xor, depth: 3, activation: 'tanh' }, 5, 0.0358, 2e-3],
  ['XOR, tanh, 4 layers', { ...xor, depth: 4, activation: 'tanh' }, 6, 0.0093, 6e-3],
  ['XOR 0/1, sigmoid', { ...zeroOne, depth: 2, activation: 'sigmoid' }, 4, 0.00124, 5e-3],
  ['XOR ±1, sigmoid', { ...xor, depth: 2, activation: 'sigmoid' }, 4, 0.00465, 2e-3],
];

describe('the leading constant', () => {
  test.each(rows)('%s', async (_, asked, order, constant, within) => {
    const report = await orderOf(app, asked, { constant: true });
    expect(report.order).toBe(order);
    const found = report.constant!;
    expect(Math.abs(found.value / constant - 1)).toBeLessThan(within);
    // The error that is told may not be much less than the one that is made.
    if (within <= 1e-4)
      expect(Math.abs(found.value - constant)).toBeLessThan(10 * found.error + 1e-6 * constant);
  });
});
