import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readPngRecipe } from '../../src/files/png-recipe';
import { launch } from './launch';

/** The built command line as a person runs it: the studies that are commands of their own. */

const saddlescope = (...args: string[]) => launch(args);

describe('escape', () => {
  const options = ['--points', '3', '--smallest', '0.05'];

  test('prints a row per ε, the order of the saddle and the law', async () => {
    const { code, out, err } = await saddlescope('escape', 'xor-from-zero', ...options);
    expect(err).toBe('');
    expect(code).toBe(0);
    expect(out).toMatch(/^ +ε +escaped +median steps +law +flow time +law \(time\)\n/);
    expect(
      out
        .split('\n')
        .slice(1, 4)
        .every((line) => line.includes('1/1')),
    ).toBe(true);
    expect(out).toMatch(/A saddle of order 4\. /);
    expect(out).toMatch(/needs the time 1\.618·\(ε⁻² − Δ⁻²\) from ε to Δ/);
  });

  test('gives programs the same numbers', async () => {
    const { code, out } = await saddlescope('escape', 'xor-from-zero', '--json', ...options);
    expect(code).toBe(0);
    const report = JSON.parse(out) as { saddle: { form: { order: number } }; rows: { lengths: number[] }[] };
    expect(report.saddle.form.order).toBe(4);
    expect(report.rows.map(({ lengths }) => lengths.length)).toEqual([1, 1, 1]);
  });

  test('says what to mend', async () => {
    const { code, err } = await saddlescope(
      'escape',
      'xor-from-zero',
      '--direction',
      'values',
      '--values',
      '1,2',
    );
    expect(code).toBe(2);
    expect(err).toBe('saddlescope: values lists 2 numbers but the network has 9 parameters.\n');
  });
});

describe('a picture of an answer', () => {
  test('has the size that was asked for and the recipe of its run inside', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'saddlescope-study-'));
    const path = join(folder, 'order.png');
    const { code, err } = await saddlescope('order', 'xor-from-zero', '--png', path, '--size', '800x600');
    expect([code, err]).toEqual([0, `wrote ${path}\n`]);
    const png = readFileSync(path);
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([800, 600]);
    expect(JSON.parse(readPngRecipe(png, path))).toMatchObject({ name: 'XOR from zero' });
    rmSync(folder, { recursive: true });
  });

  test('is refused under another ending, before anything is computed', async () => {
    const { code, out, err } = await saddlescope('order', 'xor-from-zero', '--png', 'order.jpg');
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain('order.jpg: this option writes a .png file');
  });
});

test('round-off says what breaks the tie', async () => {
  const { code, out } = await saddlescope('round-off', 'xor-equal-units', '--watched', '50');
  expect(code).toBe(0);
  expect(out).toMatch(/^precision +sums +twins differ from step/);
  expect(out).toMatch(/f32 +kahan +never/);
  expect(out).toMatch(/f32 +permuted +\d/);
  expect(out).toMatch(/Nothing broke the tie but the last bit of a sum/);
});
