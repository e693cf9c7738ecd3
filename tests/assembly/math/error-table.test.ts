import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { errorAgainstMpmath, errorInF32, gapToNearlyExact, type LargestError } from './errors';
import { FAST_NAMES, type FastName } from './fast';
import { spread } from './functions';

/**
 * The table of measured errors of the kernels' functions in assembly/math/README.md. Oracles: mpmath's values (references/README.md) and,
 * for many more points, the nearly exact functions. What is measured here on fewer points must not be larger than the table says.
 *
 * With WIDE_REFERENCES=<folder> of wider lists, written by `generate.py <name> 100000 > <folder>/<name>.json`, the table itself is
 * measured, those lists for f64 and every 61st f32, and printed:
 *   WIDE_REFERENCES=<folder> npx vitest run --config tests/vitest.config.ts tests/assembly/math/error-table.test.ts
 */
interface Documented {
  readonly f64: number;
  readonly f32: number;
}

/** Rows `| fastName | max ulp, f64 | max ulp, f32 | …` of the README. */
function documented(): ReadonlyMap<string, Documented> {
  const text = readFileSync(new URL('../../../assembly/math/README.md', import.meta.url), 'utf8');
  const rows = text.matchAll(/^\| fast(\w+) \| ([\d.]+) \| ([\d.]+) \|/gm);
  return new Map(Array.from(rows, ([, name, f64, f32]) => [name!.toLowerCase(), { f64: Number(f64), f32: Number(f32) }]));
}

/** Where a function is neither 0, 1 nor infinite, and where its reduction or its table changes. */
const RANGES: Record<FastName, readonly (readonly [number, number])[]> = {
  exp: [[-1, 1], [-20, 20], [-110, 90], [-746, 710]],
  expm1: [[-0.6, 0.6], [-3, 3], [-45, 45], [0, 90]],
  log1p: [[-0.02, 0.02], [-1, 1], [-0.5, 2], [0, 100]],
  tanh: [[-0.2, 0.2], [-1, 1], [-5, 5], [-20, 20]],
  sigmoid: [[-1, 1], [-8, 8], [-40, 40], [-746, 0]],
  softplus: [[-1, 1], [-8, 8], [-40, 40], [-746, 0]],
  erf: [[-0.2, 0.2], [-1, 1], [-3, 3], [-6.1, 6.1]],
  sin: [[-1, 1], [-10, 10], [-1100, 1100], [-9000, 9000]],
  cos: [[-1, 1], [-10, 10], [-1100, 1100], [-9000, 9000]],
};

function points(name: FastName): Float64Array {
  const each = 12_000;
  const inside = RANGES[name].flatMap(([low, high]) =>
    Array.from({ length: each }, (_, i) => low + (high - low) * ((0.5 + i * 0.6180339887498949) % 1)),
  );
  return Float64Array.from([...inside, ...spread(12_000), ...specials]);
}

/** Twelve, so that all points fill whole vectors. */
const specials = [0, -0, 5e-324, -5e-324, 2 ** -149, -(2 ** -149), 1e-310, 3e-42, Infinity, -Infinity, NaN, 1];

function say(name: FastName, precision: string, { error, at, points: count }: LargestError): void {
  console.log(`${name}, ${precision}: at most ${error.toFixed(3)} ulp, at ${at}, of ${count} points`);
}

describe.each(FAST_NAMES)('%s', (name) => {
  const bound = documented().get(name) ?? { f64: 0, f32: 0 };

  test('the table has it, with at most 4 ulp', () => {
    for (const error of [bound.f64, bound.f32]) {
      expect(error).toBeGreaterThan(0.5);
      expect(error).toBeLessThanOrEqual(4);
    }
  });

  test('f64: as near to mpmath as the table says', () => {
    const measured = errorAgainstMpmath(name, new URL(`./references/${name}.json`, import.meta.url));
    say(name, 'f64', measured);
    expect(measured.points).toBe(500);
    expect(measured.error, `at ${measured.at}`).toBeLessThanOrEqual(bound.f64);
    // No rounding to a double is better than this over hundreds of points: a smaller figure would mean that nothing was measured.
    expect(measured.error).toBeGreaterThan(0.45);
  });

  test('f64: as near to the nearly exact function', () => {
    const measured = gapToNearlyExact(name, points(name));
    expect(measured.error, `at ${measured.at}`).toBeLessThanOrEqual(bound.f64 + 0.78);
  });

  test('f32: as near to the nearly exact function as the table says', () => {
    const measured = errorInF32(name, Float32Array.from(points(name)));
    say(name, 'f32', measured);
    expect(measured.error, `at ${measured.at}`).toBeLessThanOrEqual(bound.f32);
    expect(measured.error).toBeGreaterThan(0.45);
  });
});

const folder = process.env['WIDE_REFERENCES'];

describe.runIf(folder).each(FAST_NAMES)('%s, the table', (name) => {
  test('measured', { timeout: 600_000 }, () => {
    const f64 = errorAgainstMpmath(name, `${folder}/${name}.json`);
    let f32: LargestError = { error: 0, at: NaN, points: 0 };
    const piece = new Uint32Array(1 << 16);
    for (let start = 0; start < 2 ** 32; start += 61 * piece.length) {
      for (let i = 0; i < piece.length; i++) piece[i] = start + 61 * i;
      const measured = errorInF32(name, new Float32Array(piece.buffer));
      f32 = { ...(measured.error > f32.error ? measured : f32), points: f32.points + piece.length };
    }
    say(name, 'wide, f64', f64);
    say(name, 'wide, f32', f32);
    const bound = documented().get(name) ?? { f64: 0, f32: 0 };
    expect(f64.error).toBeLessThanOrEqual(bound.f64);
    expect(f32.error).toBeLessThanOrEqual(bound.f32);
  });
});
