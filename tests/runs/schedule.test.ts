import { describe, expect, test } from 'vitest';
import { KeptRows } from '../../src/runs/kept-rows';
import { Schedule } from '../../src/runs/schedule';

/** Oracle: what is kept must be all multiples of the smallest power of two that lets them fit. */
function expected(steps: number, capacity: number): number[] {
  let stride = 1;
  while (Math.floor(steps / stride) + 1 > capacity) stride *= 2;
  return Array.from({ length: Math.floor(steps / stride) + 1 }, (_, i) => i * stride);
}

const steps = [0, 3, 4, 7, 8, 9, 100, 1023, 1024, 5000];

/** The row that belongs to a step. */
const rowOf = (step: number) => Float64Array.of(step / 2, -step, step * step);

/** Steps and rows that are kept. */
const held = (rows: KeptRows) =>
  Array.from({ length: rows.length }, (_, i) => [rows.stepAt(i), Array.from(rows.rowAt(i))]);

const expectedRows = (count: number, capacity: number) =>
  expected(count, capacity).map((step) => [step, Array.from(rowOf(step))]);

describe('which steps are kept', () => {
  test.each(steps)('after %i steps with room for 8', (count) => {
    const schedule = new Schedule(8);
    const rows = new KeptRows(3, 8);
    const answers: [boolean, boolean][] = [];
    for (let step = 0; step <= count; step++) {
      answers.push([schedule.reach(step), rows.reach(step, rowOf(step))]);
    }
    expect(answers).toEqual(
      answers.map((_, step) => {
        const kept = expected(step, 8).at(-1) === step;
        return [kept, kept];
      }),
    );
    expect(schedule.stride).toBe(expected(count, 8)[1] ?? 1);
    expect(held(rows)).toEqual(expectedRows(count, 8));
  });

  test('visiting only multiples of the stride keeps the same ones', () => {
    const rows = new KeptRows(3, 8);
    for (let step = 0; step <= 5000; step += rows.stride) rows.reach(step, rowOf(step));
    expect(held(rows)).toEqual(expectedRows(5000, 8));
  });

  test('the stride doubles at the step that it says, and not before', () => {
    const schedule = new Schedule(6);
    for (let step = 0; step < 2000; step++) {
      const { stride, nextDoubling } = schedule;
      schedule.reach(step);
      expect(schedule.stride).toBe(step === nextDoubling ? 2 * stride : stride);
    }
  });
});

test.each(steps)('rows restored at step %i go on as if they had been there all the time', (count) => {
  const restored = new KeptRows(3, 8);
  const before = expected(count, 8);
  // A file also holds the newest step, kept or not.
  const stored = before.at(-1) === count ? before : [...before, count];
  restored.restore(count, stored, stored.map(rowOf));
  expect(held(restored)).toEqual(expectedRows(count, 8));
  for (let step = count + 1; step <= 2 * count + 20; step++) restored.reach(step, rowOf(step));
  expect(held(restored)).toEqual(expectedRows(2 * count + 20, 8));
});
