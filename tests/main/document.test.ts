import { describe, expect, test } from 'vitest';
import type { Landscape, Opened, RunView, Saddlescope, TrainOptions } from '../../src/app/contract';
import type { DocumentState } from '../../src/app/wire';
import type { Experiment } from '../../src/model/experiment';
import { WindowDocument } from '../../src/main/document';
import { UserError } from '../../src/model/user-error';
import { keepNothing } from './keep-nothing';

/** Oracle: a service that only keeps the order of what it was asked. */

function setting() {
  const asked: string[] = [];
  let made = 0;
  const view = (run: string) => ({ run, experiment: { name: 'XOR' } }) as RunView;
  const untilAborted = (signal: AbortSignal | undefined) =>
    new Promise<void>((resolve) => {
      if (signal?.aborted) resolve();
      signal?.addEventListener('abort', () => resolve());
    });
  const service = {
    createRun: async () => view(`run-${++made}`),
    closeRun: async (run: string) => void asked.push(`close ${run}`),
    view: async (run: string) => view(run),
    amend: async (run: string) => view(run),
    reset: async (run: string) => (asked.push(`reset ${run}`), view(run)),
    train: async (run: string, { signal }: TrainOptions) => {
      asked.push(`train ${run}`);
      await untilAborted(signal);
      asked.push(`stopped ${run}`);
      return view(run);
    },
    landscape: async (
      _run: string,
      { resolution = 0 }: { resolution?: number },
      { signal }: { signal: AbortSignal },
    ) => {
      if (resolution > 50) await untilAborted(signal);
      if (signal.aborted) throw new UserError('The landscape was cancelled.', 'cancelled');
      return { milliseconds: resolution } as Landscape;
    },
    open: async (name: string) =>
      ({
        view: view(`run-${++made}`),
        landscape: null,
        warnings: [],
        kind: name.split('.').at(-1),
      }) as unknown as Opened,
    openKept: async () => view(`run-${++made}`),
    encode: async (_run: string, format: string) => new TextEncoder().encode(format),
  } as unknown as Saddlescope;
  const states: DocumentState[] = [];
  const document = new WindowDocument(service, keepNothing, (state) => states.push(state));
  return { document, asked, states };
}
const experiment = {} as Experiment;
const written: string[] = [];
const write = async (bytes: Uint8Array) => void written.push(new TextDecoder().decode(bytes));

test('a new document is clean; an edited one keeps its file and is dirty', async () => {
  const { document, asked } = setting();
  await document.createRun(experiment, false);
  expect(document.state).toEqual({ fileName: null, dirty: false, onlyPredictions: false });
  await document.open('a.saddle', new Uint8Array(), '/d/a.saddle');
  expect(document.state).toEqual({ fileName: 'a.saddle', dirty: false, onlyPredictions: false });
  await document.createRun(experiment, true);
  expect(document.state).toEqual({ fileName: 'a.saddle', dirty: true, onlyPredictions: false });
  await document.createRun(experiment, false);
  expect(document.state).toEqual({ fileName: null, dirty: false, onlyPredictions: false });
  expect(asked).toEqual(['close run-1', 'close run-2', 'close run-3']);
});

test('a kept run comes as a document of its own: clean, and of no file', async () => {
  const { document, asked } = setting();
  await document.open('a.saddle', new Uint8Array(), '/d/a.saddle');
  await document.createRun(experiment, true);
  expect((await document.openKept('kept-1')).view.run).toBe('run-3');
  expect(document.state).toMatchObject({ fileName: null, dirty: false });
  expect(asked).toEqual(['close run-1', 'close run-2']);
});

test('predictions alone make it dirty in a way of their own, until anything else is changed', async () => {
  const { document, states } = setting();
  const { run } = await document.createRun(experiment, false);
  const predictions = { A1a: { said: 'true', found: null } } as const;
  await document.amend(run, { predictions });
  expect(document.state).toEqual({ fileName: null, dirty: true, onlyPredictions: true });
  expect(states.at(-1)).toEqual(document.state);
  await document.amend(run, { name: 'Mine' });
  await document.amend(run, { predictions });
  expect(document.state).toEqual({ fileName: null, dirty: true, onlyPredictions: false });
  await document.saveTo('/d/x.saddle', write);
  expect(document.state).toEqual({ fileName: 'x.saddle', dirty: false, onlyPredictions: false });
  await document.amend(run, { predictions });
  expect(document.state).toMatchObject({ dirty: true, onlyPredictions: true });
  await document.amend(run, { predictions, name: 'Mine' });
  expect(document.state).toMatchObject({ dirty: true, onlyPredictions: false });
});

test('training makes it dirty; what replaces the run stops it first', async () => {
  const { document, asked } = setting();
  const { run } = await document.createRun(experiment, false);
  const training = document.train(run, {});
  await Promise.resolve();
  expect(document.state.dirty).toBe(true);
  await document.createRun(experiment, true);
  await training;
  expect(asked).toEqual(['train run-1', 'stopped run-1', 'close run-1']);
});

test('pause and reset wait until training has stopped', async () => {
  const { document, asked } = setting();
  const { run } = await document.createRun(experiment, false);
  void document.train(run, {});
  await document.reset(run);
  expect(asked).toEqual(['train run-1', 'stopped run-1', 'reset run-1']);
  void document.train(run, {});
  await document.pause(run);
  expect(asked.slice(3)).toEqual(['train run-1', 'stopped run-1']);
});

test('a run that the window no longer shows cannot be worked on', async () => {
  const { document } = setting();
  await document.createRun(experiment, false);
  await document.createRun(experiment, false);
  await expect(document.train('run-1', {})).rejects.toThrow('no longer open');
  await expect(document.landscape('run-1', {}, undefined)).rejects.toThrow('no longer open');
});

test('a newer landscape ends the older one, which is told so', async () => {
  const { document } = setting();
  const { run } = await document.createRun(experiment, false);
  const older = document.landscape(run, { resolution: 101 }, undefined);
  const newer = document.landscape(run, { resolution: 11 }, undefined);
  await expect(older).rejects.toMatchObject({ message: 'cancelled' });
  expect(await newer).toMatchObject({ milliseconds: 11 });
  const third = document.landscape(run, { resolution: 101 }, undefined);
  document.cancelLandscape();
  await expect(third).rejects.toMatchObject({ message: 'cancelled' });
});

describe('saving', () => {
  test('changes made while it is written stay unsaved', async () => {
    const { document, states } = setting();
    const { run } = await document.createRun(experiment, true);
    await document.saveTo('/d/x.saddle', async () => void (await document.reset(run)));
    expect(document.state).toEqual({ fileName: 'x.saddle', dirty: true, onlyPredictions: false });
    await document.saveTo('/d/x.saddle', write);
    expect(document.state).toEqual({ fileName: 'x.saddle', dirty: false, onlyPredictions: false });
    expect(states.at(-1)).toEqual(document.state);
  });
  test('the ending decides the format', async () => {
    const { document } = setting();
    await document.createRun(experiment, true);
    await document.saveTo('/d/x.json', write);
    await document.saveTo('/d/x.saddle', write);
    expect(written.slice(-2)).toEqual(['json', 'saddle']);
  });
  test('a failing write leaves it unsaved', async () => {
    const { document } = setting();
    await document.createRun(experiment, true);
    await expect(document.saveTo('/d/x.saddle', () => Promise.reject(new UserError('full')))).rejects.toThrow(
      'full',
    );
    expect(document.state).toEqual({ fileName: null, dirty: true, onlyPredictions: false });
  });
  test('a picture, a table and a dropped file are not saved over', async () => {
    const { document } = setting();
    for (const [name, path] of [
      ['a.png', '/d/a.png'],
      ['a.csv', '/d/a.csv'],
      ['a.saddle', null],
    ] as const) {
      await document.open(name, new Uint8Array(), path);
      expect(document.format).toBeNull();
      expect(await document.suggestedName()).toBe('a');
    }
  });
});
