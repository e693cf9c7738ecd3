import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { createSaddlescope } from '../../src/app';

/** Oracle: the numbers of the table as a person reads them. */

const app = createSaddlescope();
const folder = mkdtempSync(join(tmpdir(), 'saddlescope-csv-'));
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await app.dispose();
});
const bytes = (text: string) => new TextEncoder().encode(text);
async function inputs(text: string, set: readonly string[] = [], name = 't.csv') {
  const { view, warnings } = await app.open(name, bytes(text), {
    folder,
    set: ['data.standardise=false', ...set],
  });
  const { train } = app.previewData(view.experiment);
  await app.closeRun(view.run);
  return { inputs: [...train.inputs], warnings };
}

const semicolons = 'a;b;c\n1,5;2;3,25\n2,5;1;4\n';
const note = 't.csv: its numbers are written with decimal commas, so 1,5 is read as one and a half.';

describe('decimal commas', () => {
  test.each([
    [semicolons, [1.5, 2, 2.5, 1]],
    [semicolons.replaceAll(';', '\t'), [1.5, 2, 2.5, 1]],
  ])('are found where nothing else can be meant: %j', async (text, numbers) => {
    expect(await inputs(text)).toEqual({ inputs: numbers, warnings: [note] });
  });

  test('are what --set says, also between quotation marks', async () => {
    const set = ['data.decimal=comma'];
    expect(await inputs(semicolons, set)).toEqual({ inputs: [1.5, 2, 2.5, 1], warnings: [] });
    expect((await inputs('a,b\n"1,5",2\n"2,5",3\n', set)).inputs).toEqual([1.5, 2.5]);
    await expect(inputs(semicolons, ['data.decimal=point'])).rejects.toThrow(
      't.csv, line 2, column "a" is "1,5", not a number: write decimals with a point, or set data.decimal to comma (on the command line: --set data.decimal=comma).',
    );
  });

  test('are not guessed beside points', async () => {
    await expect(inputs('a;b\n1,5;2.5\n2,5;1\n')).rejects.toThrow(/"1,5", not a number/);
  });
});

test('other settings of a table count before it is read, those of an experiment beside it too', async () => {
  const text = 'x,name,y\n1,red,0.25\n2,blue,0.5\n';
  await expect(inputs(text)).rejects.toThrow(/not a number/);
  const set = ['data.inputs=["x"]', 'data.target=["y"]'];
  expect((await inputs(text, set)).inputs).toEqual([1, 2]);
  writeFileSync(join(folder, 'beside.csv'), semicolons);
  const document = JSON.stringify({ data: { name: 'csv', file: 'beside.csv' } });
  expect((await inputs(document, ['data.decimal=comma'], 'e.json')).inputs).toEqual([1.5, 2, 2.5, 1]);
});
