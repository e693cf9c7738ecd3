import { type ChildProcess, spawn } from 'node:child_process';
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir, uptime } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { createSaddlescope, type KeptPieces, type Progress, type Saddlescope } from '../../src/app';
import { superfluous } from '../../src/app/earlier-pieces';
import type { PieceNote } from '../../src/app/piece-notes';
import type { JobOptions, PieceOfWork } from '../../src/app/contract';
import { UserError } from '../../src/model/user-error';

/** Oracle: the answer of a program that nothing interrupted and that keeps nothing; and what lies in the folder. */

const folders: string[] = [];
let folder: string;
beforeEach(() => {
  folder = join(mkdtempSync(join(tmpdir(), 'saddlescope-pieces-')), 'unfinished');
  folders.push(folder);
});
const app = createSaddlescope({ workers: 2 });
const next = createSaddlescope({ workers: 1 });
/** A process that has ended: its number is of nobody. */
let ended: ChildProcess;
afterAll(async () => {
  await Promise.all([app.dispose(), next.dispose()]);
  for (const one of folders) rmSync(join(one, '..'), { recursive: true, force: true });
});

/** Kept so soon that nothing has to take long here. */
const keepPieces = (service: Saddlescope): KeptPieces => service.keepPieces(folder, { pace: 5 });

const files = (): string[] => (existsSync(folder) ? readdirSync(folder).sort() : []);
const notes = (): Record<string, unknown>[] =>
  files()
    .filter((name) => name.endsWith('.json'))
    .map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as Record<string, unknown>);

/** As if the programs that wrote what is in the folder had been killed. */
async function kill(): Promise<void> {
  ended ??= spawn(process.execPath, ['-e', '']);
  if (ended.exitCode === null) await new Promise((done) => ended.once('exit', done));
  for (const name of files().filter((one) => one.endsWith('.json'))) {
    const path = join(folder, name);
    const note = JSON.parse(readFileSync(path, 'utf8')) as { holder: { process: number } };
    note.holder.process = ended.pid!;
    writeFileSync(path, JSON.stringify(note));
  }
}

async function trained(service: Saddlescope, template = 'xor-pushed'): Promise<string> {
  const base = service.template(template);
  const { run } = await service.createRun({ ...base, training: { ...base.training, steps: 500 } });
  await service.train(run);
  return run;
}
/** The run of the other, as recovery brings it back. */
async function recovered(service: Saddlescope, from: Saddlescope, run: string): Promise<string> {
  const { saddle, trainer } = await from.encodeBegun(run);
  return (await service.open('left.saddle', saddle, { trainer })).view.run;
}

const pieces: Record<
  string,
  {
    what: PieceOfWork;
    template?: string;
    parts: number;
    work: (service: Saddlescope, run: string, job: JobOptions) => Promise<unknown>;
  }
> = {
  landscape: {
    what: { task: 'landscape' },
    template: 'iris-random',
    parts: 50,
    work: async (service, run, job) => {
      const { milliseconds: _, ...rest } = await service.landscape(
        run,
        { resolution: 201, quantity: 'curvature' },
        job,
      );
      return rest;
    },
  },
  study: {
    what: { task: 'study', name: 'critical-points', settings: { starts: 600 } },
    parts: 4,
    work: (service, run, job) => service.study(run, 'critical-points', { starts: 600 }, job),
  },
  claims: {
    what: { task: 'claims', ids: ['A1i', 'A6e', 'A1h'] },
    parts: 4,
    work: (service, _run, job) => service.decideClaims(['A1i', 'A6e', 'A1h'], job),
  },
};

const known = new Map<string, Promise<unknown>>();
/** What a piece comes to where nothing is kept. */
function calmAnswer(name: string): Promise<unknown> {
  const answer =
    known.get(name) ?? trained(app, pieces[name]!.template).then((run) => pieces[name]!.work(app, run, {}));
  known.set(name, answer);
  return answer;
}

type Reason = 'a crash' | 'cancelled' | 'a window that closes';

/** Begins a piece, and ends it when some parts of it are done; a crash leaves what a kill would. */
async function interrupted(program: KeptPieces, name: string, run: string, reason: Reason = 'a crash') {
  const { what, parts, work } = pieces[name]!;
  const stop = new AbortController();
  const onProgress = ({ done }: Progress): void => {
    if (done < parts) return;
    if (reason === 'a window that closes') program.letGo();
    stop.abort();
  };
  const done = program.keep(
    what,
    () => undefined,
    async (keeping) => {
      try {
        return await work(app, run, { ...keeping, onProgress, signal: stop.signal });
      } catch (error) {
        throw reason === 'a crash' ? new Error(reason) : error;
      }
    },
  );
  await expect(done).rejects.toThrow();
  await program.end();
}

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
          await job.watch(0, async () => pack())();
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
  const ask = () =>
    kept.keep(
      what,
      (_clause, whole) => wholes.push(whole),
      (keeping) => work(app, '', keeping),
    );
  const answer = await ask();
  await vi.waitFor(() => expect(notes()).toMatchObject([{ done: true }]));
  const from = performance.now();
  expect(await ask()).toEqual(answer);
  expect(performance.now() - from).toBeLessThan(200);
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
