import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launch } from './launch';

/** Oracle: the same runs, asked for one by one from the built command line. */

const folder = mkdtempSync(join(tmpdir(), 'saddlescope-compare-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const at = (name: string) => join(folder, name);

const saddlescope = (...args: string[]) => launch(args, { cwd: folder });

let alone: { loss: number; gradientNorm: number };
beforeAll(async () => {
  const run = await saddlescope('run', 'xor-from-zero', '--epsilon', '0.5', '-o', 'half.saddle', '--json');
  alone = JSON.parse(run.out) as typeof alone;
});

test('a table of a built-in experiment and a file, and what is set differently', async () => {
  const { code, out, err } = await saddlescope('compare', 'xor-from-zero', 'half.saddle');
  expect({ code, err }).toEqual({ code: 0, err: '' });
  const [head, first, second] = out.split('\n');
  expect(head).toMatch(/^run +steps +loss +best loss +best at step +gradient norm/);
  expect(first).toMatch(/^xor-from-zero +5,000 +0\.5 +0\.5 +0 +0 .* not yet +finished$/);
  expect(second).toMatch(/^half +5,000 /);
  expect(out).toMatch(
    /Settings that differ:\nsetting +xor-from-zero +half\ninitialisation\.perturbation\.size +0 +0\.5\n/,
  );
  expect(out).toMatch(/“half” was the first to lose a tenth of its loss, by step \d+; 1 run did not\./);
});

test('JSON, CSV and pictures of the same numbers; a picture is compared again', async () => {
  const made = await saddlescope(
    ...['compare', 'xor-from-zero', 'half.saddle', '--json', '--csv', 'runs.csv', '--png', 'runs.png'],
    ...['--svg', 'runs.svg', '--scale', 'log', '--size', '800x600'],
  );
  expect(made.err).toBe('wrote runs.csv\nwrote runs.png\nwrote runs.svg\n');
  const { runs, differences } = JSON.parse(made.out) as {
    runs: { label: string; numbers: { loss: number; gradientNorm: number } }[];
    differences: unknown;
  };
  expect(runs[1]!.numbers).toMatchObject({
    loss: alone.loss,
    gradientNorm: alone.gradientNorm,
  });
  expect(differences).toEqual([
    { place: 'initialisation.perturbation.size', values: [0, 0.5], standsOut: [true, true] },
  ]);
  const rows = parse(readFileSync(at('runs.csv')), { columns: true }) as Record<string, string>[];
  expect(rows.map(({ loss }) => Number(loss))).toEqual(runs.map(({ numbers }) => numbers.loss));
  const png = readFileSync(at('runs.png'));
  expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([800, 600]);
  expect(readFileSync(at('runs.svg'), 'utf8')).toMatch(/<svg [^>]*800[\s\S]*Comparison of 2 runs/);
  for (const picture of ['runs.png', 'runs.svg']) {
    const again = await saddlescope('compare', picture, '--json');
    expect(JSON.parse(again.out)).toEqual(JSON.parse(made.out));
  }
});

test('mistakes: one sentence that says which file, code 2, and nothing written', async () => {
  writeFileSync(at('broken.json'), '{"data": "nor"}');
  const refused = async (...args: string[]) => {
    const { code, out, err } = await saddlescope('compare', ...args);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    return err;
  };
  expect(await refused('half.saddle', 'broken.json', '--csv', 'never.csv')).toMatch(
    /^saddlescope: broken\.json: data is "nor" \(did you mean "xor"\?\)/,
  );
  expect(() => readFileSync(at('never.csv'))).toThrow();
  expect(await refused('nothing.saddle')).toMatch(/^saddlescope: nothing\.saddle: there is no such file/);
  expect(await refused(...new Array<string>(25).fill('half.saddle'))).toMatch(
    /25 runs are more than the 24 that can be compared: leave some out\./,
  );
  expect(await refused('half.saddle', '--csv', 'runs.txt')).toMatch(/writes a \.csv file/);
  expect(await refused('linear-mode-by-mode', '--png', 'x.png', '--quantity', 'accuracy')).toMatch(
    /--quantity accuracy: none of these runs has it; choose loss, gradient-norm, effective-width\./,
  );
});
