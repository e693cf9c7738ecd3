import { describe, expect, test } from 'vitest';
import {
  core,
  type EnsembleOptions,
  type EnsembleStop,
  type Precision,
  type Problem,
} from '../../../src/core';
import { problemOf } from '../problems';
import { randomTheta, RULE_SETTINGS } from '../random-problems';

/** Oracle: an ordinary run of each member, evaluated after every single step. */

const MEMBERS = 19;

function xor(precision: Precision, hidden: number, rest: Partial<Problem> = {}): Problem {
  const inputs = [
    [-1, -1],
    [-1, 1],
    [1, -1],
    [1, 1],
  ];
  const targets = [[-1], [1], [1], [-1]];
  return problemOf([2, hidden, 1], ['tanh', 'linear'], inputs, targets, { precision, ...rest });
}

function options(problem: Problem, rest: Partial<EnsembleOptions>): EnsembleOptions {
  const n = core().workspace(problem).parameterCount;
  return {
    members: MEMBERS,
    starts: Float64Array.from(Array.from({ length: MEMBERS }, (_, m) => [...randomTheta(n, m, 0.9)]).flat()),
    rule: { name: 'gradient-descent', rate: 0.2 },
    ...rest,
  };
}

interface Point {
  readonly theta: Float64Array;
  readonly loss: number;
  readonly gradientNorm: number;
  readonly distance: number;
}

/** Steps 0 … `steps` of a member by itself, fewer where it diverges. */
function path(
  problem: Problem,
  { starts, rule, rates }: EnsembleOptions,
  member: number,
  steps: number,
): Point[] {
  const workspace = core().workspace(problem);
  const n = workspace.parameterCount;
  const round = problem.precision === 'f32' ? Math.fround : (x: number): number => x;
  const start = starts.slice(member * n, (member + 1) * n).map(round);
  const own = { ...rule, rate: rates?.[member] ?? rule.rate };
  const trainer = workspace.startTraining(start, { rule: own, order: { kind: 'full' }, noiseSeed: member });
  const points: Point[] = [];
  for (;;) {
    const theta = trainer.theta();
    const { loss, gradientNorm } = workspace.evaluate(theta);
    const distance = Math.sqrt(theta.reduce((sum, value, i) => sum + (value - start[i]!) ** 2, 0));
    points.push({ theta, loss, gradientNorm, distance });
    if (trainer.diverged || points.length > steps) return points;
    trainer.advance(1);
  }
}

const level = (value: number | Float64Array | undefined, m: number): number =>
  typeof value === 'number' ? value : (value?.[m] ?? NaN);

const STOPS: readonly EnsembleStop[] = [
  { lossBelow: 0.2 },
  { lossBelow: Float64Array.from({ length: MEMBERS }, (_, m) => (m % 3 === 0 ? NaN : 0.05 * m)) },
  { gradientBelow: 0.1 },
  { distanceAbove: 0.7 },
  {
    lossBelow: 0.3,
    gradientBelow: 0.15,
    distanceAbove: Float64Array.from({ length: MEMBERS }, (_, m) => m / 8),
  },
];

describe.each(['f64', 'f32'] as const)(
  'members stop at the step at which a run of their own would (%s)',
  (precision) => {
    test.each([1, 2, 3])('%i hidden units', (hidden) => {
      const problem = xor(precision, hidden);
      const steps = 150;
      const seen = new Set<string>();
      for (const stop of STOPS) {
        for (const slices of [[steps], [1, 49, 0, 100]]) {
          const given = options(problem, { stop });
          const ensemble = core().ensemble(problem, given);
          for (const count of slices) expect(ensemble.advance(count)).toBe(ensemble.running);
          const n = ensemble.parameterCount;
          for (let m = 0; m < MEMBERS; m++) {
            const points = path(problem, given, m, steps);
            let state = 'running';
            let at = points.findIndex(({ loss, gradientNorm, distance }) => {
              if (loss < level(stop.lossBelow, m)) state = 'loss-below';
              else if (gradientNorm < level(stop.gradientBelow, m)) state = 'gradient-below';
              else if (distance > level(stop.distanceAbove, m)) state = 'distance-above';
              return state !== 'running';
            });
            if (at < 0) at = points.length - 1;
            seen.add(state);
            const last = points[at]!;
            if (state === 'running' && ensemble.running === 0) continue;
            expect([ensemble.states()[m], ensemble.steps()[m]], `member ${m}`).toEqual([state, at]);
            expect(ensemble.thetas().subarray(m * n, (m + 1) * n)).toEqual(last.theta);
            expect(ensemble.losses()[m]).toBe(last.loss);
            expect(ensemble.gradientNorms()[m]).toBe(last.gradientNorm);
          }
        }
      }
      expect([...seen].sort()).toEqual(['distance-above', 'gradient-below', 'loss-below', 'running']);
    });

    test.each(RULE_SETTINGS)('after others have stopped and members were moved together: $name', (rule) => {
      const problem = xor(precision, 3, { loss: 'half-sum-of-squares' });
      const lossBelow = Float64Array.from({ length: MEMBERS }, (_, m) => (m % 5 === 0 ? NaN : 1.9));
      const given = options(problem, { rule, stop: { lossBelow } });
      const together = core().ensemble(problem, given);
      for (let i = 0; i < 60; i++) together.advance(10);
      expect(together.running).toBeLessThan(MEMBERS);
      const n = together.parameterCount;
      for (let m = 0; m < MEMBERS; m++) {
        const points = path(problem, given, m, together.steps()[m]!);
        const last = points.at(-1)!;
        expect(together.thetas().subarray(m * n, (m + 1) * n), `member ${m}`).toEqual(last.theta);
        if (together.states()[m] === 'loss-below') expect(points.at(-2)?.loss ?? 2).not.toBeLessThan(1.9);
      }
    });
  },
);

describe.each(['f64', 'f32'] as const)('losses are noted at chosen steps (%s)', (precision) => {
  test.each([2, 3])('%i hidden units, with members that stop and that diverge', (hidden) => {
    const problem = xor(precision, hidden);
    const rates = Float64Array.from({ length: MEMBERS }, (_, m) => (m % 6 === 5 ? 1e30 : 0.1 + 0.05 * m));
    for (const [every, capacity] of [
      [1, 200],
      [7, 5],
      [50, 3],
    ] as const) {
      const given = options(problem, { rates, stop: { lossBelow: 0.1 }, record: { every, capacity } });
      const ensemble = core().ensemble(problem, given);
      ensemble.advance(30);
      ensemble.advance(75);
      const { steps, losses } = ensemble.record();
      const newest = Math.floor(105 / every);
      const rows = Math.min(capacity, newest + 1);
      expect(Array.from(steps)).toEqual(
        Array.from({ length: rows }, (_, i) => (newest - rows + 1 + i) * every),
      );
      for (let m = 0; m < MEMBERS; m++) {
        const points = path(problem, given, m, ensemble.steps()[m]!);
        steps.forEach((step, i) => {
          const { loss } = points[Math.min(step, points.length - 1)]!;
          expect(losses[i * MEMBERS + m], `member ${m}, step ${step}`).toBe(loss);
        });
      }
      expect(new Set(ensemble.states())).toEqual(new Set(['running', 'loss-below', 'diverged']));
    }
  });
});

test('once all have stopped, no more steps are made', () => {
  const problem = xor('f64', 2);
  const ensemble = core().ensemble(problem, options(problem, { stop: { distanceAbove: 0.2 } }));
  expect(ensemble.advance(1e9)).toBe(0);
  expect(ensemble.step).toBe(Math.max(...ensemble.steps()));
  expect(ensemble.advance(1e9)).toBe(0);
});

test('a level that already holds stops a member at step 0', () => {
  const problem = xor('f64', 2);
  const ensemble = core().ensemble(problem, options(problem, { stop: { lossBelow: 1e6 } }));
  expect(ensemble.running).toBe(0);
  expect(ensemble.steps().every((step) => step === 0)).toBe(true);
});
