import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test, vi } from 'vitest';
import type { Saddlescope, SweepJob, SweepOptions } from '../../src/app/contract';
import type { SendEvent } from '../../src/main/wire';
import type { Experiment } from '../../src/model/experiment';
import { InUseError } from '../../src/model/in-use-error';
import { RestartError } from '../../src/model/restart-error';
import { UserError } from '../../src/model/user-error';
import { templateExperiment } from '../../src/model/templates';
import type { KeepWork } from '../../src/main/keep-work';
import { createSaddlescope } from '../../src/app';
import { sweepQuestion } from '../../src/app/wire';
import { keepNothing } from './keep-nothing';

/** Oracle: a service whose sweep ends as the test says, and writes down what it was asked for. */

vi.mock('electron', () => ({ dialog: {} }));
const { sweepHandlers } = await import('../../src/main/sweep-handlers');

const folder = mkdtempSync(join(tmpdir(), 'saddlescope-window-sweeps-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function setting(end: (options: SweepOptions) => Promise<unknown>, keepWork: KeepWork = keepNothing) {
  const asked: SweepOptions[] = [];
  const events: unknown[][] = [];
  const service = {
    about: () => ({ build: 'build' }),
    view: async () => ({ experiment: templateExperiment('xor-pushed') }),
    startSweep: (_: Experiment, options: SweepOptions) => {
      asked.push(options);
      return { finished: end(options) } as SweepJob;
    },
  } as unknown as Saddlescope;
  const send = ((...event: unknown[]) => events.push(event)) as SendEvent;
  const handlers = sweepHandlers(service, null as never, null as never, folder, keepWork, send);
  return { handlers, asked, events };
}
const whole = { summary: 'all', tables: [], sentences: [], runs: 6, failures: [] };

test('what was kept and cannot be gone on with: the window is told so that it can ask, without the command line’s words', async () => {
  const { handlers, asked } = setting(async ({ restart }) => {
    if (restart !== true) throw new RestartError('x.journal: it is damaged', '--restart throws it away', 'x');
    return whole;
  });
  await expect(handlers.startSweep('run-1', false)).rejects.toMatchObject({
    message: 'x.journal: it is damaged',
    place: 'sweep.restart',
  });
  expect(await handlers.startSweep('run-1', true)).toEqual(whole);
  expect(asked.map(({ restart }) => restart)).toEqual([false, true]);
});

test('stopped: the window says how to go on there', async () => {
  const { handlers } = setting(async () => {
    throw new UserError(
      'interrupted after 2 of 6 runs; they are kept in x.journal: the same command goes on.',
      'cancelled',
    );
  });
  await expect(handlers.startSweep('run-1', false)).rejects.toMatchObject({
    message:
      'interrupted after 2 of 6 runs; they are kept, and running the same sweep again goes on from there.',
    place: 'cancelled',
  });
});

test('what was found on the disk is told as a sentence', async () => {
  const { handlers, events } = setting(async ({ onNote }) => {
    onNote?.('all 6 runs were there already.');
    return whole;
  });
  await handlers.startSweep('run-1', false);
  expect(events).toEqual([['notice', 'All 6 runs were there already.']]);
});

test('a second window that computes the same: it is told to wait, and not to name another output', async () => {
  const { handlers } = setting(async () => {
    throw new InUseError('another program (process 17 on lab-3)', 'x.saddle');
  });
  await expect(handlers.startSweep('run-1', false)).rejects.toMatchObject({
    message:
      'another program (process 17 on lab-3) is computing this sweep; wait until it has ended, or end it, and run the sweep again.',
  });
});

test('a sweep under way leaves a mark, by which it is offered with its experiment; one that is done or was stopped leaves none', async () => {
  const app = createSaddlescope({ workers: 1 });
  const kept = join(folder, 'unfinished');
  const sweep = { axes: [{ over: 'seed', from: 1, to: 4, scale: 'integer' as const }] };
  const own = app.checkExperiment({ ...templateExperiment('xor-pushed'), sweep });
  const open = async (experiment: Experiment) => (await app.createRun(experiment)).run;
  const interrupt = async (end: () => Promise<unknown>) => {
    const pieces = app.keepPieces(kept, { pace: 5 });
    const ending = async () => {
      await new Promise((done) => setTimeout(done, 60));
      return end();
    };
    const { handlers } = setting(ending, (what, work) => pieces.keep(what, () => undefined, work));
    await Promise.resolve(handlers.startSweep('run-1', false)).catch(() => undefined);
    await pieces.end();
  };
  const ofTemplate = await open(templateExperiment('xor-pushed'));
  const left = () => app.keepPieces(kept).left(ofTemplate);
  await interrupt(async () => whole);
  expect(await left()).toEqual([]);
  await interrupt(() => Promise.reject(new UserError('stopped', 'cancelled')));
  expect(await left()).toEqual([]);
  // As when a thread, or the program, comes to a sudden end.
  await interrupt(() => Promise.reject(new Error('gone')));
  expect(await left()).toMatchObject([{ what: { task: 'sweep' } }]);
  expect(await app.keepPieces(kept).left()).toEqual([]);
  expect(await app.keepPieces(kept).left(await open(own))).toEqual([]);
  const named = await open({ ...templateExperiment('xor-pushed'), name: 'another name' });
  expect(await app.keepPieces(kept).left(named)).toHaveLength(1);
  expect(sweepQuestion(own)).not.toEqual(sweepQuestion(templateExperiment('xor-pushed')));
  // Gone on with and done, it is offered no more.
  await interrupt(async () => whole);
  expect(await left()).toEqual([]);
  await app.dispose();
});

test('a sweep that is refused at once is told, though what is kept takes longer to look at', async () => {
  const unhandled = vi.fn();
  process.on('unhandledRejection', unhandled);
  const { handlers } = setting(
    () => Promise.reject(new InUseError('another program (process 17 on lab-3)', 'x.saddle')),
    async (_what, work) => {
      await new Promise((done) => setTimeout(done, 50));
      return work({});
    },
  );
  await expect(handlers.startSweep('run-1', false)).rejects.toThrow(
    'another program (process 17 on lab-3) is computing',
  );
  process.off('unhandledRejection', unhandled);
  expect(unhandled).not.toHaveBeenCalled();
});
