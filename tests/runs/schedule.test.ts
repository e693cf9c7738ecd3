import { describe, expect, test } from 'vitest';
import { Schedule } from '../../src/runs/schedule';

/** Oracle: what is kept must be all multiples of the smallest power of two that lets them fit. */
function expected(steps: number, capacity: number): number[] {
  let stride = 1;
  while (Math.floor(steps / stride) + 1 > capacity) stride *= 2;
  return Array.from({ length: Math.floor(steps / stride) + 1 }, (_, i) => i * stride);
}

describe('which steps are kept', () => {
  test.each([0, 3, 4, 7, 8, 9, 100, 1023, 1024, 5000])('after %i steps with room for 8', (steps) => {
    const schedule = new Schedule(8);
    for (let step = 0; step <= steps; step++) schedule.reach(step);
    expect(schedule.steps).toEqual(expected(steps, 8));
  });

  test('visiting only the steps it asks for keeps the same ones', () => {
    const schedule = new Schedule(8);
    for (let step = 0; step <= 5000; step = schedule.nextAfter(step)) schedule.reach(step);
    expect(schedule.steps).toEqual(expected(5000, 8));
  });

  test('survivors name the entries that stay', () => {
    const schedule = new Schedule(4);
    for (const step of [0, 1, 2, 3]) expect(schedule.reach(step)).toEqual({ kept: true, survivors: null });
    expect(schedule.reach(4)).toEqual({ kept: true, survivors: [0, 2] });
    expect(schedule.reach(5)).toEqual({ kept: false, survivors: null });
  });
});
