import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { launch } from './launch';

/** Oracle: the same table with points, in the built command line. */

const folder = mkdtempSync(join(tmpdir(), 'saddlescope-semicolons-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const at = (name: string) => join(folder, name);
const saddlescope = (...args: string[]) => launch(args, { cwd: folder });
const points = 'a,b,c\n1.5,2,3.25\n2.5,1,4\n-1,0.5,2\n';
writeFileSync(at('points.csv'), points);
writeFileSync(at('semi.csv'), points.replaceAll(',', ';').replaceAll('.', ','));
writeFileSync(at('quoted.csv'), points.replaceAll(/(-?\d)\.(\d+)/g, '"$1,$2"'));

const loss = async (...args: string[]) => {
  const { code, out } = await saddlescope('run', ...args, '--steps', '20', '--json');
  return { code, loss: code === 0 ? (JSON.parse(out) as { loss: number }).loss : null };
};

test('every command that takes a table reads decimal commas', async () => {
  const plain = await loss('points.csv');
  expect(plain.code).toBe(0);
  expect(await loss('semi.csv')).toEqual(plain);
  expect(await loss('quoted.csv', '--set', 'data.decimal=comma')).toEqual(plain);
  await saddlescope('new', '--csv', 'quoted.csv', '--set', 'data.decimal=comma', '-o', 'new.json');
  expect(JSON.parse(readFileSync(at('new.json'), 'utf8'))).toHaveProperty('data.decimal', 'comma');
  expect(await loss('new.json')).toEqual(plain);
  const over = ['--set', 'data.decimal=comma', '--set', 'training.steps=20', '--over', 'seed=1..2'];
  expect((await saddlescope('sweep', 'quoted.csv', ...over)).code).toBe(0);
  const plane = ['--resolution', '3', '--set', 'data.decimal=comma', '--set', 'training.steps=5'];
  expect((await saddlescope('landscape', 'quoted.csv', ...plane)).code).toBe(0);
  const described = await saddlescope('inspect', 'quoted.csv', '--set', 'data.decimal=comma');
  expect({ code: described.code, err: described.err }).toEqual({ code: 0, err: '' });
});

test('what is found out is said, and what can be typed is named', async () => {
  expect((await saddlescope('run', 'semi.csv', '--steps', '5')).err).toBe(
    'semi.csv: its numbers are written with decimal commas, so 1,5 is read as one and a half.\n',
  );
  expect((await saddlescope('run', 'quoted.csv')).err).toMatch(/--set data\.decimal=comma\)\.\n$/);
});

test('--set goes on for any other setting of a run', async () => {
  const set = await loss('xor-pushed', '--set', 'training.rule.rate=0.7');
  expect(set).toEqual(await loss('xor-pushed', '--rate', '0.7'));
  expect((await saddlescope('run', 'xor-pushed', '--set', 'training.rat=1')).err).toMatch(
    /nothing called rat/,
  );
});
