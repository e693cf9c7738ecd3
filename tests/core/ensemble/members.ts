import { core, type Ensemble, type Problem } from '../../../src/core';
import { numbers, problemOf } from '../problems';
import { randomTheta } from '../random-problems';

/** All that can be asked of an ensemble. */
export const everything = (ensemble: Ensemble) => ({
  step: ensemble.step,
  running: ensemble.running,
  states: ensemble.states(),
  steps: ensemble.steps(),
  losses: ensemble.losses(),
  norms: ensemble.gradientNorms(),
  thetas: ensemble.thetas(),
  record: ensemble.record(),
  followed: ensemble.followed(),
});

/** Members of which some stop early: every fourth one diverges at once, one begins at rest. */
export function membersOf(problem: Problem, members: number, seed: number, rate: number) {
  const count = core().workspace(problem).parameterCount;
  const next = numbers(seed);
  const starts = Float64Array.from(
    Array.from({ length: members }, (_, m) => [...randomTheta(count, seed + 31 * m, 0.9)]).flat(),
  );
  // One begins with a −0, one at rest: both have paths of their own.
  if (seed % 2 === 0) starts[0] = -0;
  if (members > 2) starts.fill(0, 2 * count, 3 * count);
  return {
    starts,
    rates: Float64Array.from({ length: members }, (_, m) => rate * [1, 3, 1e30, 0.3][m % 4]!),
    noiseSeeds: Array.from({ length: members }, () => Math.floor(1e6 * Math.abs(next()))),
  };
}

const next = numbers(5);

/** The form that has a kernel of its own. */
export const twoTwoOne = (precision: 'f64' | 'f32') =>
  problemOf(
    [2, 2, 1],
    ['tanh', 'linear'],
    [1, 2, 3, 4].map(() => [next(), next()]),
    [[-1], [1], [1], [-1]],
    { precision },
  );
