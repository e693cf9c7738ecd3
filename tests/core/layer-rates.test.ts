import { describe, expect, test } from 'vitest';
import { core, type Problem, type RateFactors } from '../../src/core';
import { layerStarts } from './plain/network';
import { plainStart, plainStep } from './plain/rules';
import { distance } from './problems';
import { randomProblem, randomTheta, RULE_SETTINGS } from './random-problems';

/** Oracle: the plain twin, parameter by parameter, each trained with the rate that its layer's factor makes of the rule's. */

const factorsOf = (problem: Problem, seed: number): RateFactors[] =>
  problem.network.biases.map((_, l) => ({
    weights: [0.25, 1, 4, 0][(seed + l) % 4]!,
    biases: [2, 0, 0.5, 1][(seed + l) % 4]!,
  }));

/** The factor of every parameter. */
function spread(problem: Problem, factors: readonly RateFactors[], length: number): Float64Array {
  const values = new Float64Array(length);
  layerStarts(problem).forEach(({ weights, biases }, l) => {
    values.fill(factors[l]!.weights, weights, biases);
    if (problem.network.biases[l])
      values.fill(factors[l]!.biases, biases, biases + problem.network.sizes[l + 1]!);
  });
  return values;
}

describe.each(RULE_SETTINGS.filter((rule) => rule.name !== 'perturbed-gradient-descent'))('$name', (rule) => {
  test.each([
    ['f64', 1e-11],
    ['f32', 5e-4],
  ] as const)('ten steps agree with the plain twin in %s', (precision, tolerance) => {
    for (let seed = 0; seed < 40; seed += 3) {
      const problem = randomProblem(seed, { precision });
      const workspace = core().workspace(problem);
      const theta = randomTheta(workspace.parameterCount, seed).map(Math.fround);
      const rateFactors = factorsOf(problem, seed);
      const trainer = workspace.startTraining(theta, {
        rule,
        order: { kind: 'full' },
        noiseSeed: 0,
        rateFactors,
      });
      // Every rate factor has its own twin step; a rule's memory does not depend on the rate.
      const all = spread(problem, rateFactors, theta.length);
      const state = plainStart(theta);
      for (let step = 0; step < 10; step++) {
        const before = { ...state, first: [...state.first], second: [...state.second] };
        const moved = new Map<number, number[]>();
        for (const factor of new Set(all)) {
          Object.assign(state, { ...before, first: [...before.first], second: [...before.second] });
          plainStep(problem, { ...rule, rate: rule.rate * factor }, state);
          moved.set(factor, state.theta);
        }
        state.theta = before.theta.map((_, i) => moved.get(all[i]!)![i]!);
      }
      trainer.advance(10);
      const gaps = Array.from(trainer.theta(), (value, i) => distance([value], [state.theta[i]!]));
      // A gradient that is zero but for rounding has no defined direction under a rule that divides by its size.
      const divides = rule.name === 'rmsprop' || rule.name === 'adam';
      const gap = divides ? gaps.sort((a, b) => a - b)[gaps.length >> 1]! : Math.max(...gaps);
      expect(gap, `problem ${seed}`).toBeLessThan(tolerance);
      // Rate 0 keeps the bits.
      trainer.theta().forEach((value, i) => {
        if (all[i] === 0) expect(value).toBe(theta[i]);
      });
    }
  });

  test('factors of 1 change no bit, and the next trainer has none', () => {
    const problem = randomProblem(8);
    const workspace = core().workspace(problem);
    const theta = randomTheta(workspace.parameterCount, 8);
    const run = (rateFactors?: RateFactors[]): Float64Array => {
      const options = { rule, order: { kind: 'full' } as const, noiseSeed: 0 };
      const trainer = workspace.startTraining(theta, rateFactors ? { ...options, rateFactors } : options);
      trainer.advance(50);
      return trainer.theta();
    };
    const plain = run();
    expect(run(problem.network.biases.map(() => ({ weights: 1, biases: 1 })))).toEqual(plain);
    expect(run(factorsOf(problem, 0))).not.toEqual(plain);
    expect(run()).toEqual(plain);
  });
});

test.each([
  [[{ weights: 1, biases: 1 }], 'rateFactors'],
  [
    [
      { weights: -1, biases: 1 },
      { weights: 1, biases: 1 },
    ],
    'rateFactors[0].weights',
  ],
  [
    [
      { weights: 1, biases: 1 },
      { weights: 1, biases: Infinity },
    ],
    'rateFactors[1].biases',
  ],
])('factors %j are refused', (rateFactors, place) => {
  const network = { sizes: [1, 1, 1], activations: ['tanh', 'linear'] as const, biases: [true, true] };
  const train = { count: 1, inputs: Float64Array.of(1), targets: Float64Array.of(1) };
  const problem = randomProblem(0, { network, train, loss: 'half-mean-squared-error', batchSize: 1 });
  const rule = { name: 'gradient-descent', rate: 0.1 } as const;
  const options = { rule, order: { kind: 'full' } as const, noiseSeed: 0, rateFactors };
  expect(() => core().workspace(problem).startTraining(new Float64Array(4), options)).toThrow(
    expect.objectContaining({ place }),
  );
});
