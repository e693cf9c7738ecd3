import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { type KeptPieces, type Progress, type Saddlescope } from '../../src/app';
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
  recovered,
  pieces,
  calmAnswer,
  interrupted,
  withProgramsAndFolders,
} from './pieces-under-way';

/** Oracle: the answer of a program that nothing interrupted and that keeps nothing; and what lies in the folder. */

withProgramsAndFolders();

describe.each(Object.keys(pieces))('%s', (name) => {
  test('a program that was killed is gone on with, and all is removed at the end', async () => {
    const { what, work, template } = pieces[name]!;
    const run = await trained(app, template);
    const first = keepPieces(app);
    await interrupted(first, name, run);
    await kill();
    expect(files()).toHaveLength(2);

    const second = keepPieces(next);
    const there = await recovered(next, app, run);
    const offered = [{ id: expect.stringMatching(/^[0-9a-f]{64}$/) as string, what }];
    expect(await second.left()).toEqual(name === 'study' ? [] : offered);
    expect(await second.left(there)).toEqual(name === 'study' ? offered : []);
    const told: string[] = [];
    const progress: Progress[] = [];
    const answer = await second.keep(
      what,
      (clause) => told.push(clause),
      (keeping) => work(next, there, { ...keeping, onProgress: (one) => progress.push(one) }),
    );
    expect(answer).toEqual(await calmAnswer(name));
    expect(told).toHaveLength(1);
    expect(told[0]).toMatch(/^[a-z ]+: [\d,]+ of [\d,]+ parts were there already$/);
    expect(await second.left(name === 'study' ? there : undefined)).toEqual([]);
    await second.end();
    expect(files()).toEqual([]);
  });
});

describe('what becomes of a piece', () => {
  test('cancelled, it is forgotten; when the window closes, it stays', async () => {
    const run = await trained(app, 'iris-random');
    const kept = keepPieces(app);
    await interrupted(kept, 'landscape', run, 'cancelled');
    expect(files()).toEqual([]);
    await interrupted(kept, 'landscape', run, 'a window that closes');
    expect(notes()).toMatchObject([{ what: { task: 'landscape' }, done: false }]);
  });

  test('failed, it is gone on with by the same program', async () => {
    const run = await trained(app);
    const kept = keepPieces(app);
    const { what, work } = pieces['claims']!;
    await interrupted(kept, 'claims', run);
    // Nobody is told of it as of an earlier program's.
    expect(await kept.left()).toEqual([]);
    const told: string[] = [];
    expect(
      await kept.keep(
        what,
        (clause) => told.push(clause),
        (keeping) => work(app, run, keeping),
      ),
    ).toEqual(await calmAnswer('claims'));
    expect(told).toHaveLength(1);
    await kept.end();
    expect(files()).toEqual([]);
  });

  test('done, but not saved: it is there at once after a kill, and nobody is told that it was under way', async () => {
    const run = await trained(app, 'iris-random');
    const kept = keepPieces(app);
    const { what, work } = pieces['landscape']!;
    const answer = await kept.keep(
      what,
      () => undefined,
      async (keeping) => {
        const done = await work(app, run, keeping);
        // However fast the machine is.
        await vi.waitFor(() => expect(files()).not.toEqual([]), { timeout: 5000 });
        return done;
      },
    );
    await vi.waitFor(() => expect(notes()).toMatchObject([{ done: true }]));
    await kill();
    for (const program of [app, next]) {
      const later = keepPieces(program);
      expect(await later.left()).toEqual([]);
      const told: string[] = [];
      const there = program === app ? run : await recovered(next, app, run);
      expect(
        await later.keep(
          what,
          (clause) => told.push(clause),
          (keeping) => work(program, there, keeping),
        ),
      ).toEqual(answer);
      const [, parts, total] = /([\d,]+) of ([\d,]+) parts/.exec(told[0]!)!;
      expect(parts).toBe(total);
      // It is this program's now, and there for the next one until this one ends in good order.
      await vi.waitFor(() =>
        expect(notes()).toMatchObject([{ done: true, holder: { process: process.pid } }]),
      );
      if (program === app) await kill();
      else await later.end();
    }
    expect(files()).toEqual([]);
  });

  test('thrown away, it is gone; what is no piece is left alone', async () => {
    const run = await trained(app);
    const first = keepPieces(app);
    await interrupted(first, 'claims', run);
    await kill();
    writeFileSync(join(folder, 'mine.txt'), 'mine');
    const second = keepPieces(next);
    await second.discard('0'.repeat(64));
    const [left] = await second.left();
    expect(left).toBeDefined();
    await second.discard(left!.id);
    expect(await second.left()).toEqual([]);
    expect(files()).toEqual(['mine.txt']);
  });

  test('what is soon done asks nothing of the disk, and computes no identity of its question', async () => {
    const kept = app.keepPieces(folder);
    const told: string[] = [];
    let packed = 0;
    for (let i = 0; i < 50; i++)
      await kept.keep(
        { task: 'landscape' },
        (clause) => told.push(clause),
        async ({ kept: keeping }) => {
          const job = keeping!.job('landscape', {
            get never(): never {
              throw new Error('the question was looked at');
            },
          });
          expect(job.found(0)).toBeNull();
          const pack = () => Uint8Array.of(++packed);
          job.keep(1, pack);
          await job.watch(0, async () => ({ bytes: pack(), milliseconds: 0 }))();
        },
      );
    await kept.end();
    expect(packed).toBe(0);
    expect(existsSync(folder)).toBe(false);
    expect(told).toEqual([]);
  });
});

const isOurs = (holder: unknown): boolean => (holder as { process: number }).process === process.pid;

test('parts of several pieces are taken together, and stay where others are asked for', async () => {
  const decide = (service: Saddlescope, kept: KeptPieces, ids: string[], told: string[] = []) =>
    kept.keep(
      { task: 'claims', ids },
      (clause) => told.push(clause),
      (keeping) => service.decideClaims(ids, keeping),
    );
  const first = keepPieces(app);
  const alone = [...(await decide(app, first, ['A1i'])), ...(await decide(app, first, ['A1h']))];
  await vi.waitFor(() => expect(notes()).toMatchObject([{ done: true }, { done: true }]));
  await kill();
  // All that is there at once is in several files, which all stay.
  const between = next.keepPieces(folder);
  expect(await decide(next, between, ['A1i', 'A1h'])).toEqual(alone);
  await vi.waitFor(() => expect(notes().every(({ holder }) => isOurs(holder))).toBe(true));
  expect(notes()).toHaveLength(2);
  await kill();
  const second = keepPieces(next);
  const told: string[] = [];
  const both = await decide(next, second, ['A1i', 'A1h', 'A6e'], told);
  expect(both.slice(0, 2)).toEqual(alone);
  const cells = (ids: string[]) =>
    app
      .claims()
      .filter(({ id }) => ids.includes(id))
      .reduce((sum, claim) => sum + claim.cells, 0);
  expect(told).toEqual([
    `claims: ${cells(['A1i', 'A1h'])} of ${cells(['A1i', 'A1h', 'A6e'])} parts were there already`,
  ]);
  await second.end();
  expect(files()).toEqual([]);
});

test('what was gone on with and is cancelled then is not offered again, and goes with the end', async () => {
  const first = keepPieces(app);
  await interrupted(first, 'claims', '');
  await kill();
  const second = keepPieces(app);
  await interrupted(second, 'claims', '', 'cancelled');
  expect(files()).toEqual([]);
  await interrupted(keepPieces(app), 'claims', '');
  await kill();
  // Before the end it is still there for who asks again.
  const third = keepPieces(next);
  const stop = new AbortController();
  const { what, work } = pieces['claims']!;
  const told: string[] = [];
  const note = (clause: string) => void told.push(clause);
  const going = third.keep(what, note, async (keeping) => {
    stop.abort();
    return work(next, '', { ...keeping, signal: stop.signal });
  });
  await expect(going).rejects.toMatchObject({ place: 'cancelled' });
  await vi.waitFor(() => expect(notes()).toMatchObject([{ done: true }]));
  expect(await third.left()).toEqual([]);
  expect(await third.keep(what, note, (keeping) => work(next, '', keeping))).toEqual(
    await calmAnswer('claims'),
  );
  expect(told).toHaveLength(2);
  await third.end();
  expect(files()).toEqual([]);
});

test('what is done is there at once for who asks again in the same program', async () => {
  const kept = keepPieces(app);
  const { what, work } = pieces['claims']!;
  const wholes: boolean[] = [];
  const ask = async () => {
    const told: number[] = [];
    const onProgress = ({ done }: Progress) => told.push(done);
    const answer = await kept.keep(
      what,
      (_clause, whole) => wholes.push(whole),
      (keeping) => work(app, '', { ...keeping, onProgress }),
    );
    // Only a part that is being computed tells a share of itself.
    return { answer, isComputed: told.some((done) => !Number.isInteger(done)) };
  };
  const { answer, isComputed } = await ask();
  expect(isComputed).toBe(true);
  await vi.waitFor(() => expect(notes()).toMatchObject([{ done: true }]));
  expect(await ask()).toEqual({ answer, isComputed: false });
  expect(wholes).toEqual([true]);
  await kept.end();
  expect(files()).toEqual([]);
});

test('what has ended by a mistake is nothing to go on with for the next program', async () => {
  const kept = keepPieces(app);
  const mistaken = (error: Error) =>
    kept.keep(
      { task: 'claims', ids: [] },
      () => undefined,
      async ({ kept: keeping }) => {
        const job = keeping!.job('some', error.message);
        await new Promise((done) => setTimeout(done, 20));
        job.keep(0, () => new Uint8Array(8));
        throw error;
      },
    );
  await expect(mistaken(new UserError('too much', 'starts'))).rejects.toThrow('too much');
  await vi.waitFor(() => expect(notes()).toMatchObject([{ done: true }]));
  await kept.end();
  expect(files()).toEqual([]);
  await expect(mistaken(new Error('the thread ended'))).rejects.toThrow('thread');
  await kept.end();
  expect(notes()).toMatchObject([{ done: false }]);
});
