import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { createSaddlescope } from '../../src/app';

/** Oracle: the file of a run that nothing interrupted. */

const folder = mkdtempSync(join(tmpdir(), 'saddlescope-keeping-'));
const apps = [createSaddlescope({ workers: 1 }), createSaddlescope({ workers: 1 })] as const;
afterAll(async () => {
  await Promise.all(apps.map((app) => app.dispose()));
  rmSync(folder, { recursive: true, force: true });
});
const [app, other] = apps;
const base = app.template('xor-pushed');
const experimentOf = (steps: number, rate = 0.2) =>
  app.checkExperiment({ ...base, training: { ...base.training, steps, rule: { name: 'adam', rate } } });
/** The decay of the weights turns their sign at every step and makes them larger. */
const diverging = app.checkExperiment({
  ...base,
  training: { ...base.training, steps: 6000, l2: 1, rule: { name: 'gradient-descent', rate: 3 } },
});

/** Trains a part of a run and leaves it, as one that is interrupted. */
async function leave(output: string, steps: number, of = experimentOf(6000)): Promise<void> {
  const { run } = await app.createRun(of);
  await app.train(run, { steps });
  const kept = await app.keepWork(output);
  await app.train(run, { kept, signal: AbortSignal.abort() });
  await kept.close();
  await app.closeRun(run);
}

test('a run that was interrupted goes on from there in another program, says so, and comes to the same bytes', async () => {
  const output = join(folder, 'a.saddle');
  await leave(output, 2500);
  const whole = await other.createRun(experimentOf(6000));
  await other.train(whole.run);
  const { run } = await other.createRun({ ...experimentOf(6000), name: 'called otherwise' });
  const notes: string[] = [];
  const kept = await other.keepWork(output, (note) => notes.push(note));
  // What it stands at is what it stood at, and not trained again.
  await other.train(run, { kept, signal: AbortSignal.abort() });
  expect(notes).toEqual([
    `the run goes on from step 2,500, where it was interrupted (${output}.unfinished).`,
  ]);
  expect((await other.view(run)).step).toBe(2500);
  const at = await other.inspect(run, 'final');
  expect(at.step).toBe(2500);
  const view = await other.train(run, { kept });
  expect(view.step).toBe(6000);
  await other.amend(run, { name: base.name });
  expect(Buffer.from(await other.encode(run, 'saddle')).equals(await other.encode(whole.run, 'saddle'))).toBe(
    true,
  );
  await kept.remove();
  // Said once more by somebody who lets go of all: it stays away.
  await kept.close();
  expect(existsSync(`${output}.unfinished`)).toBe(false);
});

test.each([
  ['of another experiment', async (output: string) => leave(output, 2500, experimentOf(6000, 0.1))],
  ['of no more steps than there are', async (output: string) => leave(output, 0)],
  ['a letter', async (output: string) => writeFileSync(`${output}.unfinished`, 'Dear Anna,')],
  [
    'damaged',
    async (output: string) => {
      await leave(output, 2500);
      const bytes = readFileSync(`${output}.unfinished`);
      bytes[bytes.length >> 1]! ^= 1;
      writeFileSync(`${output}.unfinished`, bytes);
    },
  ],
])('what is there is %s: the run begins at its start, and without a word', async (_, prepare) => {
  const output = join(folder, 'b.saddle');
  await prepare(output);
  const { run } = await other.createRun(experimentOf(6000));
  const notes: string[] = [];
  const kept = await other.keepWork(output, (note) => notes.push(note));
  await other.train(run, { kept, signal: AbortSignal.abort() });
  expect((await other.view(run)).step).toBe(0);
  expect(notes).toEqual([]);
  await kept.remove();
});

test('one that has come further by itself is left as it is', async () => {
  const output = join(folder, 'c.saddle');
  await leave(output, 100);
  const { run } = await other.createRun(experimentOf(6000));
  await other.train(run, { steps: 200 });
  const kept = await other.keepWork(output);
  await other.train(run, { kept, signal: AbortSignal.abort() });
  expect((await other.view(run)).step).toBe(200);
  await kept.remove();
});

test('while it trains it is kept about once in a second', async () => {
  const output = join(folder, 'd.saddle');
  const { run } = await app.createRun(experimentOf(1_000_000_000));
  const kept = await app.keepWork(output);
  const stop = new AbortController();
  const training = app.train(run, { kept, signal: stop.signal });
  await expect.poll(() => existsSync(`${output}.unfinished`), { timeout: 10_000 }).toBe(true);
  const first = readFileSync(`${output}.unfinished`);
  await expect
    .poll(() => readFileSync(`${output}.unfinished`).equals(first), { timeout: 10_000 })
    .toBe(false);
  stop.abort();
  await training;
  await kept.remove();
});

test.each([
  ['finished', experimentOf(6000)],
  ['diverged', diverging],
])('one that has %s is there at once, and to the bit', async (status, experiment) => {
  const output = join(folder, 'e.saddle');
  const whole = await app.createRun(experiment);
  const first = await app.keepWork(output);
  const before = await app.train(whole.run, { kept: first });
  await first.close();
  const { run } = await other.createRun(experiment);
  const notes: string[] = [];
  const kept = await other.keepWork(output, (note) => notes.push(note));
  let told = 0;
  const view = await other.train(run, { kept, onUpdate: () => told++ });
  expect(notes).toEqual([
    `the run of ${before.step.toLocaleString('en-GB')} steps was there already (${output}.unfinished).`,
  ]);
  expect([view.status, view.step, told]).toEqual([status, before.step, 0]);
  expect(Buffer.from(await other.encode(run, 'saddle')).equals(await app.encode(whole.run, 'saddle'))).toBe(
    true,
  );
  await kept.remove();
});

test('a run to another end is another', async () => {
  const output = join(folder, 'f.saddle');
  await leave(output, 2500);
  const { run } = await other.createRun(experimentOf(6000));
  const notes: string[] = [];
  const kept = await other.keepWork(output, (note) => notes.push(note));
  const view = await other.train(run, { kept, steps: 1000 });
  expect([view.step, notes]).toEqual([1000, []]);
  await kept.remove();
});
