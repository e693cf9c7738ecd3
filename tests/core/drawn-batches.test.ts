import { expect, test } from 'vitest';
import { core } from '../../src/core';
import { randomProblem, randomTheta } from './random-problems';

/** Oracle: listed batches whose indices are the generator's own integers, and how often uniform draws come. */

const rule = { name: 'gradient-descent', rate: 0.05 } as const;

test.each([1, 2, 3])('batches of %i are independent uniform draws of the generator', (size) => {
  for (const seed of [3, 10, 24]) {
    const problem = randomProblem(seed);
    const { count } = problem.train;
    if (count < size) continue;
    const workspace = core().workspace(problem);
    const theta = randomTheta(workspace.parameterCount, seed);
    const stream = core().stream(seed, 'draws');
    const batches = Array.from({ length: 5000 }, () =>
      Array.from({ length: size }, () => stream.integer(count)),
    );
    const listed = workspace.startTraining(theta, { rule, order: { kind: 'listed', batches }, noiseSeed: 0 });
    listed.advance(5000);
    const expected = listed.theta();
    const drawn = workspace.startTraining(theta, {
      rule,
      order: { kind: 'drawn', size, seed },
      noiseSeed: 0,
    });
    for (const steps of [1, 7, 992, 4000]) drawn.advance(steps);
    expect(drawn.theta()).toEqual(expected);
    expect(drawn.step).toBe(5000);
  }
});

test('unlike in shuffled epochs, a sample can come twice in a row and be left out for long', () => {
  const stream = core().stream(1, 'draws');
  const draws = Array.from({ length: 40_000 }, () => stream.integer(4));
  const pairs = draws.slice(1).filter((value, i) => value === draws[i]).length;
  // Binomial(39999, ¼): five standard deviations are 433.
  expect(Math.abs(pairs - 39_999 / 4)).toBeLessThan(433);
  for (let sample = 0; sample < 4; sample++) {
    expect(Math.abs(draws.filter((value) => value === sample).length - 10_000)).toBeLessThan(433);
  }
});

test('a batch larger than the workspace was built for is refused', () => {
  const problem = randomProblem(0, { batchSize: 1 });
  const workspace = core().workspace(problem);
  const options = { rule, order: { kind: 'drawn', size: 2, seed: 1 } as const, noiseSeed: 0 };
  expect(() => workspace.startTraining(new Float64Array(workspace.parameterCount), options)).toThrow(
    expect.objectContaining({ place: 'order.size' }),
  );
});
