import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { createSaddlescope, type SweepOptions } from '../../src/app';
import { journalHeader, journalHeaderBytes, journalRecord } from '../../src/files/journal';
import { decodeSaddle } from '../../src/files/saddle-file';
import { unpackUnfinished } from '../../src/files/unfinished-runs';
import type { Experiment } from '../../src/model/experiment';
import { RestartError } from '../../src/model/restart-error';

/** Oracle: the bytes of the files before, and those of a sweep that nothing disturbed. */

const app = createSaddlescope();
const folder = mkdtempSync(join(tmpdir(), 'saddlescope-keeping-'));
afterAll(async () => {
  await app.dispose();
  rmSync(folder, { recursive: true, force: true });
});
let made = 0;
const place = () => join(folder, `${++made}.saddle`);
const experiment = (rate: number, seeds: number, steps = 50): Experiment =>
  app.checkExperiment({
    ...app.template('xor-pushed'),
    training: { ...app.template('xor-pushed').training, rule: { name: 'gradient-descent', rate }, steps },
    sweep: { axes: [{ over: 'seed', from: 1, to: seeds, scale: 'integer' }] },
  });
const asked = experiment(0.3, 6);

async function sweep(output: string, options: Partial<SweepOptions> = {}, of = asked): Promise<string[]> {
  const notes: string[] = [];
  await app.startSweep(of, { output, onNote: (note) => notes.push(note), ...options }).finished;
  return notes;
}
const shard = (index: number, count = 3) => ({ shard: { index, count } });
/** Its rows as they would stand in a journal. */
function journalOf(output: string, runs: readonly number[]): Uint8Array {
  const { swept, arrays } = decodeSaddle(readFileSync(output), output).document;
  const { question, runs: total, columns } = swept!;
  const row = (run: number) => columns.map((name) => (arrays[`sweep_${name}`]!.data as Float64Array)[run]!);
  const header = journalHeader({ hash: question, runs: total, columns: columns.length });
  return Buffer.concat([header, journalRecord(runs, Float64Array.from(runs.flatMap(row)))]);
}
/** All files of an output, with their bytes. */
const filesOf = (output: string) =>
  readdirSync(folder)
    .filter((name) => join(folder, name).startsWith(output))
    .map((name) => [name, readFileSync(join(folder, name)).toString('hex')]);

async function refused(output: string, sentence: RegExp, options: Partial<SweepOptions> = {}, of = asked) {
  const before = filesOf(output);
  const failure = await sweep(output, options, of).catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(RestartError);
  expect((failure as Error).message).toMatch(sentence);
  expect(filesOf(output)).toEqual(before);
}

describe('refused before anything is computed, and nothing is touched', () => {
  test('another share in the output', async () => {
    const output = place();
    await sweep(output, shard(1));
    await refused(
      output,
      /holds 2 runs of this sweep that are not of the share 2\/3; give each share a file of its own and join them with saddlescope merge, or .*--restart\.$/,
      shard(2),
    );
  });

  test('another share in the journal', async () => {
    const [whole, output] = [place(), place()];
    await sweep(whole);
    writeFileSync(`${output}.journal`, journalOf(whole, [0, 2]));
    await refused(output, /\.journal holds 2 runs of this sweep that are not of the share 2\/2/, shard(2, 2));
  });

  test('another sweep in the output, or one of fewer values', async () => {
    const output = place();
    await sweep(output);
    const sentence =
      /holds 6 runs of another sweep \(.*\); name another output, move it away, or .*--restart\.$/;
    await refused(output, sentence, {}, experiment(0.1, 6));
    await refused(output, sentence, {}, experiment(0.3, 9));
  });

  test('a run in the output, and what is no file of this program', async () => {
    const output = place();
    const { run } = await app.createRun(app.template('xor-from-zero'));
    await app.train(run, { steps: 3 });
    writeFileSync(output, await app.encode(run, 'saddle'));
    await refused(output, /holds a run and no sweep/);
    writeFileSync(output, 'a letter');
    await refused(output, /cannot be read as a file of this program/);
  });
});

test('a share of which all is in the output leaves it as it is, and does not say that it was written', async () => {
  const output = place();
  await sweep(output);
  const before = filesOf(output);
  const notes: string[] = [];
  const job = app.startSweep(asked, { output, ...shard(1), onNote: (note) => notes.push(note) });
  expect(Array.from((await job.finished).numbers)).toEqual([0, 3]);
  expect(job.written).toBe(false);
  expect(notes).toEqual([
    expect.stringMatching(/^all 2 runs of this share were there already; .* is left as it is\.$/),
  ]);
  expect(filesOf(output)).toEqual(before);
});

test('the whole goes on from a share', async () => {
  const [output, whole] = [place(), place()];
  await sweep(whole);
  await sweep(output, shard(1));
  expect(await sweep(output)).toEqual(['2 of 6 runs were there already; the others are computed.']);
  expect(readFileSync(output).equals(readFileSync(whole))).toBe(true);
});

test('begun anew and interrupted, it goes on without being begun anew again, and says what it replaces', async () => {
  const [output, whole] = [place(), place()];
  await sweep(whole);
  await sweep(output, {}, experiment(0.1, 6));
  writeFileSync(`${output}.journal`, journalOf(whole, [1, 4]));
  expect(await sweep(output)).toEqual([
    expect.stringMatching(/holds 6 runs of another sweep .*; it is replaced when all is computed/),
    '2 of 6 runs were there already; the others are computed.',
  ]);
  expect(readFileSync(output).equals(readFileSync(whole))).toBe(true);
});

describe('two at once', () => {
  const long = experiment(0.3, 400, 20_000);

  test('the second is refused while the first is there, with --restart also', async () => {
    const output = place();
    const abort = new AbortController();
    const first = app
      .startSweep(long, { output, signal: abort.signal })
      .finished.catch((error: unknown) => error);
    await untilSize(`${output}.journal`, journalHeaderBytes + 1);
    for (const restart of [false, true])
      await expect(sweep(output, { restart }, experiment(0.1, 6))).rejects.toThrow(
        /another sweep of this program is computing into it/,
      );
    abort.abort();
    expect(await first).toMatchObject({ place: 'cancelled' });
    expect(existsSync(`${output}.lock`)).toBe(false);
  });

  test('one whose journal another has replaced stops, keeps its own rows aside, and leaves the other’s', async () => {
    const output = place();
    const first = app.startSweep(long, { output }).finished.catch((error: unknown) => error);
    await untilSize(`${output}.journal`, journalHeaderBytes + 1);
    writeFileSync(`${output}.other`, 'of another');
    renameSync(`${output}.other`, `${output}.journal`);
    const { message } = (await first) as Error;
    const [, runs, aside] =
      /another program has begun anew .*; the (\d+) runs that are known here are kept in .*: the same command with -o (.*) goes on from there\.$/.exec(
        message,
      )!;
    expect(readFileSync(`${output}.journal`, 'utf8')).toBe('of another');
    expect(existsSync(output)).toBe(false);
    const abort = new AbortController();
    const notes: string[] = [];
    const again = app.startSweep(long, {
      output: aside!,
      signal: abort.signal,
      onNote: (note) => {
        notes.push(note);
        abort.abort();
      },
    });
    await again.finished.catch(() => undefined);
    expect(notes).toEqual([`${runs} of 400 runs were there already; the others are computed.`]);
  });

  test('finished, it does not write over what another has begun', async () => {
    const output = place();
    const replaced = (): void => {
      writeFileSync(
        `${output}.lock`,
        JSON.stringify({ process: 1, host: 'elsewhere', machine: '', session: 'ab'.repeat(12) }),
      );
    };
    let told = 0;
    const job = app.startSweep(asked, {
      output,
      workers: 1,
      onProgress: ({ done }) => done === 6 && told++ === 0 && replaced(),
    });
    const failure = await job.finished.catch((error: unknown) => error);
    expect(failure).toMatchObject({
      message: expect.stringMatching(/the 6 runs that are known here/) as string,
    });
    expect(existsSync(output)).toBe(false);
    expect(readFileSync(`${output}.lock`, 'utf8')).toContain('elsewhere');
  });
});

test('an output that cannot be written: the sentence says that the rows are in the journal, and they are', async () => {
  const output = place();
  let told = 0;
  const inTheWay = (done: number) => void (done === 6 && told++ === 0 && mkdirSync(output));
  await expect(sweep(output, { onProgress: ({ done }) => inTheWay(done) })).rejects.toThrow(
    /this is a folder; choose a file name; all rows are kept in .*\.journal, and the same command goes on from there\.$/,
  );
  rmdirSync(output);
  expect(await sweep(output)).toEqual(['all 6 runs were there already.']);
});

async function untilSize(path: string, bytes: number): Promise<void> {
  while (!existsSync(path) || readFileSync(path).length < bytes)
    await new Promise((resolve) => setTimeout(resolve, 5));
}

test('more long runs under way than there are threads at the next start: those that wait stay kept', async () => {
  const output = place();
  const base = experiment(0.3, 4, 1_000_000_000);
  const long = app.checkExperiment({ ...base, training: { ...base.training, batch: 2 } });
  const kept = (): Map<string, Uint8Array> => {
    const path = `${output}.unfinished`;
    if (!existsSync(path)) return new Map();
    const bytes = readFileSync(path);
    // Of whatever question: its hash stands behind the magic and the version.
    const entries = unpackUnfinished(bytes, bytes.subarray(12, 44).toString('hex'))!;
    return new Map(entries.map(({ runs, state }) => [runs.join(), state]));
  };
  async function until(workers: number, isSo: () => boolean): Promise<string[]> {
    const stop = new AbortController();
    const notes: string[] = [];
    const options = { output, workers, signal: stop.signal, onNote: (note: string) => notes.push(note) };
    const { finished } = app.startSweep(long, options);
    const ended = finished.catch((error: unknown) => error);
    await expect.poll(isSo, { timeout: 20_000 }).toBe(true);
    stop.abort();
    expect(await ended).toMatchObject({ place: 'cancelled' });
    return notes;
  }
  await until(4, () => kept().size === 4);
  const before = kept();
  const changed = () => [...kept()].filter(([runs, state]) => !Buffer.from(state).equals(before.get(runs)!));
  expect(await until(1, () => changed().length > 0)).toEqual(['4 runs go on from where they were.']);
  expect([...kept().keys()].sort()).toEqual(['0', '1', '2', '3']);
  expect(changed()).toHaveLength(1);
}, 60_000);
