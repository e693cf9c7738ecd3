import { expect, test, vi } from 'vitest';
import type { JobOptions, KeptWork, PieceOfWork, Saddlescope } from '../../src/app/contract';
import type { KeepWork } from '../../src/main/keep-work';
import { UserError } from '../../src/model/user-error';

/** Oracle: a service that adds what it is given, or waits until it is cancelled, and writes down what it was asked for. */

vi.mock('electron', () => ({ dialog: {} }));
const { comparisonHandlers } = await import('../../src/main/comparison-handlers');

function setting() {
  const asked: [string, JobOptions][] = [];
  const pieces: { what: PieceOfWork; end: string }[] = [];
  const kept = { job: () => undefined } as unknown as KeptWork;
  const comparison = { runs: ['one'] };
  const service = {
    comparison: () => comparison,
    addToComparison: async (name: string, _bytes: Uint8Array, options: JobOptions) => {
      asked.push([name, options]);
      if (name === 'bad.json') throw new UserError('bad.json, line 1: no experiment', 'bad.json');
      if (name === 'crash.json') throw new Error('the thread ended');
      if (name === 'long.json')
        await new Promise((_done, failed) => {
          options.signal!.addEventListener('abort', () => failed(new UserError('stopped', 'cancelled')));
        });
      return { comparison, warnings: [`${name} was repaired.`] };
    },
  } as unknown as Saddlescope;
  const keepWork: KeepWork = async (what, work) => {
    try {
      const result = await work({ kept });
      pieces.push({ what, end: 'done' });
      return result;
    } catch (error) {
      pieces.push({ what, end: error instanceof UserError ? String(error.place) : 'failed' });
      throw error;
    }
  };
  const files = { ready: async () => undefined, changed: vi.fn() };
  const handlers = comparisonHandlers(
    service,
    null as never,
    null as never,
    files as never,
    keepWork,
    () => undefined,
  );
  return { handlers, asked, pieces, kept, comparison, files };
}

test('runs that are trained for the comparison are kept on the way; a bad file is told and fails nothing', async () => {
  const { handlers, asked, pieces, kept, comparison, files } = setting();
  const added = await handlers.addDropped('folder/good.json', Uint8Array.of(1));
  expect(added).toEqual({ comparison, warnings: ['good.json was repaired.'], problems: [] });
  expect(await handlers.addDropped('bad.json', Uint8Array.of(1))).toMatchObject({
    problems: ['bad.json, line 1: no experiment.'],
  });
  expect(asked.map(([name, options]) => [name, options.kept])).toEqual([
    ['good.json', kept],
    ['bad.json', kept],
  ]);
  expect(pieces).toEqual([1, 2].map(() => ({ what: { task: 'comparison' }, end: 'done' })));
  expect(files.changed).toHaveBeenCalledTimes(2);
});

test('stopped, what was added stays, and nothing of the rest is kept', async () => {
  const { handlers, pieces, comparison } = setting();
  const adding = Promise.resolve(handlers.addDropped('long.json', Uint8Array.of(1)));
  await new Promise((done) => setTimeout(done, 10));
  handlers.cancelAddKept();
  expect(await adding).toEqual({ comparison, warnings: [], problems: [] });
  expect(pieces).toEqual([{ what: { task: 'comparison' }, end: 'cancelled' }]);
});

test('a fault of ours is told as one, and what was kept stays', async () => {
  const { handlers, pieces } = setting();
  await expect(handlers.addDropped('crash.json', Uint8Array.of(1))).rejects.toThrow('the thread ended');
  expect(pieces).toEqual([{ what: { task: 'comparison' }, end: 'failed' }]);
});
