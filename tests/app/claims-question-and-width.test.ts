import { expect, test } from 'vitest';
import { decidedClaims } from './decided-claims';

/** Oracle: numbers of the claims' experiments as they were computed elsewhere, with their tolerances; statistics of other seeds within their intervals. */

const verdicts = {
  Q0: 'depends',
  Q1: 'depends',
  A1b: 'depends',
  A1b1: 'depends',
  A1c: 'depends',
  A2f: 'depends',
  A5a: 'true',
} as const;

const { claim, rowsOf, measured } = decidedClaims([...Object.keys(verdicts), 'A1e']);

test.each(Object.entries(verdicts))('%s is %s', (id, verdict) => {
  expect(claim(id).verdict).toBe(verdict);
});

test.each([
  ['A1b', ['reading']],
  ['A1b1', ['reading']],
  ['A1c', ['reading']],
  ['A2f', ['reading', 'rates of one unit']],
])('%s depends on %j', (id, fields) => {
  expect([...claim(id).decisive!].sort()).toEqual([...fields].sort());
});

test('zero or random: XOR with each of the six activations, and where zero learns', () => {
  const xor = rowsOf('Q0', { start: 'zero', 'hidden layers': '1' }).filter(({ settings }) =>
    settings['data']!.startsWith('XOR'),
  );
  expect(xor).toHaveLength(6);
  for (const { numbers, holds } of xor) {
    expect(holds).toBe(true);
    expect(numbers['loss']).toBeCloseTo(numbers['constant']!, 12);
  }
  for (const row of rowsOf('Q0', { 'hidden layers': '0' })) expect(row.holds).toBe(false);
  for (const row of rowsOf('Q0', { start: 'output layer zero' })) expect(row.holds).toBe(false);
});

test('one layer of weights: curvature, gradient and end', () => {
  const dependence = (loss: string) => measured('A1b', 'dependence', { reading: 'at all', loss });
  expect(dependence('Half mean squared error')).toBe(1);
  expect(dependence('Binary cross-entropy')).toBe(0.25);
  const linear = { 'hidden layers': '0', loss: 'Half mean squared error' };
  const of = (name: string, settings: Readonly<Record<string, string>>) =>
    measured('Q1', name, { 'hidden layers': '0', ...settings });
  expect([of('gradientNorm', { data: 'XOR ±1' }), of('lowest', { data: 'XOR ±1' })]).toEqual([0, 1]);
  expect(of('highest', { data: 'XOR ±1' })).toBe(1);
  expect(of('weight', { ...linear, data: 'XOR 0/1' })).toBeLessThan(1e-12);
  expect(of('outputBias', { ...linear, data: 'XOR 0/1' })).toBeCloseTo(0.5, 12);
  expect(of('loss', { ...linear, data: 'XOR 0/1' })).toBeCloseTo(0.125, 12);
  expect(of('loss', { loss: 'Binary cross-entropy', data: 'XOR 0/1' })).toBeCloseTo(0.693147, 6);
});

test('logistic regression from zero learns AND and OR', () => {
  const logistic = { 'hidden layers': '0', loss: 'Binary cross-entropy' };
  expect(measured('Q0', 'loss', { ...logistic, data: 'AND 0/1' })).toBeCloseTo(0.00171332, 6);
});

test('one unit per layer, with rates rescaled and not', () => {
  const apart = (rates: string) =>
    measured('A2f', 'apart', { reading: 'the path', 'rates of one unit': rates });
  expect(apart('rescaled')).toBeLessThan(1e-12);
  expect(apart('the same')).toBeGreaterThan(0.01);
});

test('the zero-start grid: no unit differs in 140 of 140 runs, no weight moves where φ(0) = 0', () => {
  const grid = rowsOf('A1e', { network: '2-3-1' });
  expect(grid).toHaveLength(140);
  for (const { settings, numbers } of grid) {
    expect(numbers['spread']).toBe(0);
    if (settings['φ(0)'] === '0') expect(numbers['weight']).toBe(0);
  }
  const loss = (settings: Readonly<Record<string, string>>) =>
    measured('A1e', 'loss', { network: '2-3-1', ...settings });
  expect(loss({ activation: 'Sigmoid', data: 'AND ±1', biases: 'all' })).toBeCloseTo(0.001325, 5);
  expect(loss({ activation: 'Sigmoid', data: 'AND ±1', biases: 'hidden only' })).toBeCloseTo(0.129532, 5);
  expect(loss({ activation: 'Sigmoid', data: 'AND ±1', biases: 'output only' })).toBeCloseTo(0.125, 5);
  expect(loss({ activation: 'Sigmoid', data: 'AND ±1', biases: 'none' })).toBeCloseTo(0.168121, 5);
});
