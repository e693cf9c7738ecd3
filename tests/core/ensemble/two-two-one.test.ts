import { describe, expect, test } from 'vitest';
import { core, type LossName, type Precision } from '../../../src/core';
import { numbers, problemOf } from '../problems';

/** Oracle: equality of bits with the ordinary trainer, for the special form of 2-2-1 on four samples. */

const LOSSES = ['mean-squared-error', 'half-mean-squared-error', 'half-sum-of-squares'] as const;

function trained(loss: LossName, precision: Precision, members: number, seed: number, steps: number): number {
  const next = numbers(seed);
  const inputs = [1, 2, 3, 4].map(() => [2 * next(), 2 * next()]);
  const problem = problemOf([2, 2, 1], ['tanh', 'linear'], inputs, [[-1], [1], [1 + next()], [-1]], {
    loss,
    precision,
  });
  const starts = Float64Array.from({ length: 9 * members }, () => 2 * next());
  if (seed % 4 === 1) starts.fill(0, 0, 9);
  if (seed % 4 === 2) starts.set([0.3, -0.2, 0.3, -0.2, 0.1, 0.1, 0.5, 0.5, 0], starts.length - 9);
  if (seed % 4 === 3) starts[4] = -0;
  // The last rates make members diverge, some by parameters whose sum overflows before they do.
  const rates = Float64Array.from({ length: members }, (_, m) =>
    m % 7 === 6 ? 10 ** (5 * (m % 9)) : 0.02 * (1 + (m % 5)),
  );
  const rule = { name: 'gradient-descent', rate: 0 } as const;
  const ensemble = core().ensemble(problem, { members, starts, rule, rates });
  ensemble.advance(Math.ceil(steps / 3));
  ensemble.advance(steps - Math.ceil(steps / 3));
  const thetas = ensemble.thetas();
  const workspace = core().workspace(problem);
  for (let m = 0; m < members; m++) {
    const trainer = workspace.startTraining(starts.subarray(9 * m, 9 * m + 9), {
      rule: { ...rule, rate: rates[m]! },
      order: { kind: 'full' },
      noiseSeed: 0,
    });
    trainer.advance(steps);
    expect(thetas.subarray(9 * m, 9 * m + 9), `member ${m} of ${members}, seed ${seed}`).toEqual(
      trainer.theta(),
    );
    expect([ensemble.steps()[m], ensemble.states()[m]]).toEqual([
      trainer.step,
      trainer.diverged ? 'diverged' : 'running',
    ]);
  }
  return members - ensemble.running;
}

describe.each(['f64', 'f32'] as const)('2-2-1 on four samples (%s)', (precision) => {
  test.each(LOSSES)('has the bits of runs of their own under %s', (loss) => {
    let diverged = 0;
    for (let seed = 0; seed < 24; seed++) {
      diverged += trained(loss, precision, 1 + ((7 * seed) % 40), seed, [1, 2, 30, 500][seed % 4]!);
    }
    expect(diverged).toBeGreaterThan(20);
  });
});

describe.each(['f64', 'f32'] as const)('2-2-1 with levels of the loss (%s)', (precision) => {
  test('stops where runs of their own first fall below them, whatever diverges beside', () => {
    const next = numbers(5);
    const members = 37;
    const inputs = [1, 2, 3, 4].map(() => [2 * next(), 2 * next()]);
    const problem = problemOf([2, 2, 1], ['tanh', 'linear'], inputs, [[-1], [1], [1], [-1]], { precision });
    const starts = Float64Array.from({ length: 9 * members }, () => 2 * next());
    const rates = Float64Array.from({ length: members }, (_, m) =>
      m % 7 === 6 ? 10 ** m : 0.02 * (1 + (m % 5)),
    );
    const rule = { name: 'gradient-descent', rate: 0 } as const;
    const workspace = core().workspace(problem);
    const thetaOf = (m: number): Float64Array => starts.subarray(9 * m, 9 * m + 9);
    const lossBelow = starts
      .slice(0, members)
      .map((_, m) => workspace.evaluate(thetaOf(m)).loss * (m % 7 === 6 ? 0.999 : 0.3 + 0.05 * (m % 13)));
    const ensemble = core().ensemble(problem, { members, starts, rule, rates, stop: { lossBelow } });
    for (const part of [1, 70, 5, 224]) ensemble.advance(part);
    const expected = Array.from({ length: members }, (_, m) => {
      const trainer = workspace.startTraining(thetaOf(m), {
        rule: { ...rule, rate: rates[m]! },
        order: { kind: 'full' },
        noiseSeed: 0,
      });
      for (;;) {
        if (trainer.diverged) return ['diverged', trainer.step, trainer.theta()];
        const theta = trainer.theta();
        if (workspace.evaluate(theta).loss < lossBelow[m]!) return ['loss-below', trainer.step, theta];
        if (trainer.step === 300) return ['running', 300, theta];
        trainer.advance(1);
      }
    });
    const states = ensemble.states();
    const steps = ensemble.steps();
    const thetas = ensemble.thetas();
    expect(states.map((state, m) => [state, steps[m], thetas.slice(9 * m, 9 * m + 9)])).toEqual(expected);
    expect(new Set(states)).toEqual(new Set(['running', 'loss-below', 'diverged']));
  });
});
