import { readFileSync } from 'node:fs';
import { fastMapped, type FastName } from './fast';
import { fromBits, mapped, ordinal } from './functions';

/** The largest errors of the kernels' functions, in units of the last place (ulp) of the exact result, and where they lie. */
export interface LargestError {
  readonly error: number;
  readonly at: number;
  readonly points: number;
}

type Point = readonly [x: string, rounded: string, remainder: number];

/** Memory of a test holds this many numbers of a source and a target. */
const PIECE = 1 << 17;

/** f64, against mpmath's values in a file as `references/generate.py` writes it. */
export function errorAgainstMpmath(name: FastName, file: URL | string): LargestError {
  const points = JSON.parse(readFileSync(file, 'utf8')) as Point[];
  let worst = { error: 0, at: NaN };
  for (let from = 0; from < points.length; from += PIECE) {
    const piece = points.slice(from, from + PIECE);
    const results = fastMapped(name, Float64Array.from(piece, ([x]) => fromBits(x)));
    piece.forEach(([x, rounded, remainder], i) => {
      const units = Number(ordinal(results[i]!) - ordinal(fromBits(rounded)));
      const error = Number.isFinite(results[i]) ? Math.abs(units - remainder) : Infinity;
      if (!(error <= worst.error)) worst = { error, at: fromBits(x) };
    });
  }
  return { ...worst, points: points.length };
}

/** f64, against the nearly exact function: its own error, below one ulp, is part of the result. Whole units. */
export function gapToNearlyExact(name: FastName, x: Float64Array): LargestError {
  const fast = fastMapped(name, x);
  const exact = mapped(name, x);
  let worst = { error: 0, at: NaN };
  fast.forEach((y, i) => {
    if (Object.is(y, exact[i])) return;
    const gap = Math.abs(Number(ordinal(y) - ordinal(exact[i]!)));
    const error = Number.isNaN(y) || Number.isNaN(exact[i]) ? Infinity : gap;
    if (!(error <= worst.error)) worst = { error, at: x[i]! };
  });
  return { ...worst, points: x.length };
}

const real = new Float32Array(1);
const bits = new Uint32Array(real.buffer);

/** One unit in the last place of an f32 near y: 2⁻¹⁴⁹ at least. */
function unit(y: number): number {
  real[0] = y;
  const exponent = Math.max((bits[0]! >>> 23) & 255, 1);
  // fround may have gone up to the next power of two.
  return 2 ** (exponent - 150) * (Math.abs(y) < Math.abs(real[0]) && (bits[0]! & 0x7fffff) === 0 ? 0.5 : 1);
}

/** f32, against the nearly exact function in f64, whose own error is some 10⁻⁹ units of an f32's last place. */
export function errorInF32(name: FastName, x: Float32Array): LargestError {
  const fast = fastMapped(name, x);
  const exact = mapped(name, Float64Array.from(x));
  let worst = { error: 0, at: NaN };
  fast.forEach((y, i) => {
    if (Object.is(y, Math.fround(exact[i]!))) {
      // The right rounding, and the only way to be right at an infinity or NaN.
      if (!Number.isFinite(y)) return;
    } else if (Number.isNaN(y) !== Number.isNaN(exact[i])) worst = { error: Infinity, at: x[i]! };
    // Beyond the largest f32 an infinity counts as 2¹²⁸.
    const value = Math.abs(y) === Infinity ? Math.sign(y) * 2 ** 128 : y;
    const error = Math.abs(value - exact[i]!) / unit(Math.min(Math.max(exact[i]!, -3.4e38), 3.4e38));
    if (error > worst.error) worst = { error, at: x[i]! };
  });
  return { ...worst, points: x.length };
}
