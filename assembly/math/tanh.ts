/**
 * tanh. Own derivation: |x| = a + b with a the table's point near the multiple of 1/8 nearest to |x| (b is exact, |b| ≤ 1/16), and the
 * addition formula is
 *   tanh(a + b) = A + C·T/(1 + A·T),  A = tanh a, C = 1 − A², T = tanh b = b·n/d,  n and d polynomials of degree 2 in b², so
 *   tanh(a + b) = A + C·(b + b·(n − d − A·b·n)/(d + A·b·n)).
 * The table's points are such that A is a double and C has 26 bits. The product of C and the leading 26 bits of b is therefore exact, its
 * sum with A keeps its rounding error, and everything else is at most a hundredth of the result: the error is little more than that
 * of the last rounding.
 *
 * The work is cut into three steps. On its own a vector goes through them one after the other; over an array each step runs over a
 * chunk, which keeps the processor busy instead of waiting for one long chain. Both give the same bits.
 */
import { leadingMask, magnitudeMask, one } from './constants';
import { TANH_GRID } from './tables/hyperbolic-tangent';

// prettier-ignore
const CONSTANTS: usize = memory.data<f64>([
  19.125, //                   0  0x4033200000000000  tanh rounds to 1 from 19.0615 on
  844424930131968.0, //        8  0x4308000000000000  1.5·2⁴⁹: adding it rounds to a multiple of 1/8
  0.11110985597823474, //     16  0x3fbc71b20db095f7  n = 1 + b²·(16) + b⁴·(24), interpolated at Chebyshev nodes of b² in [0, 1/256]
  0.001058117388524094, //    24  0x3f515610e50efd69
  0.44444318931156807, //     32  0x3fdc71c1d8c17ad3  d = 1 + b²·(32) + b⁴·(40)
  0.015872513825714977, //    40  0x3f9040e25f25a2c1
], 16);

/** Vectors per chunk of an array. */
const CHUNK: usize = 64;
/** What the steps hand on, one chunk each: place in the table, b, numerator, denominator; and f32 lanes as f64. */
const PLACES: usize = memory.data(1024, 16);
const DISTANCES: usize = memory.data(1024, 16);
const NUMERATORS: usize = memory.data(1024, 16);
const DENOMINATORS: usize = memory.data(1024, 16);
const WIDENED: usize = memory.data(1024, 16);

// @ts-ignore: decorator
@inline
function constant(offset: usize): v128 {
  return v128.load_splat<f64>(CONSTANTS + offset);
}

/** |x|, at most 19.125; pmin with the variable first keeps a NaN. */
// @ts-ignore: decorator
@inline
function bounded(x: v128, magnitude: v128, limit: v128): v128 {
  return f64x2.pmin(v128.and(x, magnitude), limit);
}

/** Low byte of a lane of `size` + rounder to the address of the table's row. A NaN may lead past the table's end, but not out of memory. */
// @ts-ignore: decorator
@inline
function row(byte: u32): usize {
  return <usize>(byte << 5) + TANH_GRID;
}

// @ts-ignore: decorator
@inline
function distance(size: v128, row0: usize, row1: usize): v128 {
  return f64x2.sub(size, v128.load_lane<f64>(row1, v128.load_zero<f64>(row0, 16), 1, 16));
}

// @ts-ignore: decorator
@inline
function polynomial(s: v128, first: v128, second: v128): v128 {
  return f64x2.add(first, f64x2.mul(s, second));
}

/** A·b·n */
// @ts-ignore: decorator
@inline
function product(value: v128, b: v128, s: v128, n: v128): v128 {
  return f64x2.mul(value, f64x2.add(b, f64x2.mul(f64x2.mul(b, s), n)));
}

/** b·(n − d − A·b·n) */
// @ts-ignore: decorator
@inline
function numerator(b: v128, s: v128, n: v128, d: v128, u: v128): v128 {
  return f64x2.mul(b, f64x2.sub(f64x2.mul(s, f64x2.sub(n, d)), u));
}

/** d + A·b·n */
// @ts-ignore: decorator
@inline
function denominator(s: v128, d: v128, u: v128, unit: v128): v128 {
  return f64x2.add(f64x2.add(unit, f64x2.mul(s, d)), u);
}

/** A + C·(b + bend) with the sign of x. */
// @ts-ignore: decorator
@inline
function complete(x: v128, value: v128, slope: v128, b: v128, bend: v128, magnitude: v128, leading: v128): v128 {
  const leadingB = v128.and(b, leading);
  const exact = f64x2.mul(slope, leadingB);
  const sum = f64x2.add(value, exact);
  const error = f64x2.sub(exact, f64x2.sub(sum, value));
  const small = f64x2.add(f64x2.mul(slope, f64x2.add(f64x2.sub(b, leadingB), bend)), error);
  // The bits of x that the magnitude has not: its sign.
  return v128.or(f64x2.add(sum, small), v128.andnot(x, magnitude));
}

/** tanh x; exactly odd, ±1 from 19.0615 on, subnormals and −0 returned as they are, NaN kept. */
// @ts-ignore: decorator
@inline
export function tanhF64x2(x: v128): v128 {
  const size = bounded(x, magnitudeMask(), constant(0));
  const place = f64x2.add(size, constant(8));
  const row0 = row(i8x16.extract_lane_u(place, 0));
  const row1 = row(i8x16.extract_lane_u(place, 8));
  const entry0 = v128.load(row0);
  const entry1 = v128.load(row1);
  const value = v128.shuffle<f64>(entry0, entry1, 0, 2);
  const slope = v128.shuffle<f64>(entry0, entry1, 1, 3);
  const b = distance(size, row0, row1);
  const s = f64x2.mul(b, b);
  const n = polynomial(s, constant(16), constant(24));
  const d = polynomial(s, constant(32), constant(40));
  const u = product(value, b, s, n);
  const bend = f64x2.div(numerator(b, s, n, d, u), denominator(s, d, u, one()));
  return complete(x, value, slope, b, bend, magnitudeMask(), leadingMask());
}

/** The same bits as a lane of `tanhF64x2`. */
export function tanhF64(x: f64): f64 {
  return f64x2.extract_lane(tanhF64x2(f64x2.splat(x)), 0);
}

/** target[i] = tanh(source[i]) for at most CHUNK vectors of f64. */
function tanhChunk(source: usize, target: usize, bytes: usize): void {
  const magnitude = magnitudeMask();
  const limit = constant(0);
  const rounder = constant(8);
  for (let at: usize = 0; at < bytes; at += 16) {
    v128.store(at, f64x2.add(bounded(v128.load(source + at), magnitude, limit), rounder), PLACES);
  }

  const n1 = constant(16);
  const n2 = constant(24);
  const d1 = constant(32);
  const d2 = constant(40);
  const unit = one();
  for (let at: usize = 0; at < bytes; at += 16) {
    const row0 = row(load<u8>(at, PLACES));
    const row1 = row(load<u8>(at, PLACES + 8));
    const value = v128.load_lane<f64>(row1, v128.load_zero<f64>(row0), 1);
    const b = distance(bounded(v128.load(source + at), magnitude, limit), row0, row1);
    const s = f64x2.mul(b, b);
    const n = polynomial(s, n1, n2);
    const d = polynomial(s, d1, d2);
    const u = product(value, b, s, n);
    v128.store(at, b, DISTANCES);
    v128.store(at, numerator(b, s, n, d, u), NUMERATORS);
    v128.store(at, denominator(s, d, u, unit), DENOMINATORS);
  }

  const leading = leadingMask();
  for (let at: usize = 0; at < bytes; at += 16) {
    const entry0 = v128.load(row(load<u8>(at, PLACES)));
    const entry1 = v128.load(row(load<u8>(at, PLACES + 8)));
    const value = v128.shuffle<f64>(entry0, entry1, 0, 2);
    const slope = v128.shuffle<f64>(entry0, entry1, 1, 3);
    const b = v128.load(at, DISTANCES);
    const bend = f64x2.div(v128.load(at, NUMERATORS), v128.load(at, DENOMINATORS));
    v128.store(target + at, complete(v128.load(source + at), value, slope, b, bend, magnitude, leading));
  }
}

/**
 * target[i] = tanh(source[i]) for `vectors` 16-byte vectors of T = f64 or f32, with the bits of `tanh<T>` (lanes.ts) and a third faster.
 * Source and target may be the same. Uses scratch of this module: one call at a time per memory.
 */
export function tanhArray<T>(source: usize, target: usize, vectors: i32): void {
  const end = source + ((<usize>vectors) << 4);
  if (sizeof<T>() == 8) {
    while (source < end) {
      const bytes = min(end - source, CHUNK << 4);
      tanhChunk(source, target, bytes);
      source += bytes;
      target += bytes;
    }
  } else {
    while (source < end) {
      const bytes = min(end - source, CHUNK << 3);
      for (let at: usize = 0; at < bytes; at += 8) {
        v128.store(at << 1, f64x2.promote_low_f32x4(v128.load64_zero(source + at)), WIDENED);
      }
      tanhChunk(WIDENED, WIDENED, bytes << 1);
      for (let at: usize = 0; at < bytes; at += 8) {
        v128.store64_lane(target + at, f32x4.demote_f64x2_zero(v128.load(at << 1, WIDENED)), 0);
      }
      source += bytes;
      target += bytes;
    }
  }
}
