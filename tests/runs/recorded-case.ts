import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { core } from '../../src/core';
import { parseExperiment } from '../../src/model/schema';
import { LiveRun } from '../../src/runs/live-run';
import type { RunRecord } from '../../src/runs/record';
import { setUp } from '../../src/runs/setup';
import { plainRun } from './plain-run';

const scattered = { seed: 2, weights: { name: 'normal', deviation: 0.5 } };

/** A run of so many steps, cut in odd places. */
function cut(steps: number): number[] {
  const slices = [1, 2, Math.floor(steps / 3), 1, Math.floor(steps / 5), 7];
  return [...slices, steps - slices.reduce((sum, slice) => sum + slice, 0)];
}

export interface RecordedCase {
  readonly name: string;
  readonly base: object;
  readonly start?: object;
  readonly steps: number;
  readonly training: Record<string, unknown>;
  readonly precision?: 'f32';
}

function setupOf({ base, start, training, precision, steps }: RecordedCase, stopBelow: number | null) {
  const experiment = parseExperiment({
    ...base,
    initialisation: start ?? scattered,
    ...(precision === undefined ? {} : { precision }),
    training: { ...training, steps, stopBelow },
  });
  return setUp(experiment, core());
}

function recorded(setup: ReturnType<typeof setUp>, slices: readonly number[], restoreAfter = -1): LiveRun {
  let run = new LiveRun(core(), setup);
  let i = 0;
  for (const slice of slices) {
    const end = run.step + slice;
    if (i++ === restoreAfter) run = new LiveRun(core(), setup, run.record());
    while (run.step < end && run.advance(run.behind > 0 ? run.behind : end - run.step) > 0);
  }
  return run;
}

/** The same, gone on with in another run after every slice, with nothing to train again. */
function handedOn(setup: ReturnType<typeof setUp>, slices: readonly number[]): LiveRun {
  let run = new LiveRun(core(), setup);
  for (const slice of slices) {
    const end = run.step + slice;
    while (run.step < end && run.advance(end - run.step) > 0);
    const begun = run.save();
    if (begun === null) continue;
    run = new LiveRun(core(), setup, begun.record, begun.trainer);
    // One that has ended cannot go on, and needs no trainer.
    if (begun.trainer.length > 0) expect(run.behind).toBe(0);
    const { record, trainer } = run.save()!;
    expect(printed(record)).toEqual(printed(begun.record));
    expect(Buffer.compare(trainer, begun.trainer)).toBe(0);
  }
  return run;
}

/** The record with a hash in the place of each θ: millions of numbers are slow to compare one by one. */
const printed = (record: RunRecord) => ({
  ...record,
  checkpoints: record.checkpoints.map((theta) => createHash('sha1').update(theta).digest('hex')),
});

/** Tests that its record is the same however it is cut. */
export function recordsAsPlainRun(given: RecordedCase): void {
  const whole = plainRun(setupOf(given, null), given.steps);

  test('in one go', () => {
    expect(printed(recorded(setupOf(given, null), [given.steps]).record())).toEqual(printed(whole));
  });

  test('cut in odd places, and restored in between', () => {
    const setup = setupOf(given, null);
    const slices = cut(given.steps);
    expect(printed(recorded(setup, slices).record())).toEqual(printed(whole));
    expect(printed(recorded(setup, slices, 3).record())).toEqual(printed(whole));
    expect(printed(handedOn(setup, slices).record())).toEqual(printed(whole));
  });

  if (whole.diverged)
    test('cut just before it diverges', () => {
      const setup = setupOf(given, null);
      for (const before of [1, 2, 3, 4]) {
        const first = whole.step - before;
        if (first <= 0) continue;
        const slices = [first, given.steps - first];
        expect(printed(recorded(setup, slices).record()), `${before} before`).toEqual(printed(whole));
      }
    });

  test('with a stop rule', () => {
    const losses = whole.history.loss.filter(Number.isFinite);
    // Reached on the way, if the loss falls; and never.
    for (const stopBelow of [losses[Math.floor(losses.length * 0.6)]!, 0]) {
      const setup = setupOf(given, Math.max(0, stopBelow));
      const slices = cut(given.steps);
      const plain = printed(plainRun(setup, given.steps));
      expect(printed(recorded(setup, slices).record()), `${stopBelow}`).toEqual(plain);
      expect(printed(handedOn(setup, slices).record()), `${stopBelow}, handed on`).toEqual(plain);
      expect(printed(recorded(setup, [given.steps]).record()), `${stopBelow}, in one go`).toEqual(plain);
    }
  });
}
