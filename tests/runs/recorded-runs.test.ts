import { describe } from 'vitest';
import { recordsAsPlainRun, type RecordedCase } from './recorded-case';

/** Oracle: the same run made step by step, with every point evaluated outside the core; every number of the record must be the same to the bit. */

const xor = { data: 'xor', network: { sizes: [2, 2, 1], activations: ['tanh', 'linear'] } };
const moons = {
  data: { name: 'moons', samples: 60, seed: 3, test: 0.3, targets: 'zero-one' },
  network: { sizes: [2, 5, 3, 1], activations: ['tanh', 'relu', 'linear'] },
  loss: 'binary-cross-entropy',
};
const pushed = { seed: 5, perturbation: { size: 0.4, direction: 'random' } };

const slow = { name: 'gradient-descent', rate: 0.1 };
const momentum = { name: 'momentum', rate: 0.05, momentum: 0.8 };

const RULES = [
  slow,
  momentum,
  { name: 'nesterov', rate: 0.02, momentum: 0.8 },
  { name: 'rmsprop', rate: 0.003 },
  { name: 'adam', rate: 0.004 },
  { name: 'perturbed-gradient-descent', rate: 0.05, radius: 0.1, threshold: 0.01, interval: 20 },
  { name: 'multiplicative', rate: 0.05 },
  { name: 'exponentiated-gradient', rate: 0.05 },
];

const CASES: readonly RecordedCase[] = [
  ...RULES.map((rule, i) => ({
    name: `moons by ${rule.name}`,
    base: moons,
    steps: 2300,
    training: { rule, l2: i % 2 === 0 ? 0.01 : 0 },
    ...(i % 3 === 0 ? { precision: 'f32' as const } : {}),
  })),
  { name: 'moons, shuffled batches', base: moons, steps: 400, training: { rule: slow, batch: 7 } },
  {
    name: 'moons, drawn batches, dropout, layer rates, f32',
    base: moons,
    steps: 400,
    training: { rule: momentum, batch: 5, order: 'drawn', dropout: 0.2, layerRates: [0.5, 1, 2] },
    precision: 'f32',
  },
  {
    name: 'moons, full batches with dropout',
    base: moons,
    steps: 300,
    training: { rule: slow, dropout: [0.3, 0] },
  },
  ...[slow, momentum].flatMap((rule) =>
    [undefined, 'f32' as const].map((precision) => ({
      name: `XOR by ${rule.name} in ${precision ?? 'f64'}`,
      base: xor,
      start: pushed,
      steps: 9000,
      training: { rule },
      ...(precision === undefined ? {} : { precision }),
    })),
  ),
  { name: 'XOR from zero', base: xor, start: {}, steps: 4500, training: { rule: slow } },
  {
    name: 'XOR by Newton',
    base: xor,
    start: pushed,
    steps: 40,
    training: { rule: { name: 'newton', rate: 0.5, damping: 0.01, reach: 0.5 } },
  },
  {
    name: 'XOR by saddle-free Newton',
    base: xor,
    start: pushed,
    steps: 40,
    training: { rule: { name: 'saddle-free-newton', rate: 0.5, damping: 0.01 } },
  },
  // Each step is 1.15 to 1.18 times as long as the one before: after 4,000 to 5,000 of them, when only every fourth or second is kept.
  ...[2.15, 2.16, 2.17, 2.18].map((rate) => ({
    name: `a linear unit that diverges late at a rate of ${rate}`,
    base: {
      data: 'and',
      network: { sizes: [2, 1], activations: ['linear'] },
      loss: 'half-mean-squared-error',
    },
    steps: 6000,
    training: { rule: { name: 'gradient-descent', rate } },
  })),
  ...[3, 20, 1e6].map((rate) => ({
    name: `XOR that diverges at a rate of ${rate}`,
    base: { ...xor, loss: 'half-sum-of-squares' },
    start: pushed,
    steps: 3000,
    training: { rule: { name: 'gradient-descent', rate } },
  })),
];

describe.each(CASES)('$name', recordsAsPlainRun);
