import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { decodeNpy } from '../../src/files/npy';
import { decodeSaddle } from '../../src/files/saddle-file';
import { pngSize } from './png-size';
import { launch } from './launch';

/** The built command line as a person runs it: landscapes as pictures, tables and arrays. */

const folder = mkdtempSync(join(tmpdir(), 'saddlescope-cli-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const at = (name: string) => join(folder, name);

const saddlescope = (...args: string[]) => launch(args, { cwd: folder });

beforeAll(async () => {
  expect((await saddlescope('run', 'xor-from-zero', '--epsilon', '0.5', '-o', 'x.saddle')).code).toBe(0);
});

test('landscape as a picture, a table and an array hold the same values', async () => {
  const args = ['landscape', 'x.saddle', '--resolution', '21'];
  expect((await saddlescope(...args, '-o', 'map.png', '--size', '640x480', '--theme', 'dark')).code).toBe(0);
  expect(pngSize(readFileSync(at('map.png')))).toEqual([640, 480]);
  await saddlescope(...args, '-o', 'map.csv');
  await saddlescope(...args, '-o', 'map.npy');
  const array = decodeNpy(readFileSync(at('map.npy')), 'map.npy');
  expect(array.shape).toEqual([21, 21]);
  const lines = readFileSync(at('map.csv'), 'utf8').trimEnd().split('\n');
  expect(lines).toHaveLength(1 + 21 * 21);
  expect(lines.slice(1).map((line) => Number(line.split(',')[2]))).toEqual(Array.from(array.data, Number));
  const { out } = await saddlescope(
    ...args,
    '--json',
    '--plane',
    'random',
    '--set',
    'seed=3',
    '--quantity',
    'gradient-norm',
  );
  const json = JSON.parse(out) as { values: number[][]; quantity: string; centreValue: number };
  expect(json.quantity).toBe('gradient-norm');
  expect(json.centreValue).toBe(0);
  expect(json.values).toHaveLength(21);
});

test('the curvature of a plane, in words, as a picture, an array and a run to be opened again', async () => {
  const args = ['landscape', 'x.saddle', '--resolution', '11', '--quantity', 'curvature'];
  for (const name of ['bent.svg', 'bent.npy']) {
    const { code, out } = await saddlescope(...args, '-o', name);
    expect(code).toBe(0);
    expect(out).toMatch(/smaller eigenvalue of the exact Hessian within the plane/);
    expect(out).toMatch(/^curvature at the centre \(origin\): /m);
  }
  expect(/>curvature /.test(readFileSync(at('bent.svg'), 'utf8'))).toBe(true);
  const { data } = decodeNpy(readFileSync(at('bent.npy')), 'bent.npy');
  expect(Array.from(data, Number).some((value) => value < 0)).toBe(true);
  await saddlescope(...args, '-o', 'bent.saddle');
  const file = decodeSaddle(readFileSync(at('bent.saddle')), 'bent.saddle').document;
  expect(file.results?.landscape?.quantity).toBe('curvature');
  expect(file.arrays['landscape_values']!.data).toEqual(data);
  const line = await saddlescope('line', 'x.saddle', '--at', 'final', '--curvature');
  expect(line.out).toMatch(/gradient norm +curvature/);
});
