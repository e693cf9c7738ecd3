import { readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { uptime } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { superfluous } from '../../src/app/earlier-pieces';
import type { PieceNote } from '../../src/app/piece-notes';
import { UserError } from '../../src/model/user-error';
import {
  folder,
  app,
  next,
  keepPieces,
  files,
  notes,
  kill,
  trained,
  pieces,
  calmAnswer,
  interrupted,
  withProgramsAndFolders,
} from './pieces-under-way';

/** Oracle: as of the pieces themselves; here files are of others, old, many, damaged or cannot be. */

withProgramsAndFolders();

describe('whose a piece is', () => {
  const change = (changes: Record<string, unknown>) => {
    const [name] = files();
    const path = join(folder, name!);
    const note = JSON.parse(readFileSync(path, 'utf8')) as { holder: object };
    writeFileSync(path, JSON.stringify({ ...note, holder: { ...note.holder, ...changes } }));
  };
  const age = (seconds: number) => {
    for (const name of files())
      utimesSync(join(folder, name), Date.now() / 1000 - seconds, Date.now() / 1000 - seconds);
  };
  const day = 24 * 3600;
  test.each([
    ['a process that is there', { process: process.ppid }, 0, false, true],
    [
      'one that is there by now, of before the machine was switched on',
      { process: process.ppid },
      uptime() + 3600,
      true,
      false,
    ],
    ['this process’ number, of another one before', { process: process.pid }, 0, true, false],
    ['another machine', { host: 'elsewhere' }, 3600, false, true],
    ['another machine, long ago', { host: 'elsewhere' }, 31 * day, false, false],
  ])('%s', async (_name, holder, seconds, isOffered, isLeftAlone) => {
    await interrupted(keepPieces(app), 'claims', '');
    change(holder);
    age(seconds);
    const second = keepPieces(next);
    const { what, work } = pieces['claims']!;
    expect(await second.left()).toHaveLength(isOffered ? 1 : 0);
    const told: string[] = [];
    // Whoever it is of, it can be gone on with.
    const answer = await second.keep(
      what,
      (clause) => told.push(clause),
      (keeping) => work(next, '', keeping),
    );
    expect(answer).toEqual(await calmAnswer('claims'));
    expect(told).toHaveLength(1);
    await second.end();
    expect(files()).toHaveLength(isLeftAlone ? 2 : 0);
  });
});

test('a temporary file of a program that was killed while it wrote goes, an hour later', async () => {
  await interrupted(keepPieces(app), 'claims', '');
  const names = ['.abc-1.unfinished.0123456789ab.tmp', '.abc-2.unfinished.0123456789ab.tmp', '.mine.tmp'];
  for (const name of names) writeFileSync(join(folder, name), 'x');
  const old = Date.now() / 1000 - 4000;
  for (const name of [names[0]!, names[2]!]) utimesSync(join(folder, name), old, old);
  const kept = keepPieces(app);
  const { what, work } = pieces['claims']!;
  await kept.keep(
    what,
    () => undefined,
    (keeping) => work(app, '', keeping),
  );
  await kept.end();
  expect(files()).toEqual([names[1], names[2]].sort());
});

describe('what is not as it should be', () => {
  const left = async (): Promise<string> => {
    const run = await trained(app, 'iris-random');
    const first = keepPieces(app);
    await interrupted(first, 'landscape', run);
    await kill();
    return run;
  };
  const [unfinished, note] = [/\.unfinished$/, /\.json$/];
  const spoil: Record<string, (path: (ending: RegExp) => string) => void> = {
    'no note': (path) => rmSync(path(note)),
    'a note of something else': (path) => writeFileSync(path(note), '{"what":{"task":"dance"}}'),
    'a file that is cut off': (path) =>
      writeFileSync(path(unfinished), readFileSync(path(unfinished)).subarray(0, 500)),
    'a flipped bit': (path) => {
      const bytes = readFileSync(path(unfinished));
      bytes[bytes.length >> 1]! ^= 4;
      writeFileSync(path(unfinished), bytes);
    },
    'an empty file': (path) => writeFileSync(path(unfinished), ''),
    'another version': (path) => {
      const bytes = readFileSync(path(unfinished));
      bytes[20]! ^= 1;
      writeFileSync(path(unfinished), bytes);
    },
  };
  test.each(Object.keys(spoil))('%s: the answer is the same', async (how) => {
    const run = await left();
    spoil[how]!((ending) =>
      join(
        folder,
        files().find((name) => ending.test(name))!,
      ),
    );
    const second = keepPieces(app);
    const { what, work } = pieces['landscape']!;
    const told: string[] = [];
    const answer = await second.keep(
      what,
      (clause) => told.push(clause),
      (keeping) => work(app, run, keeping),
    );
    expect(answer).toEqual(await calmAnswer('landscape'));
    // Without its note it is as good as before.
    expect(told).toHaveLength(how.includes('note') ? 1 : 0);
    await second.end();
  });

  test('a folder that cannot be made costs nothing but what would be kept', async () => {
    writeFileSync(join(folder, '..', 'file'), '');
    const kept = app.keepPieces(join(folder, '..', 'file', 'unfinished'), { pace: 5 });
    const run = await trained(app, 'iris-random');
    const { what, work } = pieces['landscape']!;
    expect(
      await kept.keep(
        what,
        () => undefined,
        (keeping) => work(app, run, keeping),
      ),
    ).toEqual(await calmAnswer('landscape'));
    expect(await kept.left()).toEqual([]);
    await kept.discard('0'.repeat(64));
    await kept.end();
  });

  test('what fails is told as it failed', async () => {
    const kept = keepPieces(app);
    const failing = (error: Error) =>
      kept.keep(
        { task: 'landscape' },
        () => undefined,
        () => Promise.reject(error),
      );
    await expect(failing(new UserError('span is 0.', 'landscape.span'))).rejects.toMatchObject({
      place: 'landscape.span',
    });
    await expect(failing(new RangeError('memory'))).rejects.toThrow(RangeError);
    await kept.end();
    expect(files()).toEqual([]);
  });
});

test('what is done goes before what was interrupted', () => {
  const piece = (id: number, done: boolean) => ({
    id: String(id),
    note: { done } as PieceNote,
    time: id,
    bytes: 1,
  });
  const all = Array.from({ length: 22 }, (_, i) => piece(i, i !== 1));
  expect(superfluous(all, 100).map(({ id }) => id)).toEqual(['2', '0']);
});

test('old, many and large pieces go, the newest stay', () => {
  const day = 24 * 3600 * 1000;
  const piece = (id: number, age: number, bytes: number) => ({
    id: String(id),
    note: null,
    time: 100 * day - age,
    bytes,
  });
  const gone = (pieces: ReturnType<typeof piece>[]) =>
    superfluous(pieces, 100 * day).map(({ id }) => Number(id));
  expect(gone([piece(0, 0, 1), piece(1, 29 * day, 1), piece(2, 31 * day, 1)])).toEqual([2]);
  expect(gone(Array.from({ length: 23 }, (_, i) => piece(i, i, 1)))).toEqual([20, 21, 22]);
  expect(gone([piece(0, 0, 200 * 2 ** 20), piece(1, 1, 50 * 2 ** 20), piece(2, 2, 50 * 2 ** 20)])).toEqual([
    2,
  ]);
});

test('an old piece is removed when another one was kept', async () => {
  const run = await trained(app, 'iris-random');
  const first = keepPieces(app);
  await interrupted(first, 'claims', run);
  await kill();
  const [, old] = files();
  utimesSync(join(folder, old!), 1, 1);
  const second = keepPieces(next);
  await interrupted(second, 'landscape', run);
  expect(notes()).toMatchObject([{ what: { task: 'landscape' } }]);
});
