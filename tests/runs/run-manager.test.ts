import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { core } from '../../src/core';
import { parseExperiment } from '../../src/model/schema';
import { column, runStatuses } from '../../src/model/sweep/row';
import { SweepPlan } from '../../src/model/sweep/plan';
import { FairQueue } from '../../src/runs/fair-queue';
import { WorkerPool } from '../../src/runs/pool';
import { jobCancelled, RunManager } from '../../src/runs/run-manager';
import { SweepSource } from '../../src/runs/sweep-source';

/** Oracle: rows of an undisturbed sweep; the built worker threads are what is disturbed (see src/runs/test-faults.ts). */

const pools: WorkerPool[] = [];
const pool = (options = {}) => {
  const made = new WorkerPool(core().module, 1, options);
  pools.push(made);
  return made;
};
afterEach(() => {
  delete process.env['SADDLESCOPE_TEST_FAULTS'];
});
afterAll(() => Promise.all(pools.map((one) => one.dispose())));

const plan = (runs: number, steps = 200, extra = {}) =>
  new SweepPlan(
    parseExperiment({
      initialisation: { weights: 'normal' },
      training: { steps },
      ...extra,
      sweep: { axes: [{ over: 'seed', from: 1, to: runs, scale: 'integer' }] },
    }),
    core().math,
  );
const source = (of: SweepPlan, onRows: () => Promise<void> = async () => undefined) =>
  new SweepSource(
    of,
    () => true,
    2,
    onRows,
    () => undefined,
  );
/** Would take hours. */
const endless = () => source(plan(2000, 1_000_000_000));
const soon = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

async function undisturbed(of: SweepPlan): Promise<SweepSource> {
  const all = source(of);
  await new RunManager(pool(), { lanes: 1 }).submit(all).done;
  return all;
}

const quick = [
  ['ends', 'exit', 60_000, /its thread ended unexpectedly \(a worker ended with exit code 9\)/, {}],
] as const;
/** A thread is lost each time that the runs are halved. */
const slow = [
  ['hangs', 'hang', 1500, /its thread gave no sign of life for 1\.5 s and was ended/, {}],
  ['runs out of memory', 'memory', 60_000, /its thread ran out of memory/, { heapMegabytes: 60 }],
] as const;

describe('a thread that is lost fails one run alone, with the reason', () => {
  test.each([...quick, ...(process.env['SADDLESCOPE_LONG'] === undefined ? [] : slow)])(
    '%s',
    async (_, fault, hungAfter, reason, options) => {
      const of = plan(40);
      const whole = await undisturbed(of);
      process.env['SADDLESCOPE_TEST_FAULTS'] = `${fault}:17`;
      const disturbed = source(of);
      await new RunManager(pool(options), { lanes: 2, hungAfter }).submit(disturbed).done;
      expect(disturbed.failures).toEqual([{ run: 17, reason: expect.stringMatching(reason) as string }]);
      const { width } = whole;
      for (let run = 0; run < of.runs; run++) {
        const row = disturbed.rows.slice(run * width, (run + 1) * width);
        if (run === 17) expect(runStatuses[row[column.status]!]).toBe('failed');
        else expect(row).toEqual(whole.rows.slice(run * width, (run + 1) * width));
      }
    },
  );

  test('what is thrown in a thread costs no thread, and no other run', async () => {
    process.env['SADDLESCOPE_TEST_FAULTS'] = 'throw:3';
    const disturbed = source(plan(40));
    await new RunManager(pool(), { lanes: 1 }).submit(disturbed).done;
    expect(disturbed.failures).toEqual([{ run: 3, reason: 'a fault of Saddlescope: thrown by a test' }]);
  });
});

describe('steering', () => {
  test('a job that is cancelled ends within 100 ms, and others go on', async () => {
    const manager = new RunManager(pool(), { lanes: 2 });
    const job = manager.submit(endless());
    const other = source(plan(30));
    await soon(600);
    const beside = manager.submit(other);
    const started = performance.now();
    job.cancel();
    await expect(job.done).rejects.toBe(jobCancelled);
    // The machine may be busy; the manager itself is done with it after 80 ms, whatever the threads do.
    expect(performance.now() - started).toBeLessThan(400);
    await beside.done;
    expect(other.done).toBe(30);
  });

  test('a thread that hangs holds up no cancellation', async () => {
    process.env['SADDLESCOPE_TEST_FAULTS'] = 'hang:0';
    const job = new RunManager(pool(), { lanes: 1 }).submit(source(plan(3)));
    await soon(400);
    const started = performance.now();
    job.cancel();
    await expect(job.done).rejects.toBe(jobCancelled);
    expect(performance.now() - started).toBeLessThan(1000);
  });

  test('paused, nothing is computed; resumed, the same rows come', async () => {
    const of = plan(400, 3000);
    const whole = await undisturbed(of);
    const halted = source(of);
    const job = new RunManager(pool(), { lanes: 2, hungAfter: 1500 }).submit(halted);
    while (halted.progress === 0) await soon(5);
    job.pause();
    await soon(150);
    const before = halted.progress;
    await soon(2000);
    expect([job.paused, halted.progress]).toEqual([true, before]);
    expect(before).toBeLessThan(400);
    job.resume();
    await job.done;
    expect(halted.failures).toEqual([]);
    expect(halted.rows).toEqual(whole.rows);
  });

  test('what the receiver of rows rejects with ends the job', async () => {
    const full = new Error('the disk is full');
    const job = new RunManager(pool(), { lanes: 1 }).submit(source(plan(50), () => Promise.reject(full)));
    await expect(job.done).rejects.toBe(full);
  });
});

test('a short job beside a long one is done long before it: nobody waits for the whole queue', async () => {
  const manager = new RunManager(pool(), { lanes: 1 });
  const long = source(plan(5000, 2000));
  const longJob = manager.submit(long);
  while (long.done === 0) await soon(5);
  await manager.submit(source(plan(20))).done;
  expect(long.done).toBeLessThan(5000);
  longJob.cancel();
  await expect(longJob.done).rejects.toBe(jobCancelled);
});

describe('turns', () => {
  /** Oracle: weights of 4 and 1 give four fifths and one fifth of the time. */
  test('are shared as the priorities weigh', () => {
    const queue = new FairQueue<string>();
    queue.add('look', 'foreground');
    queue.add('sweep', 'background');
    const time: Record<string, number> = { look: 0, sweep: 0 };
    for (let turn = 0; turn < 1000; turn++) {
      const job = queue.next((one) => one)!;
      const cost = job === 'sweep' ? 3 : 2;
      time[job]! += cost;
      queue.charge(job, cost);
    }
    expect(time['look']! / (time['look']! + time['sweep']!)).toBeCloseTo(0.8, 2);
  });

  test('a newcomer has no claim on the time before it came', () => {
    const queue = new FairQueue<string>();
    queue.add('old', 'background');
    queue.charge('old', 1e6);
    queue.add('new', 'background');
    const turns = Array.from({ length: 10 }, () => {
      const job = queue.next((one) => one)!;
      queue.charge(job, 1);
      return job;
    });
    expect(turns.filter((job) => job === 'old')).toHaveLength(5);
  });

  test('who has nothing to do is passed over', () => {
    const queue = new FairQueue<string>();
    queue.add('idle', 'foreground');
    queue.add('busy', 'background');
    expect(queue.next((one) => (one === 'busy' ? one : null))).toBe('busy');
    queue.remove('busy');
    expect(queue.next((one) => (one === 'busy' ? one : null))).toBeNull();
  });
});

test('a pool that was disposed of starts no thread any more', async () => {
  const ended = pool();
  const busy = ended.spread(2, (worker) => worker.call('close', []));
  await busy;
  await ended.dispose();
  expect(() => ended.borrow()).toThrow('the program is ending');
  await expect(ended.spread(1, (worker) => worker.call('close', []))).rejects.toThrow(
    'the program is ending',
  );
});
