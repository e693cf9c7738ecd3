import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, expect, test, vi } from 'vitest';
import { UnfinishedFile } from '../../src/files/unfinished-runs';
import { WorkKeeping } from '../../src/app/work-keeping';

/** Oracle: how often a state is asked for, of several at the same time. */

const folder = mkdtempSync(join(tmpdir(), 'saddlescope-pace-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const engine = { version: 'of a test', build: '0' };
const start = async (name: string) => {
  const { file } = await UnfinishedFile.open(join(folder, name), 'ab'.repeat(32));
  const written = vi.spyOn(file, 'keep');
  const keeping = new WorkKeeping(file, engine, () => undefined, { pace: 10 });
  const watch = (kind: string, milliseconds: number, wait: number) => {
    let asked = 0;
    keeping.job(kind, {}).watch(0, async () => {
      asked++;
      await sleep(wait);
      return { bytes: Uint8Array.of(asked), milliseconds };
    });
    return () => asked;
  };
  return { keeping, watch, written };
};

test('one that is slow to answer keeps no other waiting, and is not asked again before it has answered', async () => {
  const { keeping, watch, written } = await start('slow');
  const slow = watch('slow', 0, 400);
  const quick = watch('quick', 0, 0);
  while (slow() < 3) await sleep(10);
  expect(quick()).toBeGreaterThan(6);
  // All of it is written, not only asked for.
  expect(written.mock.calls.length).toBeGreaterThan(6);
  await keeping.remove();
});

test('waiting costs nothing, packing does: what takes long to pack is asked for the more seldom', async () => {
  const waiting = await start('waiting');
  const costly = await start('costly');
  const ofWaiting = waiting.watch('a', 0, 30);
  const ofCostly = costly.watch('a', 30, 0);
  // Ten times what it takes.
  while (ofCostly() < 3) await sleep(10);
  expect(ofWaiting()).toBeGreaterThan(4);
  await Promise.all([waiting.keeping.remove(), costly.keeping.remove()]);
});
