import { core, type Precision } from '../../src/core';
import { printLimits, programContenders } from './limit';
import { oddOnes, printRace, race, type Contender } from './race';

/** 1,000 independent trainings of XOR ±1, 2-2-1 with tanh and biases, by full-batch gradient descent, against the same in C (limit/ensemble.c). */

const MEMBERS = 1_000;
const STEPS = 2_000;
const RATE = 0.05;
const INPUTS = [-1, -1, -1, 1, 1, -1, 1, 1];
const TARGETS = [-1, 1, 1, -1];
const PRECISIONS: readonly Precision[] = ['f64', 'f32'];

/** Runs and prints the race; returns what computed something else. A unit is one step of one member. */
export function benchEnsemble(): string[] {
  let state = 1;
  const starts = Float64Array.from({ length: 9 * MEMBERS }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 31 - 1;
  });
  const units = MEMBERS * STEPS;
  const steps = (count: number): number => Math.round(count / MEMBERS);
  const contenders: Contender[] = PRECISIONS.map((precision) => ensemble(precision, starts, units, steps));
  const input = (count: number): number[] => [MEMBERS, steps(count), RATE, ...INPUTS, ...TARGETS, ...starts];
  contenders.push(...programContenders('ensemble.c', PRECISIONS, units, input));
  for (const contender of contenders) contender.run(100 * MEMBERS);
  const missed = oddOnes(contenders).map((name) => `${name} computes another ensemble`);
  const speeds = race(contenders);
  printRace('Ensemble of 1,000 XOR 2-2-1 tanh, 2,000 steps', 'steps/s', contenders, speeds);
  printLimits(contenders, speeds);
  return missed;
}

function ensemble(
  precision: Precision,
  starts: Float64Array,
  units: number,
  steps: (units: number) => number,
): Contender {
  const problem = {
    network: { sizes: [2, 2, 1], activations: ['tanh', 'linear'] as const, biases: [true, true] },
    loss: 'half-mean-squared-error',
    precision,
    train: { count: 4, inputs: Float64Array.from(INPUTS), targets: Float64Array.from(TARGETS) },
    accuracy: { kind: 'none' },
    l1: 0,
    l2: 0,
    batchSize: 4,
  } as const;
  let result: Float64Array = new Float64Array();
  // As in C, taking memory and reading results are not timed.
  const seconds = (count: number): number => {
    const trained = core().ensemble(problem, {
      members: MEMBERS,
      starts,
      rule: { name: 'gradient-descent', rate: RATE },
    });
    const start = performance.now();
    trained.advance(steps(count));
    const took = (performance.now() - start) / 1000;
    result = trained.thetas();
    return took;
  };
  return { name: `core ${precision}`, units, run: seconds, seconds, result: () => result };
}
