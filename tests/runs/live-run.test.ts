import { describe, expect, test } from 'vitest';
import { core } from '../../src/core';
import { parseExperiment } from '../../src/model/schema';
import { templateExperiment } from '../../src/model/templates';
import { UserError } from '../../src/model/user-error';
import { LiveRun } from '../../src/runs/live-run';
import { setUp } from '../../src/runs/setup';

const pushed = { ...templateExperiment('xor-pushed') };
const start = (experiment = pushed) => new LiveRun(core(), setUp(experiment, core()));

describe('a run records the same whatever way it was cut into slices', () => {
  const whole = start();
  whole.advance(5000);
  const record = whole.record();

  test.each([[1], [7, 13], [2048, 1, 1], [4999, 1]])('slices of %j', (...slices) => {
    const run = start();
    for (let i = 0; run.step < 5000; i++) run.advance(Math.min(slices[i % slices.length]!, 5000 - run.step));
    expect(run.record()).toEqual(record);
  });

  test('after a reset', () => {
    const run = start();
    run.advance(777);
    run.reset();
    expect(run.step).toBe(0);
    run.advance(5000);
    expect(run.record()).toEqual(record);
  });

  test('restored from its record, it goes on to the same bits', () => {
    const half = start();
    half.advance(2501);
    const restored = new LiveRun(core(), setUp(pushed, core()), half.record());
    expect(restored.record()).toEqual(half.record());
    while (restored.step < 5000) restored.advance(Math.max(restored.behind, 1) + 100);
    const further = start();
    further.advance(restored.step);
    expect(restored.record()).toEqual(further.record());
  });

  test('what is no state of it counts for nothing: it trains again up to where it was', () => {
    const half = start();
    half.advance(2501);
    const begun = half.save()!;
    const earlier = start();
    earlier.advance(100);
    for (const state of [new Uint8Array(), begun.trainer.subarray(1), earlier.save()!.trainer]) {
      const restored = new LiveRun(core(), setUp(pushed, core()), begun.record, state);
      expect(restored.behind).toBe(2501);
      while (restored.step < 5000)
        restored.advance(restored.behind > 0 ? restored.behind : 5000 - restored.step);
      expect(restored.record()).toEqual(record);
      // Where it has not caught up, there is nothing to hand on.
      expect(new LiveRun(core(), setUp(pushed, core()), begun.record, state).save()).toBeNull();
    }
  });

  test('restored after an optimiser with memory, it goes on to the same bits', () => {
    const adam = parseExperiment({ ...pushed, training: { ...pushed.training, rule: 'adam', steps: 600 } });
    const straight = start(adam);
    straight.advance(600);
    const half = start(adam);
    half.advance(301);
    const restored = new LiveRun(core(), setUp(adam, core()), half.record());
    while (restored.step < 600) restored.advance(restored.behind > 0 ? restored.behind : 600 - restored.step);
    expect(restored.record()).toEqual(straight.record());
  });
});

describe('points of a run', () => {
  const run = start();
  run.advance(1000);

  test('origin, init, final, best and a step', () => {
    expect(run.point('origin').theta.every((value) => value === 0)).toBe(true);
    expect(run.point('init')).toEqual({ step: 0, theta: setUp(pushed, core()).initial });
    expect(run.point('final').step).toBe(1000);
    const best = run.point('best');
    expect(run.workspace.evaluate(best.theta).loss).toBe(Math.min(...run.record().history.loss));
    expect(run.point('step:500').step).toBe(500);
  });

  test('a step that was not kept is refused with the nearest one', () => {
    expect(() => run.point('step:999999')).toThrow(UserError);
    expect(() => run.point('step:999999')).toThrow(/nearest step that was is 1000/);
  });
});

describe('ends of a run', () => {
  test('from exact zero nothing moves, to the last bit', () => {
    const run = start(templateExperiment('xor-from-zero'));
    run.advance(20_000);
    expect(run.point('final').theta).toEqual(new Float64Array(9));
    expect(run.record().history.loss.every((loss) => loss === 0.5)).toBe(true);
    expect(run.record().history.effectiveWidth.every((width) => width === 1)).toBe(true);
  });

  test('a diverging run stops, says at which step, and keeps what was recorded', () => {
    const wild = parseExperiment({
      data: 'and',
      network: { sizes: [2, 1], activations: ['linear'] },
      training: { rule: { name: 'gradient-descent', rate: 1e6 }, steps: 1000 },
    });
    const run = start(wild);
    run.advance(1000);
    expect(run.diverged).toBe(true);
    expect(run.step).toBeGreaterThan(10);
    expect(run.step).toBeLessThan(1000);
    const { history, checkpoints } = run.record();
    expect(history.steps.length).toBeGreaterThan(10);
    expect(checkpoints.every((theta) => theta.every(Number.isFinite))).toBe(true);
    expect(run.advance(10)).toBe(0);
    // The same run step by step stops at the same step.
    const again = start(wild);
    while (again.advance(1) > 0);
    expect(again.step).toBe(run.step);
  });

  test('stopBelow ends at the first step whose loss is low enough, whatever the slices', () => {
    const stopping = { ...pushed, training: { ...pushed.training, stopBelow: 0.25 } };
    const run = start(stopping);
    run.advance(5000);
    const plain = start();
    let first = 0;
    for (; plain.workspace.evaluate(plain.point('final').theta).loss > 0.25; first++) plain.advance(1);
    expect(run.stoppedBelow).toBe(true);
    expect(run.step).toBe(first);
  });
});
