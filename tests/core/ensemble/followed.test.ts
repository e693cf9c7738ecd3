import { expect, test } from 'vitest';
import { core, type EnsembleOptions, type Problem } from '../../../src/core';
import { numbers, problemOf } from '../problems';

/** Oracle: the losses that the ordinary trainer has at each step, looked through one by one. */

interface Expected {
  readonly diverged: boolean;
  readonly numbers: readonly number[];
}

function alone(problem: Problem, options: EnsembleOptions, member: number, steps: number): Expected {
  const workspace = core().workspace(problem);
  const n = workspace.parameterCount;
  const { every, escapeShare } = options.follow!;
  const trainer = workspace.startTraining(options.starts.subarray(member * n, (member + 1) * n), {
    rule: { ...options.rule, rate: options.rates![member]! },
    order: { kind: 'full' },
    noiseSeed: member,
  });
  let [first, best, bestStep, escapeStep] = [NaN, NaN, NaN, NaN];
  for (;;) {
    const { loss } = workspace.evaluate(trainer.theta());
    if (trainer.step % every === 0) {
      if (trainer.step === 0) first = loss;
      if (Number.isFinite(loss) && !(loss >= best)) [best, bestStep] = [loss, trainer.step];
      const level = first > 0 ? (1 - escapeShare) * first : NaN;
      if (loss < level && Number.isNaN(escapeStep)) escapeStep = trainer.step;
    }
    const level = options.stop?.lossBelow as Float64Array | undefined;
    if (trainer.step === steps || (level && loss < level[member]!)) break;
    trainer.advance(1);
    if (trainer.diverged) return { diverged: true, numbers: [NaN, NaN, NaN, NaN] };
  }
  return { diverged: false, numbers: [first, best, bestStep, escapeStep] };
}

/** @returns how many members diverged, escaped, and had their best loss before the end */
function compare(problem: Problem, options: EnsembleOptions, slices: readonly number[]): number[] {
  const ensemble = core().ensemble(problem, options);
  for (const steps of slices) ensemble.advance(steps);
  const { first, best, bestStep, escapeStep } = ensemble.followed();
  const steps = slices.reduce((a, b) => a + b, 0);
  let [diverged, escaped, earlier] = [0, 0, 0];
  for (let m = 0; m < options.members; m++) {
    const wanted = alone(problem, options, m, steps);
    expect([first[m], best[m], bestStep[m], escapeStep[m]], `member ${m}`).toEqual(wanted.numbers);
    expect(ensemble.states()[m] === 'diverged').toBe(wanted.diverged);
    if (wanted.diverged) diverged++;
    if (escapeStep[m]! > 0) escaped++;
    if (bestStep[m]! < ensemble.steps()[m]!) earlier++;
  }
  return [diverged, escaped, earlier];
}

let earlierInAll = 0;

const members = 23;
/** Some calm, some that jump about, some that diverge. */
const rates = Float64Array.from(
  { length: members },
  (_, m) => [0.02, 0.4, 0.9, 1e40][m % 4]! * (1 + 0.1 * m),
);
const rule = { name: 'gradient-descent', rate: 0 } as const;

function problemWith(hidden: readonly number[], precision: 'f64' | 'f32'): Problem {
  const next = numbers(7);
  const inputs = [1, 2, 3, 4].map(() => [2 * next(), 2 * next()]);
  const activations = [...hidden.map(() => 'tanh' as const), 'linear' as const];
  return problemOf([2, ...hidden, 1], activations, inputs, [[-1], [1], [1], [-1]], { precision });
}

function starts(problem: Problem): Float64Array {
  const next = numbers(11);
  const count = core().workspace(problem).parameterCount;
  return Float64Array.from({ length: members * count }, () => 1.5 * next());
}

const problems: readonly (readonly [string, Problem])[] = [
  ['2-2-1 (f64)', problemWith([2], 'f64')],
  ['2-2-1 (f32)', problemWith([2], 'f32')],
  ['2-3-2-1 (f64)', problemWith([3, 2], 'f64')],
  ['2-3-2-1 (f32)', problemWith([3, 2], 'f32')],
];

test.each(
  problems.flatMap(([name, problem]) =>
    [1, 3].flatMap((every) => [false, true].map((stops) => ({ name, problem, every, stops }))),
  ),
)('$name, every $every steps, stops: $stops', ({ problem, every, stops }) => {
  const given = starts(problem);
  const workspace = core().workspace(problem);
  const n = workspace.parameterCount;
  const lossBelow = Float64Array.from(
    { length: members },
    (_, m) => workspace.evaluate(given.subarray(m * n, (m + 1) * n)).loss * (0.4 + 0.04 * m),
  );
  const [diverged, escaped, earlier] = compare(
    problem,
    {
      members,
      starts: given,
      rule,
      rates,
      follow: { every, escapeShare: 0.1 },
      ...(stops ? { stop: { lossBelow } } : {}),
    },
    [1, 70, 5, 124],
  );
  expect(diverged).toBeGreaterThan(0);
  expect(escaped).toBeGreaterThan(0);
  earlierInAll += earlier!;
});

test('among them are runs whose lowest loss came before their end', () => {
  expect(earlierInAll).toBeGreaterThan(10);
});

test('beside a record of the same steps; of others it is refused', () => {
  const problem = problemWith([2], 'f64');
  const given = { members, starts: starts(problem), rule, rates, follow: { every: 2, escapeShare: 0.5 } };
  compare(problem, { ...given, record: { every: 2, capacity: 10 } }, [50, 50]);
  expect(() => core().ensemble(problem, { ...given, record: { every: 3, capacity: 10 } })).toThrow(
    /follow\.every is 2 and record\.every 3/,
  );
});

test('a loss that is 0 at the start has nothing to lose', () => {
  const inputs = [
    [0, 0],
    [1, 1],
  ];
  const problem = problemOf([2, 2, 1], ['tanh', 'linear'], inputs, [[0], [0]], {});
  const ensemble = core().ensemble(problem, {
    members: 2,
    starts: new Float64Array(18),
    rule: { ...rule, rate: 0.1 },
    follow: { every: 1, escapeShare: 0.5 },
  });
  ensemble.advance(5);
  expect(ensemble.followed()).toEqual({
    first: new Float64Array(2),
    best: new Float64Array(2),
    bestStep: new Float64Array(2),
    escapeStep: new Float64Array(2).fill(NaN),
  });
});
