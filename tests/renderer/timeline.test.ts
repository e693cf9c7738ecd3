import { expect, test, vi } from 'vitest';
import { debounce, latest } from '../../renderer/state/latest';
import { thinned, withNewTrajectory } from '../../renderer/state/overlay';
import {
  lastStepShown,
  nearestCheckpoint,
  nearestIndex,
  neighbourCheckpoint,
} from '../../renderer/state/timeline';
import type { Landscape } from '../../src/app/contract';

test('the nearest checkpoint is the one a plain search finds', () => {
  const steps = Float64Array.of(0, 1, 2, 4, 8, 16, 100, 1000);
  for (let step = -5; step <= 1100; step++) {
    let best = 0;
    for (let i = 1; i < steps.length; i++)
      if (Math.abs(steps[i]! - step) < Math.abs(steps[best]! - step)) best = i;
    expect(nearestIndex(steps, step)).toBe(best);
  }
  expect(nearestIndex(new Float64Array(0), 3)).toBe(-1);
  expect(nearestCheckpoint(new Float64Array(0), 3)).toBe(0);
});

test('arrow keys go from checkpoint to checkpoint and stop at the ends', () => {
  const steps = Float64Array.of(0, 10, 100);
  expect(neighbourCheckpoint(steps, 10, 1)).toBe(100);
  expect(neighbourCheckpoint(steps, 100, 1)).toBe(100);
  expect(neighbourCheckpoint(steps, 10, -1)).toBe(0);
  expect(neighbourCheckpoint(steps, 10, -Infinity)).toBe(0);
  expect(neighbourCheckpoint(steps, 10, Infinity)).toBe(100);
});

test('the axis of time is never empty', () => {
  expect(lastStepShown(0, 5000)).toBe(5000);
  expect(lastStepShown(7, 5000)).toBe(7);
  expect(lastStepShown(0, 0)).toBe(1);
});

test('of many requests the first and the newest are served', async () => {
  const served: number[] = [];
  const gates: (() => void)[] = [];
  const ask = latest<number>(async (request) => {
    served.push(request);
    await new Promise<void>((open) => gates.push(open));
  });
  for (let i = 1; i <= 5; i++) ask(i);
  expect(served).toEqual([1]);
  gates.shift()!();
  await vi.waitFor(() => expect(served).toEqual([1, 5]));
  gates.shift()!();
  await Promise.resolve();
  ask(6);
  await vi.waitFor(() => expect(served).toEqual([1, 5, 6]));
});

test('a debounced call comes once, after the last request', () => {
  vi.useFakeTimers();
  let calls = 0;
  const soon = debounce(() => calls++, 100);
  soon.request();
  vi.advanceTimersByTime(90);
  soon.request();
  vi.advanceTimersByTime(90);
  expect(calls).toBe(0);
  vi.advanceTimersByTime(10);
  expect(calls).toBe(1);
  soon.request();
  soon.cancel();
  vi.advanceTimersByTime(1000);
  expect(calls).toBe(1);
  vi.useRealTimers();
});

function landscape(points: number, steps: number, half = 1): Landscape {
  return {
    quantity: 'loss',
    plane: {
      name: 'random',
      description: '',
      rule: 'Both directions have length 1.',
      caveats: [],
      centre: 'origin',
      centreTheta: Float64Array.of(0, 0),
      first: Float64Array.of(1, 0),
      second: Float64Array.of(0, 1),
      firstLabel: '',
      secondLabel: '',
      cosine: 0,
    },
    alphas: Float64Array.from({ length: points }, (_, i) => -half + (2 * half * i) / (points - 1)),
    betas: Float64Array.from({ length: points }, (_, i) => -half + (2 * half * i) / (points - 1)),
    values: new Float64Array(points * points),
    centreValue: 0,
    trajectory: {
      steps: new Float64Array(steps),
      alpha: new Float64Array(steps),
      beta: new Float64Array(steps),
      distance: new Float64Array(steps),
      loss: new Float64Array(steps),
      planeLoss: new Float64Array(steps),
    },
    origin: null,
    milliseconds: 0,
  };
}

test('a finer grid of the same plane stays below a newer path; another plane replaces it', () => {
  const fine = landscape(101, 2);
  const fresh = landscape(31, 5);
  expect(withNewTrajectory(fine, fresh)).toEqual({ ...fine, trajectory: fresh.trajectory });
  expect(withNewTrajectory(null, fresh)).toBe(fresh);
  const wider = landscape(31, 5, 2);
  expect(withNewTrajectory(fine, wider)).toBe(wider);
  const turned = { ...fresh, plane: { ...fresh.plane, first: Float64Array.of(0, 1) } };
  expect(withNewTrajectory(fine, turned)).toBe(turned);
});

test('a very fine map is thinned evenly with its edges and centre; a small one is left alone', () => {
  const small = landscape(101, 1);
  expect(thinned(small)).toBe(small);
  const fine = landscape(801, 1);
  fine.values.forEach((_, index) => (fine.values[index] = index));
  const thin = thinned(fine);
  expect([thin.alphas.length, thin.betas.length, thin.values.length]).toEqual([101, 101, 101 * 101]);
  expect([thin.alphas[0], thin.alphas[50], thin.alphas[100]]).toEqual([-1, 0, 1]);
  // Sample (column 3, row 2) is sample (24, 16) of the fine map.
  expect(thin.values[2 * 101 + 3]).toBe(16 * 801 + 24);
  expect(thin.values.at(-1)).toBe(801 * 801 - 1);
  expect(thin.trajectory).toBe(fine.trajectory);
  // A run that grows brings a new path over the same values.
  const grown = thinned({ ...fine, trajectory: { ...fine.trajectory } });
  expect(grown.values).toBe(thin.values);
  expect(grown.trajectory).not.toBe(thin.trajectory);
});
