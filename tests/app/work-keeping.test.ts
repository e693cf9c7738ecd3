import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, expect, test } from 'vitest';
import { createSaddlescope, type JobOptions, type Progress, type Saddlescope } from '../../src/app';
import { partKeeping } from '../../src/app/part-keeping';
import { trained } from './pieces-under-way';

/** Oracle: the answer of a program that nothing interrupted and that keeps nothing. */

const folder = mkdtempSync(join(tmpdir(), 'saddlescope-work-'));
const calm = createSaddlescope({ workers: 1 });
const apps = [createSaddlescope({ workers: 1 }), createSaddlescope({ workers: 2 }), calm] as const;
afterAll(async () => {
  await Promise.all(apps.map((app) => app.dispose()));
  rmSync(folder, { recursive: true, force: true });
});

/** Pieces of work, and the least that is done of them when they are interrupted. */
const pieces: {
  name: string;
  task: string;
  parts: number;
  work: (app: Saddlescope, job: JobOptions) => Promise<unknown>;
}[] = [
  {
    name: 'landscape',
    task: 'landscape',
    parts: 50,
    work: async (app, job) => {
      const { milliseconds: _, ...rest } = await app.landscape(
        await trained(app, 'iris-random'),
        { resolution: 201, quantity: 'curvature' },
        job,
      );
      return rest;
    },
  },
  {
    name: 'study',
    task: 'critical points',
    parts: 4,
    work: async (app, job) => app.study(await trained(app), 'critical-points', { starts: 200 }, job),
  },
  {
    name: 'claims',
    task: 'claims',
    parts: 4,
    work: async (app, job) => app.decideClaims(['A1i', 'A6e'], job),
  },
];

test.each(pieces)('$name: what was interrupted goes on in another program with the rest', async (piece) => {
  const { task, parts, work } = piece;
  const output = join(folder, `${piece.name}.png`);
  const stop = new AbortController();
  const first = await apps[0].keepWork(output);
  let reached = 0;
  const told = ({ done, task: of }: Progress) => {
    if (of !== task || done < parts) return;
    reached = Math.max(reached, Math.floor(done));
    stop.abort();
  };
  await expect(work(apps[0], { kept: first, signal: stop.signal, onProgress: told })).rejects.toMatchObject({
    place: 'cancelled',
  });
  await first.close();
  expect(existsSync(`${output}.unfinished`)).toBe(true);

  const notes: string[] = [];
  const kept = await apps[1].keepWork(output, (note) => notes.push(note));
  const progress: Progress[] = [];
  const answer = await work(apps[1], { kept, onProgress: (one) => progress.push(one) });
  expect(answer).toEqual(await work(calm, {}));
  expect(notes).toHaveLength(1);
  const [, there, total] = /^(?:[a-z ]+): ([\d,]+) of ([\d,]+) parts were there already/
    .exec(notes[0]!)!
    .map((text) => Number(text.replaceAll(',', ''))) as [number, number, number];
  expect(notes[0]).toContain(`${task}: `);
  expect(notes[0]).toContain(`(${output}.unfinished).`);
  expect(there).toBeGreaterThanOrEqual(parts - 1);
  expect(there).toBeLessThan(total);
  expect(progress.at(-1)).toMatchObject({ done: total, total });
  await kept.remove();
  expect(existsSync(`${output}.unfinished`)).toBe(false);
});

test.each([{ resolution: 33 }, { resolution: 31, quantity: 'gradient-norm' as const }])(
  'another question finds nothing of it: %o',
  async (settings) => {
    const output = join(folder, 'other.png');
    const first = await calm.keepWork(output);
    await calm.landscape(await trained(calm), { resolution: 31 }, { kept: first });
    await first.close();
    const notes: string[] = [];
    const kept = await calm.keepWork(output, (note) => notes.push(note));
    const run = await trained(calm);
    const { values } = await calm.landscape(run, settings, { kept });
    await kept.remove();
    expect(notes).toEqual([]);
    expect(values).toEqual((await calm.landscape(run, settings)).values);
  },
);

test('the same plane of another problem finds nothing of it', async () => {
  const output = join(folder, 'problem.png');
  const base = calm.template('xor-pushed');
  const settings = { resolution: 31, centre: 'origin', plane: { name: 'random', seed: 1 }, span: 1 } as const;
  const [one, other] = await Promise.all(
    [base, { ...base, loss: 'half-sum-of-squares' as const }].map(async (experiment) => {
      const { run } = await calm.createRun(calm.checkExperiment(experiment));
      return run;
    }),
  );
  const first = await calm.keepWork(output);
  const { alphas, values } = await calm.landscape(one!, settings, { kept: first });
  await first.close();
  const notes: string[] = [];
  const kept = await calm.keepWork(output, (note) => notes.push(note));
  const found = await calm.landscape(other!, settings, { kept });
  expect(notes).toEqual([]);
  expect(found.alphas).toEqual(alphas);
  expect(found.values).not.toEqual(values);
  await calm.landscape(one!, settings, { kept });
  expect(notes).toHaveLength(1);
  await kept.remove();
});

test('what is there stays in the file until it is asked for, though more is written meanwhile', async () => {
  const output = join(folder, 'later.png');
  const state = (...numbers: number[]) => Uint8Array.from(numbers);
  const open = async () => {
    const kept = await calm.keepWork(output);
    return { kept, early: kept.job('early', 1), late: kept.job('late', 2), other: kept.job('other', 3) };
  };
  const first = await open();
  first.early.keep(0, () => state(1));
  first.late.keep(7, () => state(2, 3));
  first.other.keep(0, () => state(4));
  await first.kept.close();
  // Killed before it comes to its later part: once it has written the early one, and once it has asked for the late one as well.
  for (const asksLate of [false, true]) {
    const next = await open();
    expect(next.early.found(0)).toEqual(state(asksLate ? 5 : 1));
    next.early.keep(0, () => state(5));
    if (asksLate) expect(next.late.found(7)).toEqual(state(2, 3));
    await next.kept.close();
  }
  const last = await open();
  expect(last.late.found(7)).toEqual(state(2, 3));
  // Once: what this program has itself is not found.
  expect(last.late.found(7)).toBeNull();
  expect(last.other.found(0)).toEqual(state(4));
  expect(last.other.found(1)).toBeNull();
  await last.kept.remove();
});

test('what nobody has asked for makes room for what is new', async () => {
  const output = join(folder, 'room.png');
  const large = 150 * 2 ** 20;
  const first = await calm.keepWork(output);
  first.job('old', 1).keep(0, () => new Uint8Array(large));
  first.job('old', 1).keep(1, () => Uint8Array.of(1));
  await first.close();
  const second = await calm.keepWork(output);
  second.job('new', 2).keep(0, () => new Uint8Array(large).fill(2));
  second.job('new', 2).keep(1, () => new Uint8Array(large));
  await second.close();
  const third = await calm.keepWork(output);
  expect(third.job('old', 1).found(0)).toBeNull();
  expect(third.job('old', 1).found(1)).toEqual(Uint8Array.of(1));
  expect(third.job('new', 2).found(0)?.length).toBe(large);
  // For this there is no room.
  expect(third.job('new', 2).found(1)).toBeNull();
  await third.remove();
});

test('a part is done once, whatever it answers, and again where what was kept cannot be read', async () => {
  const output = join(folder, 'parts.png');
  const done: number[] = [];
  const work = async (some: readonly number[], damaged: number | null) => {
    const kept = await calm.keepWork(output);
    const job = kept.job('some', { a: 1 });
    const keep = partKeeping(
      kept,
      Array.from({ length: 4 }, (_, part) => ({ job, part })),
      'some',
    );
    const answers = await Promise.all(
      some.map((part) =>
        keep(part, async () => {
          done.push(part);
          return part === 0 ? null : { of: part, x: Float64Array.of(NaN, -0, part) };
        }),
      ),
    );
    if (damaged !== null) job.keep(damaged, () => Uint8Array.of(1, 2, 3));
    await kept.close();
    return answers;
  };
  const before = await work([0, 1, 2], 2);
  expect(await work([0, 1, 2, 3], null)).toEqual([...before, { of: 3, x: Float64Array.of(NaN, -0, 3) }]);
  expect(done).toEqual([0, 1, 2, 2, 3]);
});

test('runs that are compared are kept each by itself', async () => {
  const output = join(folder, 'runs.csv');
  const experiment = (seed: number) => ({
    ...calm.template('xor-pushed'),
    initialisation: { ...calm.template('xor-pushed').initialisation, seed },
    training: { ...calm.template('xor-pushed').training, steps: 3000 },
  });
  const add = (app: Saddlescope, seed: number, job: JobOptions) =>
    app.addToComparison(`${seed}.json`, Buffer.from(JSON.stringify(experiment(seed))), job);
  const first = await apps[0].keepWork(output);
  await add(apps[0], 1, { kept: first });
  await add(apps[0], 2, { kept: first });
  await first.close();
  const notes: string[] = [];
  const kept = await apps[1].keepWork(output, (note) => notes.push(note));
  for (const seed of [1, 2, 3]) await add(apps[1], seed, { kept });
  const there = `the run of 3,000 steps was there already (${output}.unfinished).`;
  expect(notes).toEqual([there, there]);
  for (const seed of [1, 2, 3]) await add(calm, seed, {});
  expect(apps[1].comparisonCsv()).toBe(calm.comparisonCsv());
  await kept.remove();
});

test('what comes to nothing at once leaves no trace, what has taken longer does', async () => {
  const output = join(folder, 'mistake.png');
  for (const milliseconds of [0, 1000]) {
    const kept = await calm.keepWork(output);
    await calm.landscape(await trained(calm), { resolution: 11 }, { kept });
    await sleep(milliseconds);
    await kept.close({ unlessShort: true });
    expect(existsSync(`${output}.unfinished`)).toBe(milliseconds > 0);
  }
});

test('work that is done within a second leaves no trace', async () => {
  const output = join(folder, 'short.png');
  const kept = await calm.keepWork(output);
  await calm.landscape(await trained(calm), { resolution: 11 }, { kept });
  expect(existsSync(`${output}.unfinished`)).toBe(false);
  await kept.remove();
  expect(existsSync(`${output}.unfinished`)).toBe(false);
});
