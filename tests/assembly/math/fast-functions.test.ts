import { describe, expect, test } from 'vitest';
import { FAST_NAMES, fastMapped, fastScalar, type FastName, type Reals } from './fast';
import { fromOrdinal, mapped, ordinal, spread } from './functions';

/** The kernels' functions. Oracles: what the functions' definitions say about signs, limits, thresholds and order; their own scalar form. */

const PRECISIONS = [
  ['f64', Float64Array, 5e-324],
  ['f32', Float32Array, 2 ** -149],
] as const;

/** Numbers of all kinds beside each other. */
function mixture(): Float64Array {
  const usual = Array.from({ length: 401 }, (_, i) => (i - 200) / 7.3);
  const special = [0, -0, Infinity, -Infinity, NaN, 5e-324, 2 ** -149, 1, -1, 0.5, -0.5, 89, -104, 705, -744, 1024, 8192, 1e22, -1e30];
  const wide = Array.from(spread(600));
  return Float64Array.from([...usual, ...special, ...wide].flatMap((x, i) => [x, usual[(i * 7) % 401] ?? 0, special[i % 19] ?? 0]));
}

describe.each(PRECISIONS)('%s', (precision, View, least) => {
  const single = precision === 'f32';

  test.each(FAST_NAMES)('%s has the scalar form’s bits in every lane and anywhere in an array', (name) => {
    const x: Reals = View.from(mixture());
    for (const shift of [0, 1, 2, 3]) {
      const lanes = x.slice(shift);
      const y = fastMapped(name, lanes);
      const different = lanes.findIndex((value, i) => !Object.is(y[i], fastScalar(name, single, value)));
      expect(different, `first different lane, x = ${lanes[different]}`).toBe(-1);
    }
  });

  const cases: [FastName, number, number][] = [
    ['exp', 0, 1],
    ['exp', -0, 1],
    ['exp', least, 1],
    ['exp', 710, Infinity],
    ['exp', -746, 0],
    ['exp', Infinity, Infinity],
    ['exp', -Infinity, 0],
    ['exp', 3e38, Infinity],
    ['exp', -3e38, 0],
    ['expm1', 0, 0],
    ['expm1', -0, -0],
    ['expm1', least, least],
    ['expm1', -7 * least, -7 * least],
    ['expm1', 710, Infinity],
    ['expm1', -60, -1],
    ['expm1', Infinity, Infinity],
    ['expm1', -Infinity, -1],
    ['log1p', 0, 0],
    ['log1p', -0, -0],
    ['log1p', least, least],
    ['log1p', -7 * least, -7 * least],
    ['log1p', -1, -Infinity],
    ['log1p', -1.0000002, NaN],
    ['log1p', -Infinity, NaN],
    ['log1p', Infinity, Infinity],
    ['softplus', -Infinity, 0],
    ['softplus', Infinity, Infinity],
    ['softplus', -746, 0],
    ['softplus', 40, 40],
    ['softplus', 3e38, 3e38],
    ['erf', 0, 0],
    ['erf', -0, -0],
    ['erf', least, least],
    ['erf', -1000 * least, -1128 * least],
    ['erf', 6, 1],
    ['erf', -6, -1],
    ['erf', Infinity, 1],
    ['erf', -Infinity, -1],
    ['sin', 0, 0],
    ['sin', -0, -0],
    ['sin', least, least],
    ['sin', -7 * least, -7 * least],
    ['sin', Infinity, NaN],
    ['sin', -Infinity, NaN],
    ['cos', 0, 1],
    ['cos', -0, 1],
    ['cos', least, 1],
    ['cos', Infinity, NaN],
    ['cos', -Infinity, NaN],
  ];
  test.each(cases)('%s(%d) is %d', (name, x, y) => {
    const [argument] = View.of(x);
    expect(fastScalar(name, single, argument!)).toBe(View.of(y)[0]);
  });

  test.each(FAST_NAMES)('%s keeps NaN, whatever its sign and payload', (name) => {
    const x = View.from([NaN, 0.5, NaN, -0.5]);
    new Uint8Array(x.buffer).fill(0xff, 0, x.BYTES_PER_ELEMENT);
    expect(Array.from(fastMapped(name, x), Number.isNaN)).toEqual([true, false, true, false]);
  });

  const everything: Reals = View.from([...spread(20_000), ...Array.from({ length: 20_000 }, (_, i) => (i - 10_000) / 317.7)]);
  const mirrored = everything.map((x) => -x);

  test('tanh, erf and sin are odd and cos is even, to the bit', () => {
    for (const name of ['tanh', 'erf', 'sin'] as const) {
      expect(fastMapped(name, mirrored)).toEqual(fastMapped(name, everything).map((y) => -y));
    }
    expect(fastMapped('cos', mirrored)).toEqual(fastMapped('cos', everything));
  });

  test('no value leaves the function’s range', () => {
    const inside = (name: FastName, low: (x: number) => number, high: (x: number) => number): void => {
      const y = fastMapped(name, everything);
      const outside = everything.findIndex((x, i) => Number.isFinite(x) && !(y[i]! >= low(x) && y[i]! <= high(x)));
      expect(outside, `${name} at ${everything[outside]}: ${y[outside]}`).toBe(-1);
    };
    inside('exp', () => 0, () => Infinity);
    inside('expm1', () => -1, () => Infinity);
    inside('softplus', (x) => Math.max(x, 0), () => Infinity);
    inside('sigmoid', () => 0, () => 1);
    for (const name of ['tanh', 'erf', 'sin', 'cos'] as const) inside(name, () => -1, () => 1);
  });

  test('sin and cos beyond their limit are the nearly exact ones, whatever stands beside them', () => {
    const limit = single ? 1024 : 8192;
    const huge: Reals = View.from(spread(20_000)).map((x) => (Math.abs(x) < limit ? limit + Math.abs(x) : x));
    for (const name of ['sin', 'cos'] as const) {
      const y = fastMapped(name, huge);
      expect(y).toEqual(mapped(name, huge));
      const among = fastMapped(name, View.from(Array.from(huge).flatMap((x) => [x, 0.7])));
      expect(among.filter((_, i) => i % 2 === 0)).toEqual(y);
      expect(new Set(among.filter((_, i) => i % 2 === 1)).size).toBe(1);
    }
  });
});

test('f64 overflows and underflows at the right doubles', () => {
  const last = 709.782712893384;
  const first = -745.1332191019412;
  const next = (x: number, step: bigint): number => fromOrdinal(ordinal(x) + step);
  for (const name of ['exp', 'expm1'] as const) {
    expect(fastScalar(name, false, next(last, -1n))).toBeLessThan(Infinity);
    expect(fastScalar(name, false, next(last, 1n))).toBe(Infinity);
  }
  expect(fastScalar('exp', false, next(first, -1n))).toBe(0);
  expect(fastScalar('exp', false, next(first, 1n))).toBe(5e-324);
});

/**
 * Within their error these functions may fall from one number to the next; README gives the largest falls seen. Runs of neighbouring
 * numbers around the places where a reduction, a table's row or a scale changes, and in between.
 */
const RUNS: Record<Exclude<FastName, 'sin' | 'cos'>, readonly number[]> = {
  exp: [-745, -708.4, -87.4, -20, -1, -0.34657, 0.34657, 1, 1.0397, 88, 700],
  expm1: [-37, -16, -1, -0.5, 1e-5, 0.25, 0.5, 1.0397, 3, 88],
  log1p: [-0.999, -0.2928932, 1e-5, 0.1, 0.41421356, 1, 1.828427, 100, 1e9],
  tanh: [1e-5, 0.0625, 0.1875, 1.0625, 5.0625, 9, 17],
  sigmoid: [-745, -87.4, -36.7, -1, -0.34657, 0.34657, 1, 15, 30],
  softplus: [-745, -87.4, -36.7, -1, -0.34657, 0.34657, 1, 15, 30],
  erf: [1e-5, 0.015625, 0.03125, 0.09375, 0.25, 1.03125, 3, 3.9, 5.5],
};

describe.each(Object.entries(RUNS) as [keyof typeof RUNS, number[]][])('%s', (name, centres) => {
  test('never falls by more than 4 units in the last place between neighbours', () => {
    let worst = [0, 0];
    for (const centre of centres) {
      const start = ordinal(centre) - 1000n;
      const doubles = fastMapped(name, Float64Array.from({ length: 2000 }, (_, i) => fromOrdinal(start + BigInt(i))));
      const falls = doubles.map((y, i) => (i === 0 ? 0 : Number(ordinal(doubles[i - 1]!) - ordinal(y))));
      const bits = new Int32Array(Float32Array.of(centre).buffer)[0]!;
      const singles = fastMapped(name, new Float32Array(Int32Array.from({ length: 2000 }, (_, i) => bits - 1000 + i).buffer));
      const places = new Int32Array(singles.buffer, singles.byteOffset, singles.length).map((b) => (b < 0 ? -(b & 0x7fffffff) : b));
      // Towards 0 the ordinals of negative f32 run backwards.
      const direction = centre < 0 ? -1 : 1;
      const singleFalls = Array.from(places, (p, i) => (i === 0 ? 0 : direction * (places[i - 1]! - p)));
      worst = [Math.max(worst[0]!, ...falls), Math.max(worst[1]!, ...singleFalls)];
    }
    console.log(`${name} falls by at most ${worst[0]} (f64) and ${worst[1]} (f32) units`);
    expect(worst[0]).toBeLessThanOrEqual(4);
    expect(worst[1]).toBeLessThanOrEqual(4);
  });
});
