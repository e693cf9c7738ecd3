import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { debounce, latest, promptly } from '../../renderer/state/latest';

/** Oracle: how often, and when, the work was done, on a clock that the test moves. */

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

/** Requests at these times; the times at which the work was done. */
function done(make: typeof debounce, requests: readonly number[], until = 1000): number[] {
  const times: number[] = [];
  const start = performance.now();
  const { request } = make(() => times.push(performance.now() - start), 40);
  for (let now = 0; now < until; now++) {
    for (const at of requests) if (at === now) request();
    vi.advanceTimersByTime(1);
  }
  return times.map(Math.floor);
}

describe('after a pause', () => {
  test('once, so long after the last request', () => {
    expect(done(debounce, [0, 10, 49])).toEqual([89]);
    expect(done(debounce, [0, 100])).toEqual([40, 140]);
  });
});

describe('promptly', () => {
  test('the first at once, those of the same moment with it', () => {
    expect(done(promptly, [0])).toEqual([0]);
    expect(done(promptly, [5, 5, 5])).toEqual([5]);
  });
  test('a drag: its beginning, and where it rests', () => {
    expect(done(promptly, [0, 10, 20, 30, 49])).toEqual([0, 89]);
  });
  test('single changes are each answered at once', () => {
    expect(done(promptly, [0, 100, 200])).toEqual([0, 100, 200]);
  });
  test('what is cancelled is not done, and the next is', () => {
    const work = vi.fn();
    const soon = promptly(work, 40);
    soon.request();
    soon.cancel();
    vi.advanceTimersByTime(100);
    expect(work).not.toHaveBeenCalled();
    soon.request();
    vi.advanceTimersByTime(1);
    expect(work).toHaveBeenCalledOnce();
  });
});

test('of requests that come while one is under way only the newest follows', async () => {
  const seen: number[] = [];
  const request = latest(async (value: number) => {
    seen.push(value);
    await new Promise((resolve) => setTimeout(resolve, 10));
  });
  for (const value of [1, 2, 3, 4]) request(value);
  await vi.advanceTimersByTimeAsync(50);
  expect(seen).toEqual([1, 4]);
});
