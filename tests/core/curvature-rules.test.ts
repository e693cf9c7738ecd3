import { describe, expect, test } from 'vitest';
import { core, type Problem, type UpdateRule } from '../../src/core';
import { ACTIVATIONS } from '../../src/core/codes';
import { twinOrbits } from '../../src/core/twin-orbits';
import { distance, numbers, problemOf } from './problems';
import { randomProblem, randomTheta } from './random-problems';

/** Oracle: closed forms (one Newton step solves least squares; the saddle of v·w), a plain twin, and equality of bits. */

const newton = { name: 'newton', rate: 1, damping: 0, reach: 1e6 } as const;
const saddleFree = { name: 'saddle-free-newton', rate: 1, damping: 0, reach: 1e6 } as const;

const start = (problem: Problem, theta: Float64Array, rule: UpdateRule) =>
  core()
    .workspace(problem)
    .startTraining(theta, { rule, order: { kind: 'full' }, noiseSeed: 0 });

const pm = [
  [-1, -1],
  [-1, 1],
  [1, -1],
  [1, 1],
];
const and = problemOf([2, 2, 1], ['tanh', 'linear'], pm, [[-1], [-1], [-1], [1]]);
const xor = problemOf([2, 2, 1], ['tanh', 'linear'], pm, [[-1], [1], [1], [-1]]);

describe.each([newton, saddleFree])('$name', (rule) => {
  test('one step of a linear layer is the least-squares solution', () => {
    const linear = problemOf([2, 1], ['linear'], pm, [[-1], [-1], [-1], [1]]);
    const trainer = start(linear, Float64Array.of(3, -2, 0.7), rule);
    expect(trainer.advance(1)).toBe(1);
    expect(distance(trainer.theta(), [0.5, 0.5, -0.5])).toBeLessThan(1e-14);
  });

  test('without enough samples it is the nearest solution: the pseudo-inverse moves nothing else', () => {
    // One sample x = (3, 4), y = 10, no bias: the nearest solution from w is w + x·(10 − w·x)/25.
    const one = problemOf([2, 1], ['linear'], [[3, 4]], [[10]], {
      network: { sizes: [2, 1], activations: ['linear'], biases: [false] },
    });
    const trainer = start(one, Float64Array.of(1, -1), rule);
    trainer.advance(1);
    expect(distance(trainer.theta(), [1 + (3 * 11) / 25, -1 + (4 * 11) / 25])).toBeLessThan(1e-14);
  });

  test('directions that only rounding gives a curvature are left alone too', () => {
    // One sample again, of numbers whose products are rounded: the other eigenvalues come out as round-off instead of 0.
    const next = numbers(11);
    for (let k = 0; k < 20; k++) {
      const x = Array.from({ length: 6 }, next);
      const w = Float64Array.from({ length: 6 }, next);
      const one = problemOf([6, 1], ['linear'], [x], [[1]], {
        network: { sizes: [6, 1], activations: ['linear'], biases: [false] },
      });
      const trainer = start(one, w, rule);
      trainer.advance(1);
      const missing = 1 - x.reduce((sum, value, i) => sum + value * w[i]!, 0);
      const square = x.reduce((sum, value) => sum + value * value, 0);
      const nearest = w.map((value, i) => value + (x[i]! * missing) / square);
      expect(distance(trainer.theta(), nearest)).toBeLessThan(1e-13);
    }
  });

  test('no step is longer than the reach, and the rate comes after it', () => {
    const linear = problemOf([2, 1], ['linear'], pm, [[-1], [-1], [-1], [1]]);
    const theta = Float64Array.of(30, -20, 7);
    const trainer = start(linear, theta, { ...rule, reach: 0.25, rate: 0.5 });
    trainer.advance(1);
    const moved = trainer.theta().map((value, i) => value - theta[i]!);
    expect(Math.hypot(...moved)).toBeCloseTo(0.125, 14);
    const way = [0.5 - 30, 0.5 + 20, -0.5 - 7];
    moved.forEach((value, i) => expect(value).toBeCloseTo((0.125 * way[i]!) / Math.hypot(...way), 13));
  });

  test('at a critical zero every step is exactly 0; with an output bias only that moves', () => {
    const still = start(xor, new Float64Array(9), rule);
    still.advance(20);
    expect(Array.from(still.theta())).toEqual(new Array(9).fill(0));
    const biased = start(and, new Float64Array(9), rule);
    biased.advance(20);
    const theta = biased.theta();
    expect(Array.from(theta.subarray(0, 8))).toEqual(new Array(8).fill(0));
    expect(theta[8]).toBeCloseTo(-0.5, 14);
  });

  test('twins stay twins to the bit, for every activation', () => {
    for (const activation of ACTIVATIONS) {
      const width = 3;
      const sizes = [2, width, width, 1];
      const problem = problemOf(sizes, [activation, activation, 'linear'], pm, [[1], [0], [2], [-1]]);
      const workspace = core().workspace(problem);
      // Constants per layer, then the first unit of each hidden layer pushed off: the other two are twins.
      const next = numbers(7);
      const theta = new Float64Array(workspace.parameterCount).map(() => 0);
      theta.fill(0.3, 0, 6).fill(0.1, 6, 9).fill(0.2, 9, 18).fill(0.05, 18, 21).fill(0.5, 21, 24);
      for (const i of [0, 1, 6, 9, 18, 21]) theta[i]! += 0.1 * next();
      const orbits = twinOrbits(problem.network, theta);
      const trainer = start(problem, theta, { ...rule, damping: 1e-6, reach: 0.2 });
      trainer.advance(25);
      const after = trainer.theta();
      expect(trainer.diverged).toBe(false);
      orbits.forEach((orbit, i) => expect(after[i], activation).toBe(after[orbits.indexOf(orbit)]!));
      expect(Array.from(after)).not.toEqual(Array.from(theta));
    }
  });

  test('other questions in between, and slices, change nothing; equal runs are equal to the bit', () => {
    const theta = randomTheta(9, 4, 0.3);
    const whole = start(xor, theta, { ...rule, damping: 1e-3, reach: 1 });
    whole.advance(30);
    const workspace = core().workspace(xor);
    const cut = workspace.startTraining(theta, {
      rule: { ...rule, damping: 1e-3, reach: 1 },
      order: { kind: 'full' },
      noiseSeed: 9,
    });
    for (const steps of [1, 0, 4, 25]) {
      cut.advance(steps);
      workspace.evaluate(theta);
      workspace.secondOrder().hessian(theta);
    }
    expect(cut.step).toBe(30);
    expect(cut.theta()).toEqual(whole.theta());
  });

  test('agrees with a plain twin that solves (H + d)s = g where the Hessian is positive', () => {
    let compared = 0;
    for (let seed = 0; seed < 200 && compared < 15; seed++) {
      const problem = { ...randomProblem(seed), l2: 2 };
      const workspace = core().workspace(problem);
      const n = workspace.parameterCount;
      if (n > 60) continue;
      const theta = randomTheta(n, seed, 0.2);
      const hessian = workspace.secondOrder().hessian(theta);
      if (core().eigen(hessian, n, { vectors: false }).values[0]! < 0.1) continue;
      const damped = hessian.map((value, i) => value + (i % (n + 1) === 0 ? 0.3 : 0));
      const step = solved(damped, workspace.gradient(theta));
      const trainer = start(problem, theta, { ...rule, damping: 0.3 });
      trainer.advance(1);
      const expected = theta.map((value, i) => value - step[i]!);
      expect(distance(trainer.theta(), expected), `problem ${seed}`).toBeLessThan(1e-11);
      compared++;
    }
    expect(compared).toBe(15);
  });

  test('layers have rates of their own', () => {
    const linear = problemOf([2, 1], ['linear'], pm, [[-1], [-1], [-1], [1]]);
    const trainer = core()
      .workspace(linear)
      .startTraining(new Float64Array(3), {
        rule,
        order: { kind: 'full' },
        noiseSeed: 0,
        rateFactors: [{ weights: 0.5, biases: 0 }],
      });
    trainer.advance(1);
    expect(distance(trainer.theta(), [0.25, 0.25, 0])).toBeLessThan(1e-15);
  });

  test('in f32 every step is rounded to it', () => {
    const trainer = start({ ...xor, precision: 'f32' }, randomTheta(9, 2), {
      ...rule,
      damping: 0.1,
      reach: 1,
    });
    trainer.advance(3);
    expect(trainer.theta()).toEqual(trainer.theta().map(Math.fround));
  });

  test('numbers that are no longer finite end the run', () => {
    const steep = problemOf([1, 1], ['linear'], [[1e200]], [[1]]);
    const trainer = start(steep, Float64Array.of(1, 1), rule);
    expect(trainer.advance(5)).toBe(1);
    expect([trainer.diverged, trainer.step, trainer.advance(5)]).toEqual([true, 1, 0]);
  });

  test('a step out of the numbers ends the run', () => {
    const linear = problemOf([1, 1], ['linear'], [[1], [-1]], [[1], [1]]);
    const trainer = start(linear, Float64Array.of(1e150, 0), { ...rule, rate: 1e200, reach: 1e151 });
    expect([trainer.advance(5), trainer.diverged]).toEqual([1, true]);
  });

  test('what is refused: mini-batches, dropout, large networks, ensembles, impossible settings', () => {
    const workspace = core().workspace(xor);
    const theta = new Float64Array(9);
    const run = (setting: UpdateRule, kind: 'full' | 'drawn' = 'full') =>
      workspace.startTraining(theta, {
        rule: setting,
        order: kind === 'full' ? { kind } : { kind, size: 1, seed: 1 },
        noiseSeed: 0,
      });
    expect(() => run(rule, 'drawn')).toThrow(expect.objectContaining({ place: 'order.kind' }));
    expect(() => run({ ...rule, damping: -1 })).toThrow(expect.objectContaining({ place: 'rule.damping' }));
    expect(() => run({ ...rule, reach: 0 })).toThrow(expect.objectContaining({ place: 'rule.reach' }));
    expect(() => start({ ...xor, dropout: [0.5] }, theta, rule)).toThrow('dropout');
    const large = problemOf([2, 501, 1], ['tanh', 'linear'], pm, [[1], [1], [1], [1]]);
    expect(() => start(large, new Float64Array(2005), rule)).toThrow('2000');
    const options = { members: 1, starts: new Float64Array(9), rule };
    expect(() => core().ensemble(xor, options)).toThrow('An ensemble cannot');
  });
});

test('the saddle of v·w: Newton goes to it in one step, saddle-free Newton doubles the way off it', () => {
  // 1-1-1 linear without biases, x = 1, y = 1: at small v, w the Hessian is −1 along v = w and 1 along v = −w.
  const product = problemOf([1, 1, 1], ['linear', 'linear'], [[1]], [[1]], {
    network: { sizes: [1, 1, 1], activations: ['linear', 'linear'], biases: [false, false] },
  });
  const theta = Float64Array.of(3e-5, 1e-5);
  const to = start(product, theta, newton);
  to.advance(1);
  expect(Math.hypot(...to.theta())).toBeLessThan(1e-13);
  const off = start(product, theta, saddleFree);
  off.advance(1);
  // (v + w)/2 = 2e-5 becomes 4e-5, (v − w)/2 becomes 0.
  expect(off.theta()[0]).toBeCloseTo(4e-5, 12);
  expect(off.theta()[1]).toBeCloseTo(4e-5, 12);
  // With a damping d of ½, (v + w)/2 is divided by λ + d = −½, or by |λ| + d = 3/2; (v − w)/2 = 1e-5 by 3/2 in both.
  const damped = (rule: UpdateRule) => {
    const trainer = start(product, theta, rule);
    trainer.advance(1);
    const [v, w] = trainer.theta() as unknown as [number, number];
    return [(v + w) / 2, (v - w) / 2];
  };
  const across = 1e-5 * (1 - 1 / 1.5);
  const [to0, to1] = damped({ ...newton, damping: 0.5 });
  expect(to0).toBeCloseTo(2e-5 * (1 - 1 / 0.5), 12);
  expect(to1).toBeCloseTo(across, 12);
  const [off0, off1] = damped({ ...saddleFree, damping: 0.5 });
  expect(off0).toBeCloseTo(2e-5 * (1 + 1 / 1.5), 12);
  expect(off1).toBeCloseTo(across, 12);
});

/** Gaussian elimination with pivots: n × n, row-major. */
function solved(matrix: Float64Array, right: Float64Array): number[] {
  const n = right.length;
  const rows = Array.from({ length: n }, (_, i) => [...matrix.subarray(i * n, (i + 1) * n), right[i]!]);
  for (let k = 0; k < n; k++) {
    const pivot = rows.slice(k).reduce((best, row) => (Math.abs(row[k]!) > Math.abs(best[k]!) ? row : best));
    rows.splice(rows.indexOf(pivot), 1);
    rows.splice(k, 0, pivot);
    for (let i = 0; i < n; i++) {
      if (i === k) continue;
      const factor = rows[i]![k]! / pivot[k]!;
      for (let j = k; j <= n; j++) rows[i]![j]! -= factor * pivot[j]!;
    }
  }
  return rows.map((row, i) => row[n]! / row[i]!);
}
