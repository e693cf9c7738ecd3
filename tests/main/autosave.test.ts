import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, expect, test } from 'vitest';
import { readZip } from '../../src/files/zip';
import { createSaddlescope } from '../../src/app';
import { Autosave, leftovers } from '../../src/main/autosave';
import { WindowDocument } from '../../src/main/document';
import { RecoveryDesk } from '../../src/main/recovery';
import { keepNothing } from './keep-nothing';

/** Oracle: the run itself, whose record a recovered document must have to the bit. */

const service = createSaddlescope({ workers: 1 });
let folder: string;
let document: WindowDocument;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'saddlescope-autosave-'));
  document = new WindowDocument(service, keepNothing, () => undefined);
});
afterEach(async () => {
  await document.close();
  rmSync(folder, { recursive: true, force: true });
});
afterAll(() => service.dispose());

/** A process that has ended. */
const ended = { host: 'here', process: spawnSync(process.execPath, ['--version']).pid };
const files = () => readdirSync(folder).sort();

/** A document with changes, trained a little. */
async function edited(steps = 40) {
  const { run } = await document.createRun(service.template('xor-pushed'), true);
  if (steps > 0) await document.train(run, { steps });
  return run;
}

test('a document without changes is nobody’s loss', async () => {
  const autosave = new Autosave(folder, service, document, ended);
  await autosave.look();
  await document.createRun(service.template('xor-pushed'), false);
  await autosave.look();
  expect(files()).toEqual([]);
});

test('what is set aside holds what a saved file does, and is not deflated, which would hold the program up', async () => {
  const run = await edited();
  const { saddle } = await service.encodeBegun(run);
  const saved = await service.encode(run, 'saddle');
  const { members, lost } = readZip(saddle, 'aside');
  expect(lost).toEqual([]);
  expect(members).toEqual(readZip(saved, 'saved').members);
  for (const bytes of members.values()) expect(Buffer.from(saddle).indexOf(bytes)).not.toBe(-1);
});

test('what a killed program leaves is offered, and recovered to the bit, as unsaved changes of its file', async () => {
  const run = await edited();
  const path = join(folder, 'mine.saddle');
  await document.saveTo(path, async (bytes) => writeFileSync(path, bytes));
  await document.train(run, { steps: 7 });
  await new Autosave(folder, service, document, ended).look();
  const before = await service.encode(run, 'saddle');

  const next = new WindowDocument(service, keepNothing, () => undefined);
  const own = new Autosave(folder, service, next, { ...ended, host: 'own' });
  const asideThen: string[][] = [];
  const desk = new RecoveryDesk(folder, next, async () => {
    await own.look();
    asideThen.push(files());
  });
  expect(await leftovers(folder, 'here')).toMatchObject([{ name: 'mine.saddle', original: path }]);
  expect(await leftovers(folder, 'another machine')).toEqual([]);
  // The desk looks on this machine.
  const note = join(
    folder,
    files().find((name) => name.endsWith('.json'))!,
  );
  const { hostname } = await import('node:os');
  writeFileSync(note, readFileSync(note, 'utf8').replace('"here"', JSON.stringify(hostname())));
  expect(await desk.offer()).toMatchObject({ name: 'mine.saddle' });
  const opened = await desk.take();
  expect(opened.view.step).toBe(47);
  expect(opened.document).toEqual({ fileName: 'mine.saddle', dirty: true, onlyPredictions: false });
  expect(await service.encode(opened.view.run, 'saddle')).toEqual(before);
  // The work was kept aside anew before what was left of it went.
  const mine = ['json', 'saddle', 'trainer'].map((ending) => `own-${ended.process}.${ending}`);
  expect(asideThen).toEqual([
    [
      ...['json', 'saddle', 'trainer'].map((ending) => `here-${ended.process}.${ending}`),
      ...['mine.saddle', ...mine],
    ],
  ]);
  expect(files()).toEqual(['mine.saddle', ...mine]);
  await own.end();
  expect(files()).toEqual(['mine.saddle']);
  expect(await desk.offer()).toBeNull();
  await expect(desk.take()).rejects.toThrow('There is nothing to recover any more.');
  await next.close();
});

test('each look writes only what is new, and saving removes it', async () => {
  const run = await edited();
  const autosave = new Autosave(folder, service, document, ended);
  await autosave.look();
  const [json, saddle, trainer] = files();
  expect([json, saddle, trainer]).toEqual(
    ['json', 'saddle', 'trainer'].map((ending) => `here-${ended.process}.${ending}`),
  );
  writeFileSync(join(folder, saddle!), 'untouched');
  await autosave.look();
  expect(readFileSync(join(folder, saddle!), 'utf8')).toBe('untouched');
  const path = join(folder, 'kept.saddle');
  await document.saveTo(path, async (bytes) => writeFileSync(path, bytes));
  await autosave.look();
  expect(files()).toEqual(['kept.saddle']);
  await document.train(run, { steps: 1 });
  // The pause after a writing is three times as long as it took.
  await expect.poll(async () => (await autosave.look(), files().length), { timeout: 20_000 }).toBe(4);
  await autosave.end();
  expect(files()).toEqual(['kept.saddle']);
});

test('a program that still runs keeps its own; a damaged note is passed over', async () => {
  await edited(0);
  await new Autosave(folder, service, document, { host: 'here', process: process.pid }).look();
  expect(await leftovers(folder, 'here')).toEqual([]);
  writeFileSync(join(folder, 'x.json'), '{"host": "here"');
  writeFileSync(join(folder, 'x.saddle'), '');
  expect(await leftovers(folder, 'here')).toEqual([]);
  expect(await leftovers(join(folder, 'nowhere'), 'here')).toEqual([]);
});

test('thrown away is gone', async () => {
  const { hostname } = await import('node:os');
  await edited(0);
  await new Autosave(folder, service, document, { ...ended, host: hostname() }).look();
  const desk = new RecoveryDesk(folder, document, async () => undefined);
  expect(await desk.offer()).not.toBeNull();
  await desk.discard();
  expect(files()).toEqual([]);
});

/** A training of Adam with something to remember, left behind. @returns what its program had of it */
async function left(steps: number) {
  const { hostname } = await import('node:os');
  const base = service.template('xor-pushed');
  const rule = { name: 'adam', rate: 0.01 };
  const experiment = service.checkExperiment({ ...base, training: { ...base.training, rule } });
  const { run } = await document.createRun(experiment, true);
  if (steps > 0) await document.train(run, { steps });
  await new Autosave(folder, service, document, { ...ended, host: hostname() }).look();
  return run;
}

async function recovered() {
  const next = new WindowDocument(service, keepNothing, () => undefined);
  const desk = new RecoveryDesk(folder, next, async () => undefined);
  await desk.offer();
  const { view } = await desk.take();
  return { run: view.run, next };
}

test('a training that was left goes on at once, to the same bits', async () => {
  const run = await left(300);
  const { run: again, next } = await recovered();
  // One that would first train again up to where it was has nothing to hand on yet.
  const { trainer } = await service.encodeBegun(again);
  expect(trainer).toEqual((await service.encodeBegun(run)).trainer);
  for (const of of [document, next]) await of.train(of.run!, { steps: 200 });
  expect(await service.encode(again, 'saddle')).toEqual(await service.encode(run, 'saddle'));
  expect(files()).toEqual([]);
  await next.close();
});

test.each([
  ['is of another moment', (bytes: Buffer) => bytes.fill(0, 0, 1)],
  ['was cut off', (bytes: Buffer) => bytes.subarray(0, -1)],
  ['is empty', () => Buffer.alloc(0)],
])(
  'what its next steps depend on %s: it trains again up to where it was, to the same bits',
  async (_, damage) => {
    const run = await left(300);
    const path = join(
      folder,
      files().find((name) => name.endsWith('.trainer'))!,
    );
    writeFileSync(path, damage(readFileSync(path)));
    const { run: again, next } = await recovered();
    expect((await service.encodeBegun(again)).trainer).toBeNull();
    for (const of of [document, next]) await of.train(of.run!, { steps: 200 });
    expect(await service.encode(again, 'saddle')).toEqual(await service.encode(run, 'saddle'));
    await next.close();
  },
);

test('where nothing was trained there is nothing to go on with', async () => {
  await left(0);
  expect(files().map((name) => name.replace(/^.*\./, ''))).toEqual(['json', 'saddle']);
});
