import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { createSaddlescope } from '../../src/app';
import { keepSweep } from '../../src/app/keep-sweep';

/** Oracle: files of sweeps made here; what holds the same rows may take their place, and nothing else. */

const app = createSaddlescope();
const folder = mkdtempSync(join(tmpdir(), 'saddlescope-keep-'));
afterAll(async () => {
  await app.dispose();
  rmSync(folder, { recursive: true, force: true });
});
const plain = app.template('xor-pushed');
const asked = (seeds: number) =>
  app.checkExperiment({
    ...plain,
    training: { ...plain.training, steps: 20 },
    sweep: { axes: [{ over: 'seed', from: 1, to: seeds, scale: 'integer' }] },
  });
const bytesOf = async (seeds: number, shard: { index: number; count: number } | null = null) =>
  app.sweepSaddle(await app.startSweep(asked(seeds), { shard }).finished);
const place = (name: string, bytes: Uint8Array) => {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return path;
};

test('a run, another sweep or fewer of its rows do not take the place of a sweep’s', async () => {
  const path = place('whole.saddle', await bytesOf(4));
  const { run } = await app.createRun(plain);
  for (const next of [app.encode(run, 'saddle'), bytesOf(5), bytesOf(4, { index: 1, count: 2 })])
    await expect(keepSweep(path, () => next)).rejects.toThrow(
      /whole\.saddle: this file holds 4 runs of a sweep, which would be lost; name another output, or move it away\.$/,
    );
});

test('the same rows do, be it with a run; so do more of them', async () => {
  const path = place('part.saddle', await bytesOf(4, { index: 1, count: 2 }));
  await keepSweep(path, () => bytesOf(4));
  const { view } = await app.open('part.saddle', readFileSync(path));
  await keepSweep(path, () => app.encode(view.run, 'saddle'));
});

test('what is no sweep is replaced', async () => {
  const { run } = await app.createRun(plain);
  const next = await app.encode(run, 'saddle');
  await keepSweep(place('run.saddle', next), () => next);
  await keepSweep(place('letter.saddle', Buffer.from('a letter')), () => next);
  await keepSweep(join(folder, 'none.saddle'), () => next);
});

test('a journal beside it is rows, too', async () => {
  place('begun.saddle.journal', Buffer.from(''));
  await expect(keepSweep(join(folder, 'begun.saddle'), () => new Uint8Array())).rejects.toThrow(
    /begun\.saddle: a sweep is being computed into it, or has been interrupted .*; name another output, or remove the journal\.$/,
  );
});
