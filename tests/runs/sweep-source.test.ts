import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { core } from '../../src/core';
import { parseExperiment } from '../../src/model/schema';
import { SweepPlan } from '../../src/model/sweep/plan';
import { workOfRun } from '../../src/runs/sweep-desk';
import { SweepSource } from '../../src/runs/sweep-source';
import type { SweepRequest } from '../../src/runs/messages';
import type { WorkerClient } from '../../src/runs/worker-client';

/** Oracle: threads of known speeds on a clock of the test's own. The least time is all work by all speeds together. */

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
});
afterEach(() => {
  vi.useRealTimers();
});

const plan = (runs: number, steps: number, training?: object) =>
  new SweepPlan(
    parseExperiment({
      initialisation: { weights: 'normal' },
      training: { steps, ...training },
      sweep: { axes: [{ over: 'seed', from: 1, to: runs, scale: 'integer' }] },
    }),
    core().math,
  );

const wait = (milliseconds: number) => new Promise((done) => setTimeout(done, milliseconds));

/** A thread that needs so many milliseconds for a run, and tells now and then how far it is, as the real ones do. */
function thread(milliseconds: number, asked: number[]) {
  const call = async (
    _name: 'sweep',
    [{ runs }]: [SweepRequest],
    { progress }: { progress: (share: number) => void },
  ) => {
    asked.push(runs.length);
    const whole = runs.length * milliseconds;
    const slice = Math.max(8, whole / 10);
    for (let spent = slice; spent < whole; spent += slice) {
      await wait(slice);
      progress(spent / whole);
    }
    await wait(whole % slice || slice);
    return { runs, rows: new Float64Array(runs.length * width), failures: [], left: new Float64Array(0) };
  };
  return { call } as unknown as WorkerClient;
}
let width = 0;

async function timeOf(runs: number, steps: number, speeds: readonly number[], training?: object) {
  const source = new SweepSource(
    plan(runs, steps, training),
    () => true,
    speeds.length,
    async () => undefined,
    () => undefined,
  );
  width = source.width;
  const tasks: number[][] = speeds.map(() => []);
  const ends: number[] = [];
  const began = performance.now();
  const lanes = speeds.map(async (milliseconds, lane) => {
    const worker = thread(milliseconds, tasks[lane]!);
    for (let task = source.next(); task !== null; task = source.next())
      await task.work(worker, new SharedArrayBuffer(4) as never, () => undefined);
    ends.push(performance.now() - began);
  });
  await vi.runAllTimersAsync();
  await Promise.all(lanes);
  expect(source.done).toBe(runs);
  expect(source.progress).toBe(runs);
  return { ends, tasks };
}

test.each([
  ['two alike', [0.07, 0.07]],
  ['two of which one is slower', [0.07, 0.1]],
  ['three', [0.07, 0.08, 0.09]],
  ['eight of different speeds', [0.07, 0.07, 0.08, 0.08, 0.09, 0.09, 0.1, 0.14]],
])('10,000 short runs: %s threads end together, after hardly more than the least time', async (_, speeds) => {
  const { ends, tasks } = await timeOf(10_000, 2000, speeds);
  const least = 10_000 / speeds.reduce((sum, each) => sum + 1 / each, 0);
  expect(Math.max(...ends)).toBeLessThan(1.05 * least);
  expect(Math.max(...ends) - Math.min(...ends)).toBeLessThan(15);
  // A task costs a message and a start: they are few, and none is long.
  for (const of of tasks) expect(of.length).toBeLessThan(14);
  expect(Math.max(...tasks.flat())).toBeLessThanOrEqual(1024);
});

test('alone, a thread is given as much as fits into a moment, and nothing is divided at the end', async () => {
  const { tasks } = await timeOf(5000, 2000, [0.07]);
  expect(tasks[0]!.length).toBeLessThan(8);
  expect(tasks[0]!.slice(1, -1).every((runs) => runs === 1024)).toBe(true);
});

const batches = { batch: 2 };

test('long runs that cannot be trained side by side are handed out one by one, and nobody waits for more than one of them', async () => {
  const { ends, tasks } = await timeOf(40, 50_000_000, [2000, 2000, 3000], batches);
  expect(Math.max(...tasks.flat())).toBe(1);
  expect(Math.max(...ends) - Math.min(...ends)).toBeLessThanOrEqual(3000);
});

test('long runs that can be are handed out together, in even numbers, and nobody waits for more than two of them', async () => {
  const { ends, tasks } = await timeOf(140, 50_000_000, [2000, 2000, 3000]);
  expect(Math.max(...tasks.flat())).toBe(16);
  expect(tasks.flat().filter((runs) => runs % 2 === 1).length).toBeLessThanOrEqual(3);
  expect(Math.max(...ends) - Math.min(...ends)).toBeLessThanOrEqual(6000);
});

test.each([
  [2, [[1], [1]]],
  [3, [[2], [1]]],
  [4, [[2], [2]]],
])('no thread goes without: %i long runs of two threads', async (runs, expected) => {
  const { tasks } = await timeOf(runs, 50_000_000, [2000, 2000]);
  expect(tasks).toEqual(expected);
});

describe('what was begun', () => {
  /** What a source hands out to one thread. @param back hands all but the first run of a task back, so often */
  async function handedOut(source: SweepSource, back = 0) {
    width = source.width;
    const asked: { runs: number[]; begun: string[] }[] = [];
    const worker = {
      call: async (_: string, [{ runs, begun }]: [SweepRequest]) => {
        asked.push({ runs: [...runs], begun: [...begun.keys()] });
        for (const kept of begun.values()) expect(kept).toBe(state);
        const made = runs.length > 1 && back-- > 0 ? 1 : runs.length;
        const rows = new Float64Array(made * width);
        return { runs: runs.slice(0, made), rows, failures: [], left: runs.slice(made) };
      },
    } as unknown as WorkerClient;
    for (let task = source.next(); task !== null; task = source.next())
      await task.work(worker, new SharedArrayBuffer(4) as never, () => undefined);
    expect(source.done).toBe(source.total);
    return asked;
  }
  const state = Uint8Array.of(1, 2);
  const even = () =>
    new SweepSource(
      plan(2000, 2000),
      (run) => run % 2 === 0,
      1,
      async () => undefined,
      () => undefined,
    );

  test('is handed out first, by itself and once, with its state; what is done, or not there, is not', async () => {
    const source = even();
    source.restore([6], new Float64Array(source.width));
    const entries = [[4], [6], [7], [10, 12, 14], [1998], [4], [5000], [20, 6], [14, 16], [30, 30], []];
    expect(
      source.restoreUnfinished(entries.map((runs) => ({ runs, state }))).map(({ runs }) => runs),
    ).toEqual([[10, 12, 14], [4], [1998]]);
    const asked = await handedOut(source);
    expect(asked.slice(0, 3)).toEqual([
      { runs: [1998], begun: ['1998'] },
      { runs: [4], begun: ['4'] },
      { runs: [10, 12, 14], begun: ['10 12 14'] },
    ]);
    expect(asked.slice(3).every(({ begun }) => begun.length === 0)).toBe(true);
    expect(asked.flatMap(({ runs }) => runs).sort((a, b) => a - b)).toEqual(
      Array.from({ length: 1000 }, (_, i) => 2 * i).filter((run) => run !== 6),
    );
  });

  test('by itself, after it was one of several, goes on behind them', async () => {
    const source = even();
    const apart = [12, 10, 14].map((run) => ({ runs: [run], state }));
    expect(source.restoreUnfinished(apart)).toEqual(apart);
    const other = even();
    const entries = [[12], [10, 12, 14]].map((runs) => ({ runs, state }));
    expect(other.restoreUnfinished(entries)).toEqual(entries.reverse());
    const [first] = await handedOut(other);
    expect(first).toEqual({ runs: [10, 12, 14], begun: ['10 12 14', '12'] });
  });

  test('what a thread hands back is handed out again', async () => {
    const source = even();
    const asked = await handedOut(source, 3);
    expect(asked[1]!.runs).toEqual(asked[0]!.runs.slice(1));
    expect(asked[2]!.runs).toEqual(asked[0]!.runs.slice(2));
    expect(source.progress).toBe(source.total);
  });
});

// A task is kept when it is whole: what ends the program may lose a second of work, and no more.
test.each([
  ['Newton, from the first task on', 103, { rule: { name: 'newton', rate: 0.5, damping: 0.01 } }],
  ['batches, once their time is known', 70, batches],
])('no task is longer than a second: %s', async (_, milliseconds, training) => {
  const { tasks } = await timeOf(1000, 2000, [milliseconds, milliseconds], training);
  const measured = training === batches ? tasks.flatMap((of) => of.slice(1)) : tasks.flat();
  expect(Math.max(...measured) * milliseconds).toBeLessThanOrEqual(1000);
});

// What nothing was measured of yet is guessed: a first task that is guessed too short may be lost whole.
test('the work of a run is that of its steps, and of a step that of its samples and the network', () => {
  const work = (samples: number, batch: number | 'full' = 'full', width = 20, steps = 100) => {
    const experiment = parseExperiment({
      data: { name: 'blobs', samples },
      network: { sizes: [2, width, 1] },
      initialisation: { weights: 'normal' },
      training: { steps, batch },
      sweep: { axes: [{ over: 'seed', from: 1, to: 2, scale: 'integer' }] },
    });
    return workOfRun(new SweepPlan(experiment, core().math), 0);
  };
  const usual = work(1000);
  expect(work(4000) / usual).toBeCloseTo(4, 1);
  expect(work(1000, 'full', 80) / usual).toBeCloseTo(4, 0);
  expect(work(1000, 'full', 20, 300) / usual).toBeCloseTo(3, 12);
  expect(work(1000, 10) / work(10)).toBeCloseTo(1, 12);
});
