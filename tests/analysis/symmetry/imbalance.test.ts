import { describe, expect, test } from 'vitest';
import { layerImbalances } from '../../../src/analysis/symmetry/imbalance';
import { studiedRun } from '../studied-run';

/** Oracle: closed forms of linear chains, and the identities that the law is made of. */

const and = { name: 'and', coding: 'plus-minus' };
const random = { seed: 3, weights: { name: 'normal', deviation: 0.6 } };
const net = (activations: string, sizes: number[], biases: boolean, training: object, more: object = {}) => ({
  data: and,
  loss: 'half-mean-squared-error',
  network: { sizes, activations, biases },
  initialisation: { ...random, biases: biases ? { name: 'normal', deviation: 0.3 } : 'zeros' },
  training,
  ...more,
});
const plain = (rate: number, rest: object = {}) => ({
  rule: { name: 'gradient-descent', rate },
  steps: 100_000,
  ...rest,
});

test('two scalar linear layers: the imbalance shrinks by the factor 1 − η²r² in every step', () => {
  const rate = 0.2;
  // On y = x, f = w₂w₁x: with r = E[x²]·(w₂w₁ − 1), the gradients are w₂r and w₁r, so D' = D·(1 − η²r²).
  const document = {
    data: { name: 'csv', text: 'x,y\n1,1\n-1,-1\n', task: 'numbers' },
    network: { sizes: [1, 1, 1], activations: 'linear', biases: false },
    loss: 'half-mean-squared-error',
    initialisation: {
      weights: [
        { name: 'values', values: [0.3] },
        { name: 'values', values: [0.9] },
      ],
    },
    training: plain(rate),
  };
  const run = studiedRun(document, 200);
  const [found] = layerImbalances(run);
  let [first, second] = [0.3, 0.9];
  let product = second * second - first * first;
  for (let step = 0; step <= 200; step++) {
    expect(Math.abs(found!.balance[step]! - product)).toBeLessThan(1e-14);
    const r = first * second - 1;
    product *= 1 - rate * rate * r * r;
    [first, second] = [first - rate * second * r, second - rate * first * r];
  }
  expect(found).toMatchObject({ law: 'conserved', hasBias: false, everyStep: true });
});

describe('finite steps change the law’s quantity by η² times the difference of squared gradients', () => {
  test.each([
    ['relu with biases', net('relu', [2, 5, 1], true, plain(0.1))],
    ['leaky ReLU, three layers', net('leaky-relu', [2, 4, 3, 1], true, plain(0.05))],
    ['deep linear, four layers', net('linear', [2, 3, 3, 2, 1], false, plain(0.05))],
    ['linear with an L2 penalty', net('linear', [2, 3, 1], true, plain(0.1, { l2: 0.05 }))],
  ])('%s', (_, document) => {
    const imbalances = layerImbalances(studiedRun(document, 500));
    for (const { drift, predictedDrift, everyStep, balance, units } of imbalances) {
      expect(everyStep).toBe(true);
      expect(Math.abs(drift - predictedDrift!)).toBeLessThan(1e-12 * Math.max(1, Math.abs(balance[0]!)));
      expect(Math.abs(drift)).toBeGreaterThan(1e-9);
      const width = units.length / balance.length;
      for (const at of [0, balance.length - 1]) {
        const sum = units.subarray(at * width, (at + 1) * width).reduce((total, value) => total + value, 0);
        expect(Math.abs(sum - balance[at]!)).toBeLessThan(1e-12);
      }
    }
  });
});

test('over the same time the drift is proportional to the rate, so gradient flow conserves', () => {
  const driftAt = (rate: number, steps: number) =>
    layerImbalances(studiedRun(net('relu', [2, 6, 1], true, plain(rate)), steps))[0]!.drift;
  const coarse = driftAt(0.02, 200);
  const fine = driftAt(0.01, 400);
  const finest = driftAt(0.005, 800);
  expect(coarse / fine).toBeGreaterThan(1.9);
  expect(coarse / fine).toBeLessThan(2.1);
  expect(fine / finest).toBeGreaterThan(1.95);
  expect(fine / finest).toBeLessThan(2.05);
});

test('an L2 penalty lets it decay as e^(−2·l2·t)', () => {
  const run = studiedRun(net('linear', [2, 4, 1], true, plain(0.002, { l2: 0.3 })), 1500);
  const [found] = layerImbalances(run);
  expect(found!.law).toBe('decays');
  const factor = Math.exp(-2 * 0.3 * 0.002 * 1500);
  expect(found!.balance.at(-1)! / found!.balance[0]!).toBeCloseTo(factor, 2);
});

test('where checkpoints are thinned the prediction stays close, and says that it is an estimate', () => {
  const run = studiedRun(net('relu', [2, 5, 1], true, plain(0.02)), 10_000);
  const [found] = layerImbalances(run);
  expect(found!.everyStep).toBe(false);
  expect(found!.predictedDrift! / found!.drift).toBeGreaterThan(0.9);
  expect(found!.predictedDrift! / found!.drift).toBeLessThan(1.1);
});

test.each([
  ['tanh', net('tanh', [2, 3, 1], true, plain(0.1)), 'none', 'activation'],
  ['an L1 penalty', net('relu', [2, 3, 1], true, plain(0.1, { l1: 0.01 })), 'none', 'penalty'],
  ['Adam', net('relu', [2, 3, 1], true, { rule: 'adam', steps: 10 }), 'none', 'rule'],
  ['momentum', net('relu', [2, 3, 1], true, { rule: 'momentum', steps: 10 }), 'conserved', 'law'],
])('%s', (_, document, law, why) => {
  expect(layerImbalances(studiedRun(document, 5))[0]).toMatchObject({ law, why, predictedDrift: null });
});

test('rates of their own per layer leave no law, dropout leaves the law but no prediction', () => {
  const rates = net('relu', [2, 3, 1], true, plain(0.1, { layerRates: [1, { weights: 2 }] }));
  expect(layerImbalances(studiedRun(rates, 20))[0]).toMatchObject({
    law: 'none',
    why: 'rates',
    predictedDrift: null,
  });
  const same = net('relu-one', [2, 3, 1], true, plain(0.1, { dropout: 0.5 }));
  expect(layerImbalances(studiedRun(same, 20))[0]).toMatchObject({ law: 'conserved', predictedDrift: null });
});
