import { expect, test } from 'vitest';
import { mapped, NAMES, scalar, spread } from './functions';

/** Oracle: the scalar form. Whatever stands in the other lanes, in whichever place of an array, the bits are the same. */

/** Arguments of every kind next to each other: usual ones, all magnitudes, and those that take a side path. */
function mixture(): Float64Array {
  const usual = Array.from({ length: 301 }, (_, i) => (i - 150) / 7.3);
  const special = [0, -0, Infinity, -Infinity, NaN, 5e-324, -5e-324, 1e-310, 1, -1, 705, -744, 4194304, 1e22, -1e300];
  const wide = Array.from(spread(700));
  return Float64Array.from([...usual, ...special, ...wide].flatMap((x, i) => [x, usual[(i * 7) % 301] ?? 0, special[i % 15] ?? 0, x]));
}

test.each(NAMES)('%s of f64 lanes has the scalar’s bits in both lanes and anywhere in an array', (name) => {
  const x = mixture();
  const shifted = Float64Array.from([...x.subarray(1), 0.5]).subarray(0, x.length);
  for (const lanes of [x, shifted, x.subarray(0, 2), x.subarray(0, 126), x.subarray(0, 128), x.subarray(0, 130)]) {
    const y = mapped(name, lanes);
    const different = lanes.findIndex((value, i) => !Object.is(y[i], scalar[name](value)));
    expect(different, `first different lane, x = ${lanes[different]}`).toBe(-1);
  }
});

test.each(NAMES)('%s of f32 lanes is the scalar of the promoted number, rounded', (name) => {
  const x = Float32Array.from(mixture());
  for (const lanes of [x, x.subarray(0, 4), x.subarray(4, 132), x.subarray(4, 136)]) {
    const y = mapped(name, lanes);
    const different = lanes.findIndex((value, i) => !Object.is(y[i], Math.fround(scalar[name](value))));
    expect(different, `first different lane, x = ${lanes[different]}`).toBe(-1);
  }
});
