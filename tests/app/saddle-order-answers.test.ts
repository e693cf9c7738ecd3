import { afterAll, describe, expect, test } from 'vitest';
import { createSaddlescope } from '../../src/app';
import { type Asked, experimentOf, orderOf } from './saddle-orders';

/** Oracle: what an answer must say about itself, penalties and kinks by hand, and the sentences that a person should get. */

const app = createSaddlescope({ workers: 2 });
afterAll(() => app.dispose());

const xor: Asked = {
  data: { name: 'xor', coding: 'plus-minus' },
  inputs: 2,
  depth: 2,
  activation: 'tanh',
};

describe('XOR from zero with tanh', () => {
  test('a saddle of order 4, proved by a line that can be checked', async () => {
    const report = await orderOf(app, xor, { constant: true });
    expect(report).toMatchObject({ verdict: 'saddle', order: 4, oneSided: false, gradientNorm: 0 });
    const { direction, coefficients, line, shown, largest } = report.witness!;
    expect(Math.hypot(...direction)).toBeCloseTo(1, 14);
    // ½(Σvb)² + ½Σ(Σvw)² − 2Σ v b w₁w₂ of the direction itself.
    const [w, b, v] = [direction.subarray(0, 4), direction.subarray(4, 6), direction.subarray(6, 8)];
    const sum = (f: (j: number) => number) => f(0) + f(1);
    const byHand =
      (sum((j) => v[j]! * b[j]!) ** 2 + sum((k) => sum((j) => v[j]! * w[2 * j + k]!) ** 2)) / 2 -
      2 * sum((j) => v[j]! * b[j]! * w[2 * j]! * w[2 * j + 1]!);
    expect(coefficients[4]! / byHand).toBeCloseTo(1, 12);
    expect(line.coefficient).toBe(coefficients[4]);
    expect(coefficients.subarray(1, 4).every((value) => Math.abs(value) < 1e-15)).toBe(true);
    expect(shown!.t).toBeLessThan(line.to);
    expect(shown!.change / (line.coefficient * shown!.t ** 4)).toBeCloseTo(1, 0);
    expect(largest[0]!.name).toMatch(/^(W1\[\d\]\[\d\]|b1\[\d\]|W2\[0\]\[\d\])$/);
    expect(report.search).toMatchObject({ dimension: 8, seed: 1, starts: 24, exhausted: false });
    expect(report.search!.stages.map(({ order, outcome }) => [order, outcome])).toEqual([
      [3, 'zero'],
      [4, 'negative'],
    ]);
    expect(report.findings[0]!.headline).toBe('A saddle of order 4.');
    expect(report.findings[0]!.detail).toMatch(/0 negative, 8 zero and 1 positive/);
    expect(structuredClone(report)).toEqual(report);
  });

  test('the same bits again, and with other threads', async () => {
    const alone = createSaddlescope({ workers: 1 });
    expect(await orderOf(alone, xor, { constant: true })).toEqual(
      await orderOf(app, xor, { constant: true }),
    );
    await alone.dispose();
  });

  test('weight decay makes it a local minimum, L1 one at first order', async () => {
    const asked = { ...experimentOf(xor), training: { l2: 0.01 } };
    const decayed = await app.createRun(app.checkExperiment(asked));
    const report = await app.study(decayed.run, 'order');
    expect(report).toMatchObject({ verdict: 'minimum-to-second-order', order: null, witness: null });
    expect(report.spectrum.lowest).toBeCloseTo(0.01, 14);
    const sparse = await app.createRun(app.checkExperiment({ ...asked, training: { l1: 0.01 } }));
    const first = await app.study(sparse.run, 'order');
    expect(first).toMatchObject({ verdict: 'no-descent-found', oneSided: true });
    expect(first.search!.positiveAt).toBe(1);
  });

  test('single precision gives the same order', async () => {
    const { run } = await app.createRun(app.checkExperiment({ ...experimentOf(xor), precision: 'f32' }));
    expect((await app.study(run, 'order', { constant: false })).order).toBe(4);
  });

  test('away from the saddle it is not critical, and the witness is against the gradient', async () => {
    const theta = [0.1, 0.2, 0.3, 0.1, 0, 0.1, 0.2, 0.1, 0.4];
    const report = await orderOf(app, xor, { theta });
    expect(report).toMatchObject({ verdict: 'not-critical', order: 1 });
    expect(report.witness!.coefficients[1]! / -report.gradientNorm).toBeCloseTo(1, 12);
  });
});

describe('kinks', () => {
  test('a gradient that is 0 by convention: one-sided slopes go down', async () => {
    // W1 = 0, b1 = 0, W2 = 1: the frozen branch of ReLU is flat, but E[y·relu(w·x + b)] is not.
    const theta = [0, 0, 0, 0, 0, 0, 1, 1, 0];
    const report = await orderOf(app, { ...xor, activation: 'relu' }, { theta });
    expect(report).toMatchObject({ gradientNorm: 0, verdict: 'not-critical', order: 1, oneSided: true });
    expect(report.witness!.line.coefficient).toBeLessThan(-0.1);
    expect(report.findings[0]!.headline).toBe('Not critical: one-sided slopes go down.');
  });

  test('both sides of the witness are told', async () => {
    const { witness, smoothness, findings } = await orderOf(app, { ...xor, activation: 'relu' });
    expect(witness!.coefficients[2]).toBeLessThan(-0.17);
    expect(witness!.left![2]).toBeGreaterThan(witness!.coefficients[2]!);
    expect(witness!.frozen![2]).toBeGreaterThanOrEqual(0);
    expect(smoothness.units).toHaveLength(2);
    expect(findings[1]!.detail).toMatch(/2 units of layer 1 \(ReLU\)/);
  });
});

describe('bad input and limits', () => {
  test('a spent budget says how far the search came and what to do', async () => {
    const report = await orderOf(app, { ...xor, activation: 'linear' }, { budget: 300 });
    expect(report).toMatchObject({ verdict: 'no-descent-found', order: null });
    expect(report.search).toMatchObject({ exhausted: true, spent: 300, budget: 300 });
    const { headline, detail } = report.findings.at(-1)!;
    expect(headline).toBe('The search ran out of budget.');
    expect(detail).toMatch(/orders up to \d of 8 were looked at\. Give it a larger budget/);
  });

  test('too many parameters, too high an order, a point of the wrong length', async () => {
    const wide = orderOf(app, { ...xor, width: 600 });
    await expect(wide).rejects.toThrow(/up to 2000 parameters, but this network has 2401: make its layers/);
    await expect(orderOf(app, xor, { highest: 13 })).rejects.toThrow(/order\.highest .*12/);
    await expect(orderOf(app, xor, { theta: [1, 2] })).rejects.toThrow(/theta has 2 numbers .* 9 parameters/);
  });

  test('a loss that is not finite', async () => {
    const theta = [0, 0, 0, 0, 0, 0, 0, 0, 1e200];
    await expect(orderOf(app, xor, { theta })).rejects.toThrow(/not a finite number at this point/);
  });

  test('can be cancelled', async () => {
    const { run } = await app.createRun(
      app.checkExperiment(experimentOf({ ...xor, depth: 4, activation: 'linear', width: 6 })),
    );
    const stop = new AbortController();
    const answer = app.study(run, 'order', { highest: 12, starts: 1000 }, { signal: stop.signal });
    setTimeout(() => stop.abort(), 200);
    await expect(answer).rejects.toMatchObject({ place: 'cancelled' });
  });
});
