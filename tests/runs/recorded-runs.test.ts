import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { core } from '../../src/core';
import { parseExperiment } from '../../src/model/schema';
import { LiveRun } from '../../src/runs/live-run';
import type { RunRecord } from '../../src/runs/record';
import { setUp } from '../../src/runs/setup';
import { plainRun } from './plain-run';

/** Oracle: the same run made step by step, with every point evaluated outside the core; every number of the record must be the same to the bit. */

const xor = { data: 'xor', network: { sizes: [2, 2, 1], activations: ['tanh', 'linear'] } };
const moons = {
  data: { name: 'moons', samples: 60, seed: 3, test: 0.3, targets: 'zero-one' },
  network: { sizes: [2, 5, 3, 1], activations: ['tanh', 'relu', 'linear'] },
  loss: 'binary-cross-entropy',
};
const wide = { data: 'xor', network: { sizes: [2, 300, 300, 1], activations: ['tanh', 'tanh', 'linear'] } };
const pushed = { seed: 5, perturbation: { size: 0.4, direction: 'random' } };
const scattered = { seed: 2, weights: { name: 'normal', deviation: 0.5 } };

const slow = { name: 'gradient-descent', rate: 0.1 };
const momentum = { name: 'momentum', rate: 0.05, momentum: 0.8 };

/** A run of so many steps, cut in odd places. */
function cut(steps: number): number[] {
  const slices = [1, 2, Math.floor(steps / 3), 1, Math.floor(steps / 5), 7];
  return [...slices, steps - slices.reduce((sum, slice) => sum + slice, 0)];
}

interface Case {
  readonly name: string;
  readonly base: object;
  readonly start?: object;
  readonly steps: number;
  readonly training: Record<string, unknown>;
  readonly precision?: 'f32';
}

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

const CASES: readonly Case[] = [
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
  { name: 'few checkpoints', base: wide, start: scattered, steps: 110, training: { rule: slow } },
  // Checkpoints are every second step there, and the newest recorded step is one of them in the first run (116), but not in the second (117).
  ...[2100, 2050].map((l2) => ({
    name: `few checkpoints, then divergence by a penalty of ${l2}`,
    base: wide,
    start: scattered,
    steps: 140,
    training: { rule: { name: 'gradient-descent', rate: 0.01 }, l2 },
  })),
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

function setupOf({ base, start, training, precision, steps }: Case, stopBelow: number | null) {
  const experiment = parseExperiment({
    ...base,
    initialisation: start ?? scattered,
    ...(precision === undefined ? {} : { precision }),
    training: { ...training, steps, stopBelow },
  });
  return setUp(experiment, core());
}

function recorded(setup: ReturnType<typeof setUp>, slices: readonly number[], restoreAfter = -1): LiveRun {
  let run = new LiveRun(core(), setup);
  let i = 0;
  for (const slice of slices) {
    const end = run.step + slice;
    if (i++ === restoreAfter) run = new LiveRun(core(), setup, run.record());
    while (run.step < end && run.advance(run.behind > 0 ? run.behind : end - run.step) > 0);
  }
  return run;
}

/** The record with a hash in the place of each θ: millions of numbers are slow to compare one by one. */
const printed = (record: RunRecord) => ({
  ...record,
  checkpoints: record.checkpoints.map((theta) => createHash('sha1').update(theta).digest('hex')),
});

describe.each(CASES)('$name', (given) => {
  const whole = plainRun(setupOf(given, null), given.steps);

  test('in one go', () => {
    expect(printed(recorded(setupOf(given, null), [given.steps]).record())).toEqual(printed(whole));
  });

  test('cut in odd places, and restored in between', () => {
    const setup = setupOf(given, null);
    const slices = cut(given.steps);
    expect(printed(recorded(setup, slices).record())).toEqual(printed(whole));
    expect(printed(recorded(setup, slices, 3).record())).toEqual(printed(whole));
  });

  if (whole.diverged)
    test('cut just before it diverges', () => {
      const setup = setupOf(given, null);
      for (const before of [1, 2, 3, 4]) {
        const first = whole.step - before;
        if (first <= 0) continue;
        const slices = [first, given.steps - first];
        expect(printed(recorded(setup, slices).record()), `${before} before`).toEqual(printed(whole));
      }
    });

  test('with a stop rule', () => {
    const losses = whole.history.loss.filter(Number.isFinite);
    // Reached on the way, if the loss falls; and never.
    for (const stopBelow of [losses[Math.floor(losses.length * 0.6)]!, 0]) {
      const setup = setupOf(given, Math.max(0, stopBelow));
      const slices = cut(given.steps);
      const plain = printed(plainRun(setup, given.steps));
      expect(printed(recorded(setup, slices).record()), `${stopBelow}`).toEqual(plain);
      expect(printed(recorded(setup, [given.steps]).record()), `${stopBelow}, in one go`).toEqual(plain);
    }
  });
});
