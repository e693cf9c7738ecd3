import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readPngRecipe } from '../../src/files/png-recipe';
import { launch } from './launch';

/** The built command line as a person runs it. */

const folder = await mkdtemp(join(tmpdir(), 'saddlescope-claims-'));
afterAll(() => rm(folder, { recursive: true }));

const saddlescope = (...args: string[]) => launch(args);

test('all claims as a table, within a minute', async () => {
  const started = performance.now();
  const { code, out, err } = await saddlescope('claims');
  expect(err).toBe('');
  expect(code).toBe(0);
  expect(performance.now() - started).toBeLessThan(60_000);
  expect(out).toMatch(/^claim +verdict +cells +statement\n/);
  expect(out).toMatch(/\nA3a +FALSE +0\/8 +The update multiplies/);
  expect(out).toMatch(/\nA3c +DEPENDS .*\n {4}It holds where φ\(0\) is 0;/);
});

test('one claim with its table, for people and for programs', async () => {
  const { code, out } = await saddlescope('claims', 'a1i');
  expect(code).toBe(0);
  expect(out).toMatch(/^A1i: Different inputs break the symmetry\. \(a comment on an answer\)\n/);
  expect(out).toMatch(/\nDEPENDS: 5 of 12 cells bear it out\. It holds where/);
  const json = await saddlescope('claims', 'a1i', '--json');
  const [result] = JSON.parse(json.out) as {
    verdict: string;
    rows: { document: object; holds: boolean }[];
  }[];
  expect(result!.verdict).toBe('depends');
  expect(result!.rows.filter(({ holds }) => holds)).toHaveLength(5);
  expect(result!.rows[0]!.document).toHaveProperty('saddlescope', 1);
});

test('a page to hand out', async () => {
  const path = join(folder, 'claims.html');
  const { code, err } = await saddlescope('claims', 'A1a', 'A6b', '--report', path);
  expect(code).toBe(0);
  expect(err).toBe(`wrote ${path}\n`);
  expect(await readFile(path, 'utf8')).toMatch(/^<!doctype html>[^]*id="claim-a6b"[^]*<\/html>\n$/);
});

describe('one row', () => {
  interface Row {
    readonly holds: boolean;
    readonly settings: Readonly<Record<string, string>>;
    readonly numbers: object;
    readonly document: object;
  }
  interface Changed {
    readonly row: Row;
    readonly verdict: string;
    readonly held: number;
  }
  const json = async <T>(...args: string[]) => JSON.parse((await saddlescope(...args, '--json')).out) as T;
  let claim: { readonly held: number; readonly rows: readonly Row[] };
  beforeAll(async () => {
    [claim] = await json<[typeof claim]>('claims', 'A3c');
  });
  const rowOf = (rows: readonly Row[], activation: string) =>
    1 +
    rows.findIndex(
      ({ settings }) =>
        settings['activation'] === activation &&
        settings['data'] === 'AND ±1' &&
        settings['biases'] === 'all',
    );

  test('is measured with something changed, beside its own numbers and the verdict of the table', async () => {
    const { rows, held } = claim;
    const [tanh, sigmoid] = [rowOf(rows, 'tanh'), rowOf(rows, 'Sigmoid')];
    const change = ['claims', 'A3c', '--row', String(tanh), '--set', 'network.activations=sigmoid'];
    const { code, out } = await saddlescope(...change);
    expect(code).toBe(0);
    expect(out).toMatch(new RegExp(`^A3c, row ${tanh} of 56: Zero weights stay zero`));
    expect(out).toMatch(/\n {2}activation: tanh → Sigmoid\n/);
    expect(out).toMatch(/\n {2}largest \|W₁\| at the end: 0 → 2\.136\n/);
    expect(out).toMatch(/The statement holds here; with the change it does not hold\./);
    expect(out).toContain(`DEPENDS (${held} of 56), with this row changed DEPENDS (${held - 1} of 56).`);
    const changed = await json<Changed>(...change);
    expect(changed).toMatchObject({ verdict: 'depends', held: held - 1 });
    expect(changed.row.numbers).toEqual(rows[sigmoid - 1]!.numbers);
  });

  test('is written as an experiment, which can stand in another row’s place', async () => {
    const { rows } = claim;
    const path = join(folder, 'sigmoid.json');
    const sigmoid = String(rowOf(rows, 'Sigmoid'));
    const written = await saddlescope('claims', 'A3c', '--row', sigmoid, '-o', path);
    expect(written).toMatchObject({ code: 0, err: `wrote ${path}\n` });
    expect(JSON.parse(await readFile(path, 'utf8'))).toEqual(rows[Number(sigmoid) - 1]!.document);
    const other = await json<Changed>('claims', 'A3c', '--row', String(rowOf(rows, 'tanh')), '--with', path);
    expect(other.row.numbers).toEqual(rows[Number(sigmoid) - 1]!.numbers);
  });

  test('mistakes are one sentence each, and nothing is printed', async () => {
    const path = join(folder, 'deep.json');
    await writeFile(path, '{"network": {"sizes": [2, 2, 2, 1]}}');
    for (const [args, said] of [
      [['--row', '99'], /^saddlescope: claim A3c has 56 rows: --row takes 1 to 56, not 99\.\n$/],
      [['--set', 'training.steps=3'], /^saddlescope: name one claim and a row of its table: .*--row 4\.\n$/],
      [['--row', '1', '--set', 'training.rate=3'], /: training\.rate: .* nothing called rate there\.\n$/],
      [['--row', '1', '--with', path], /: what claim A3c measures is not defined .*result stays\.\n$/],
    ] as const) {
      const { code, err, out } = await saddlescope('claims', 'A3c', ...args);
      expect([code, out]).toEqual([2, '']);
      expect(err).toMatch(said);
    }
  });
});

test('a claim as a picture that carries an experiment of its table', async () => {
  const path = join(folder, 'a1i.png');
  const { code } = await saddlescope('claims', 'a1i', '--png', path);
  expect(code).toBe(0);
  const recipe = JSON.parse(readPngRecipe(await readFile(path), 'a1i.png')) as object;
  expect(recipe).toMatchObject({ name: 'Inputs that differ' });
  expect((await saddlescope('claims', '--png', path)).err).toMatch(/--png is of one claim: name it/);
});

test('the same as a vector graphic, and its table', async () => {
  const [svg, csv] = [join(folder, 'a1i.svg'), join(folder, 'a1i.csv')];
  const { code, err } = await saddlescope('claims', 'a1i', '--svg', svg, '--csv', csv);
  expect([code, err]).toEqual([0, `wrote ${svg}\nwrote ${csv}\n`]);
  expect(await readFile(svg, 'utf8')).toMatch(/<svg [^]*Inputs that differ/);
  expect((await readFile(csv, 'utf8')).match(/\n\d+,Inputs that differ,yes,/g)).toHaveLength(5);
  const wrong = await saddlescope('claims', 'a1i', '--svg', csv);
  expect(wrong).toMatchObject({ code: 2, err: expect.stringContaining('end the name in .svg') as string });
});

test('what a file holds of predictions', async () => {
  const path = join(folder, 'anna.json');
  const predictions = {
    A1a: 'true',
    A1i: { said: 'false', found: 'depends' },
    E6: { said: 'false', found: 'false' },
    Q2: { found: 'true' },
  };
  await writeFile(path, JSON.stringify({ name: 'Anna', predictions }));
  const { code, out } = await saddlescope('claims', '--score', path);
  expect(code).toBe(0);
  expect(out).toBe(
    [
      'claim  said   verdict',
      'A1a    TRUE   open',
      'A1i    FALSE  DEPENDS  not foreseen',
      'E6     FALSE  FALSE    foreseen',
      'Anna: foresaw 1 of 2; 1 not decided yet.',
      '',
    ].join('\n'),
  );
  const json = JSON.parse((await saddlescope('claims', '--score', path, '--json')).out) as object;
  expect(json).toMatchObject({ made: 3, decided: 2, right: 1, predictions: { Q2: { said: null } } });
});

test('mistakes are said before anything runs', async () => {
  const unknown = await saddlescope('claims', 'a1x');
  expect(unknown.code).toBe(2);
  expect(unknown.err).toMatch(/^saddlescope: there is no claim "a1x": did you mean A1/);
  const ending = await saddlescope('claims', '--report', join(folder, 'claims.pdf'));
  expect(ending).toMatchObject({ code: 2, err: expect.stringContaining('end its name in .html') as string });
  const place = await saddlescope('claims', '--report', join(folder, 'nowhere/claims.html'));
  expect(place.code).toBe(2);
});
