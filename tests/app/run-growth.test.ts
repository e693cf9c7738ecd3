import { describe, expect, test } from 'vitest';
import type { History, RunView } from '../../src/app/contract';
import { grownBy, updateOf } from '../../src/app/run-growth';
import { Schedule } from '../../src/runs/schedule';
import { RunUpdates } from '../../src/main/run-updates';
import { templateExperiment } from '../../src/model/templates';
import type { RunUpdate } from '../../src/app/run-growth';

const experiment = templateExperiment('xor-from-zero');

/** A run of which a schedule keeps some steps, with numbers that tell row and column apart. */
function viewAt(step: number, capacity: number, checkpoints: number, layers: number): RunView {
  const kept = (room: number) => {
    const schedule = new Schedule(room);
    schedule.reach(step);
    const steps: number[] = [];
    for (let at = 0; at <= step; at += schedule.stride) steps.push(at);
    if (steps.at(-1) !== step) steps.push(step);
    return Float64Array.from(steps);
  };
  const steps = kept(capacity);
  const column = (place: number) => steps.map((at) => at + place / 10);
  const history: History = {
    steps,
    loss: column(1),
    gradientNorm: column(2),
    accuracy: steps.map(() => NaN),
    testLoss: column(4),
    testAccuracy: column(5),
    effectiveWidth: Float64Array.from(
      { length: steps.length * layers },
      (_, i) => steps[Math.floor(i / layers)]! + (i % layers) / 100,
    ),
  };
  const checkpointSteps = kept(checkpoints);
  return {
    run: 'run-1',
    experiment,
    status: 'training',
    step,
    history,
    checkpointSteps,
    message: '',
    parameterCount: 9,
  };
}

const withoutExperiment = ({ experiment: _, ...rest }: RunView) => rest;

describe('applying the updates gives the run itself', () => {
  test.each([0, 1, 3])('with %i hidden layers, through every thinning', (layers) => {
    let known: ReturnType<typeof grownBy> | null = null;
    let before: RunView | null = null;
    let number = 0;
    for (let step = 0; step < 4000; step += 1 + ((step * 7) % 61)) {
      const view = viewAt(step, 64, 16, layers);
      known = grownBy(known, updateOf(before, view, number++));
      expect(known).toEqual(withoutExperiment(view));
      before = view;
    }
  });

  test('a leap over several doublings, and one back to the start', () => {
    const [near, far] = [viewAt(10, 8, 8, 2), viewAt(1_000, 8, 8, 2)];
    for (const [one, other] of [
      [near, far],
      [far, near],
      [far, viewAt(0, 8, 8, 2)],
    ] as const)
      expect(grownBy(withoutExperiment(one), updateOf(one, other, 1))).toEqual(withoutExperiment(other));
  });

  test('what does not change does not travel', () => {
    const update = updateOf(viewAt(1999, 2048, 2048, 2), viewAt(2000, 2048, 2048, 2), 1);
    expect(Array.from(update.history.added.steps)).toEqual([2000]);
    expect(Array.from(update.checkpoints.added)).toEqual([2000]);
  });
});

describe('never faster than the window shows', () => {
  const sent: RunUpdate[] = [];
  const updates = new RunUpdates((update) => sent.push(update));

  test('one at a time, and then the newest alone', () => {
    for (let step = 1; step <= 5; step++) updates.grew(viewAt(step, 64, 16, 1));
    expect(sent.map(({ step }) => step)).toEqual([1]);
    updates.shown(0);
    expect(sent.map(({ step }) => step)).toEqual([1, 5]);
    expect(Array.from(sent[1]!.history.added.steps)).toEqual([2, 3, 4, 5]);
  });

  test('an answer to an older update asks for nothing', () => {
    updates.grew(viewAt(6, 64, 16, 1));
    updates.shown(0);
    expect(sent).toHaveLength(2);
    updates.shown(1);
    expect(sent.at(-1)).toMatchObject({ number: 2, step: 6 });
  });

  test('after a restart an update stands for itself, whether the last was shown or not', () => {
    updates.restart();
    updates.grew(viewAt(7, 64, 16, 1));
    expect(sent.at(-1)!.number).toBe(0);
    expect(sent.at(-1)!.history.added.steps).toHaveLength(8);
  });
});
