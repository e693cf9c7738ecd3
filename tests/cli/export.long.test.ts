import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { decodeNpy } from '../../src/files/npy';
import { hasNumpy, python } from '../files/numpy';
import { launch } from './launch';

/** Oracle: the CSV of the same numbers, which csv-parse reads, and NumPy. */

const folder = mkdtempSync(join(tmpdir(), 'saddlescope-export-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const at = (name: string) => join(folder, name);
const saddlescope = (...args: string[]) => launch(args, { cwd: folder });
const table = (name: string): string[][] => parse(readFileSync(at(name), 'utf8'));

beforeAll(async () => {
  await saddlescope('run', 'xor-pushed', '--steps', '40', '-o', 'x.saddle');
  const axes = ['--over', 'rate=0.1,0.3', '--over', 'activation=["tanh","sigmoid"]', '--over', 'seed=3..5'];
  const sweep = ['sweep', 'xor-pushed', ...axes, '--set', 'training.steps=30'];
  await saddlescope(...sweep, '-o', 's.saddle', '--csv', 'rows.csv');
}, 60_000);

describe('a history', () => {
  test('is the same table as CSV and as NPY', async () => {
    expect((await saddlescope('export', 'x.saddle', '-o', 'h.csv')).code).toBe(0);
    expect((await saddlescope('export', 'x.saddle', '-o', 'h.npy', '--what', 'history')).code).toBe(0);
    const [header, ...rows] = table('h.csv');
    const { shape, data } = decodeNpy(readFileSync(at('h.npy')), 'h.npy');
    expect(shape).toEqual([41, header!.length]);
    expect(Array.from(data, Number)).toStrictEqual(rows.flat().map(Number));
  });

  test.skipIf(!hasNumpy)('is read by NumPy', () => {
    const { stdout } = spawnSync(
      python,
      ['-c', 'import numpy; a = numpy.load("h.npy"); print(a.shape, a.dtype)'],
      {
        cwd: folder,
      },
    );
    expect(stdout.toString().trim()).toBe('(41, 7) float64');
  });

  test('--what that does not fit writes nothing', async () => {
    const { code, err } = await saddlescope('export', 'x.saddle', '-o', 'th.csv', '--what', 'theta');
    expect(err).toMatch(/--what theta is written as \.npy or \.safetensors/);
    expect({ code, there: existsSync(at('th.csv')) }).toEqual({ code: 2, there: false });
  });
});

describe('a sweep', () => {
  test('is the CSV that the sweep writes', async () => {
    const { code, err } = await saddlescope('export', 's.saddle', '-o', 'again.csv');
    expect({ code, err }).toEqual({ code: 0, err: 'wrote again.csv\n' });
    expect(readFileSync(at('again.csv'), 'utf8')).toBe(readFileSync(at('rows.csv'), 'utf8'));
  });

  test('is the same table as NPY, with numbers for words', async () => {
    expect((await saddlescope('export', 's.saddle', '-o', 's.npy')).code).toBe(0);
    const [header, ...rows] = table('rows.csv');
    const { shape, data } = decodeNpy(readFileSync(at('s.npy')), 's.npy');
    expect(shape).toEqual([12, header!.length]);
    const words: Record<string, number> = { tanh: 0, sigmoid: 1, finished: 0 };
    expect(Array.from(data, Number)).toStrictEqual(rows.flat().map((cell) => words[cell] ?? Number(cell)));
  });

  test('is itself as .saddle, and its experiment as JSON', async () => {
    await saddlescope('export', 's.saddle', '-o', 'copy.saddle');
    expect(readFileSync(at('copy.saddle')).equals(readFileSync(at('s.saddle')))).toBe(true);
    await saddlescope('export', 's.saddle', '-o', 's.json');
    expect(JSON.parse(readFileSync(at('s.json'), 'utf8'))).toHaveProperty('sweep.axes');
  });

  test('has no history and no parameters', async () => {
    for (const [file, ...more] of [['t.safetensors'], ['t.py'], ['t.npy', '--what', 'history']]) {
      const { code, err } = await saddlescope('export', 's.saddle', '-o', file!, ...more);
      expect(err).toMatch(/^saddlescope: s\.saddle holds a sweep and no run: it is written as .*\n$/);
      expect({ code, there: existsSync(at(file!)) }).toEqual({ code: 2, there: false });
    }
  });

  test('where there is none, it is said', async () => {
    const { code, err } = await saddlescope('export', 'x.saddle', '-o', 'none.csv', '--what', 'sweep');
    expect(err).toMatch(/x\.saddle: there are no rows of a sweep in it/);
    expect(code).toBe(2);
  });
});
