/**
 * tanh for the network's kernels: measured errors in math/README.md; over arrays in under two thirds of the time of the nearly exact
 * math/tanh.ts in f64, in under a third in f32. Own derivation:
 * |x| = j/8 + b with j/8 the multiple of 1/8 nearest to |x| (b is exact, |b| ≤ 1/16), and by the addition formula
 *   tanh(j/8 + b) = (A + T)/(1 + A·T),  A = tanh(j/8) from a table, T = tanh b,
 * with one division: in f64 T = u/d, u = b·n, n and d polynomials in b², so the quotient is (A·d + u)/(d + A·u);
 * in f32 T is a polynomial and the value A + T·(1 − A²)/(1 + A·T), whose error is smaller.
 *
 * Exactly odd; ±1 at most, and ±1 from 19.0625 (f64) or 9.0625 (f32) on; subnormals and −0 returned as they are; NaN kept.
 */
import { TANH_OF_EIGHTHS_F32, TANH_OF_EIGHTHS_F64 } from '../tables/tanh-of-eighths';

// prettier-ignore
const F64: usize = memory.data<f64>([
  19.125, //                 0  the last row of the table
  844424930131968.0, //      8  0x4308000000000000  1.5·2⁴⁹: adding it rounds to a multiple of 1/8 and leaves j in the low byte
  0.09523543785778864, //   16  0x3fb861598304fa2f  n = 1 + b²·(16), interpolated at 0 and three Chebyshev nodes of b² in [0, 1/256]
  0.4285687711911032, //    24  0x3fdb6dabb616928f  d = 1 + b²·((24) + b²·(32))
  0.009522923816864173, //  32  0x3f8380c132d8898e
  1.0, //                   40
  -19.125, //               48  the first row of the table
  105553116266515.125, //   56  1.5·2⁴⁶ + 153/8: adding j/8 leaves the offset of row j in the low two bytes
], 16);

// prettier-ignore
const F32: usize = memory.data<f32>([
  19.125, //                0  the last row of the table
  1572864.0, //             4  0x49c00000  1.5·2²⁰: adding it rounds to a multiple of 1/8 and leaves j in the low byte
  -0.33333322405815125, //  8  0xbeaaaaa7  T = b + b·b²·((8) + b²·(12)), interpolated at 0 and two Chebyshev nodes of b²
  0.13312281668186188, //  12  0x3e085159
  1.0, //                  16
  393216.0, //             20  0x48c00000  1.5·2¹⁸: adding j/8 leaves the offset of row j in the low two bytes
], 16);

/** Vectors per chunk of an array: the first stage runs over a chunk ahead of the second, which need not wait for its table rows. */
const CHUNK: usize = 64;
const PLACES: usize = memory.data(1024, 16);
const RESTS: usize = memory.data(1024, 16);
/** Row 0. */
const FROM_ZERO_F64: usize = TANH_OF_EIGHTHS_F64 + 153 * 8;

// @ts-ignore: decorator
@inline
function constant<T>(index: usize): v128 {
  return sizeof<T>() == 8 ? v128.load_splat<f64>(F64 + (index << 3)) : v128.load_splat<f32>(F32 + (index << 2));
}

/** All bits but the signs. */
// @ts-ignore: decorator
@inline
function magnitude<T>(): v128 {
  return sizeof<T>() == 8 ? i64x2.splat(0x7fffffffffffffff) : i32x4.splat(0x7fffffff);
}

/** The signs. */
// @ts-ignore: decorator
@inline
function signs<T>(): v128 {
  return sizeof<T>() == 8 ? i64x2.splat(i64.MIN_VALUE) : i32x4.splat(i32.MIN_VALUE);
}

/** |x|, at most the table's end; pmin with the variable first keeps a NaN. */
// @ts-ignore: decorator
@inline
function bounded<T>(x: v128, mask: v128, limit: v128): v128 {
  return v128.pmin<T>(v128.and(x, mask), limit);
}

/** The table's values for the low bytes of `place`'s lanes. A NaN may lead past the table's end, but not out of memory. */
// @ts-ignore: decorator
@inline
function gathered<T>(place: v128): v128 {
  if (sizeof<T>() == 8) {
    const low = FROM_ZERO_F64 + ((<usize>i32x4.extract_lane(place, 0) & 255) << 3);
    const high = FROM_ZERO_F64 + ((<usize>i32x4.extract_lane(place, 2) & 255) << 3);
    return v128.load_lane<f64>(high, v128.load_zero<f64>(low), 1);
  } else {
    const first = TANH_OF_EIGHTHS_F32 + ((<usize>i8x16.extract_lane_u(place, 0)) << 2);
    const second = TANH_OF_EIGHTHS_F32 + ((<usize>i8x16.extract_lane_u(place, 4)) << 2);
    const third = TANH_OF_EIGHTHS_F32 + ((<usize>i8x16.extract_lane_u(place, 8)) << 2);
    const fourth = TANH_OF_EIGHTHS_F32 + ((<usize>i8x16.extract_lane_u(place, 12)) << 2);
    const half = v128.load_lane<f32>(second, v128.load_zero<f32>(first), 1);
    return v128.load_lane<f32>(fourth, v128.load_lane<f32>(third, half, 2), 3);
  }
}

/**
 * tanh(j/8 + b), A = tanh(j/8). It is at most 1: rounding keeps order, and in f64 what the product with A loses to rounding is never as
 * much as the numerator lacks to the denominator; in f32 1 − A² is so small next to 1 that the sum stays below.
 */
// @ts-ignore: decorator
@inline
function completed<T>(a: v128, b: v128, c1: v128, c2: v128, c3: v128, one: v128): v128 {
  const s = v128.mul<T>(b, b);
  if (sizeof<T>() == 8) {
    const u = f64x2.mul(b, f64x2.add(one, f64x2.mul(s, c1)));
    const d = f64x2.add(one, f64x2.mul(s, f64x2.add(c2, f64x2.mul(s, c3))));
    return f64x2.div(f64x2.add(f64x2.mul(a, d), u), f64x2.add(d, f64x2.mul(a, u)));
  } else {
    const t = f32x4.add(b, f32x4.mul(f32x4.mul(b, s), f32x4.add(c1, f32x4.mul(s, c2))));
    const rise = f32x4.mul(t, f32x4.sub(one, f32x4.mul(a, a)));
    return f32x4.add(a, f32x4.div(rise, f32x4.add(one, f32x4.mul(a, t))));
  }
}

/** tanh of every lane of T = f64 or f32. */
// @ts-ignore: decorator
@inline
export function fastTanh<T>(x: v128): v128 {
  const mask = magnitude<T>();
  const size = bounded<T>(x, mask, constant<T>(0));
  const place = v128.add<T>(size, constant<T>(1));
  const b = v128.sub<T>(size, v128.sub<T>(place, constant<T>(1)));
  const c3 = sizeof<T>() == 8 ? constant<T>(4) : b;
  const one = constant<T>(sizeof<T>() == 8 ? 5 : 4);
  const result = completed<T>(gathered<T>(place), b, constant<T>(2), constant<T>(3), c3, one);
  // The bits of x that the magnitude has not: its sign.
  return v128.or(result, v128.andnot(x, mask));
}

/**
 * Over arrays tanh goes in two stages, the first ahead of the second, which then need not wait for its rows of the table. The first leaves,
 * per vector, b and a place: in the low two bytes of each lane the offset of the row in the table. In f64 j and b have the sign of x, which
 * saves taking it off and putting it back; in f32 that would lose the sign of −0, and the place carries it.
 */
// @ts-ignore: decorator
@inline
export function tanhSize<T>(x: v128, limit: v128, least: v128): v128 {
  return sizeof<T>() == 8 ? f64x2.pmax(f64x2.pmin(x, limit), least) : bounded<T>(x, magnitude<T>(), limit);
}

/** j/8 for a size. */
// @ts-ignore: decorator
@inline
export function tanhEighths<T>(size: v128, rounder: v128): v128 {
  return v128.sub<T>(v128.add<T>(size, rounder), rounder);
}

// @ts-ignore: decorator
@inline
export function tanhPlace<T>(x: v128, eighths: v128, scaler: v128): v128 {
  const place = v128.add<T>(eighths, scaler);
  return sizeof<T>() == 8 ? place : v128.or(place, v128.and(x, signs<T>()));
}

/** What the three above take: the largest size, the least, the rounder and the scaler. */
// @ts-ignore: decorator
@inline
export function tanhLimit<T>(): v128 {
  return constant<T>(0);
}

// @ts-ignore: decorator
@inline
export function tanhLeast<T>(): v128 {
  return sizeof<T>() == 8 ? constant<T>(6) : constant<T>(0);
}

// @ts-ignore: decorator
@inline
export function tanhRounder<T>(): v128 {
  return constant<T>(1);
}

// @ts-ignore: decorator
@inline
export function tanhScaler<T>(): v128 {
  return sizeof<T>() == 8 ? constant<T>(7) : constant<T>(5);
}

/** The rows of the table for a place in memory. A NaN may lead past the table's end, but not out of the two pages that every memory has. */
// @ts-ignore: decorator
@inline
function rowsOf<T>(place: usize, offset: usize): v128 {
  const at = place + offset;
  if (sizeof<T>() == 8) {
    const low = v128.load_zero<f64>(<usize>load<u16>(at), TANH_OF_EIGHTHS_F64);
    return v128.load_lane<f64>(<usize>load<u16>(at, 8), low, 1, TANH_OF_EIGHTHS_F64);
  } else {
    const first = v128.load_zero<f32>(<usize>load<u16>(at), TANH_OF_EIGHTHS_F32);
    const second = v128.load_lane<f32>(<usize>load<u16>(at, 4), first, 1, TANH_OF_EIGHTHS_F32);
    const third = v128.load_lane<f32>(<usize>load<u16>(at, 8), second, 2, TANH_OF_EIGHTHS_F32);
    return v128.load_lane<f32>(<usize>load<u16>(at, 12), third, 3, TANH_OF_EIGHTHS_F32);
  }
}

// @ts-ignore: decorator
@inline
function signed<T>(result: v128, place: usize, offset: usize, sign: v128): v128 {
  return sizeof<T>() == 8 ? result : v128.or(result, v128.and(v128.load(place + offset), sign));
}

/** The second stage: target[i] = tanh of what left rests[i] = b and places[i], for `bytes` of whole vectors, two of them a turn. */
export function tanhOfPlaces<T>(rests: usize, places: usize, target: usize, bytes: usize): void {
  secondStage<T>(rests, places, target, 0, bytes, false);
}

/** The same, and slopes[i] = 1 − target[i]² beside it, in the time that the next division takes anyway. */
function tanhAndSlopesOfPlaces<T>(rests: usize, places: usize, target: usize, slopes: usize, bytes: usize): void {
  secondStage<T>(rests, places, target, slopes, bytes, true);
}

// @ts-ignore: decorator
@inline
function secondStage<T>(rests: usize, places: usize, target: usize, slopes: usize, bytes: usize, sloped: bool): void {
  const c1 = constant<T>(2);
  const c2 = constant<T>(3);
  const c3 = sizeof<T>() == 8 ? constant<T>(4) : c2;
  const one = constant<T>(sizeof<T>() == 8 ? 5 : 4);
  const sign = signs<T>();
  const end = places + bytes;
  for (const pairs = places + (bytes & ~31); places < pairs; places += 32) {
    const first = completed<T>(rowsOf<T>(places, 0), v128.load(rests), c1, c2, c3, one);
    v128.store(target, signed<T>(first, places, 0, sign));
    if (sloped) v128.store(slopes, tanhSlope<T>(first, one));
    const second = completed<T>(rowsOf<T>(places, 16), v128.load(rests, 16), c1, c2, c3, one);
    v128.store(target, signed<T>(second, places, 16, sign), 16);
    if (sloped) v128.store(slopes, tanhSlope<T>(second, one), 16);
    rests += 32;
    target += 32;
    if (sloped) slopes += 32;
  }
  if (places == end) return;
  const last = completed<T>(rowsOf<T>(places, 0), v128.load(rests), c1, c2, c3, one);
  v128.store(target, signed<T>(last, places, 0, sign));
  if (sloped) v128.store(slopes, tanhSlope<T>(last, one));
}

/** 1 − φ² */
// @ts-ignore: decorator
@inline
function tanhSlope<T>(value: v128, one: v128): v128 {
  return v128.sub<T>(one, v128.mul<T>(value, value));
}

/** The first stage for at most CHUNK vectors. */
// @ts-ignore: decorator
@inline
function firstStage<T>(source: usize, bytes: usize): void {
  const limit = tanhLimit<T>();
  const least = tanhLeast<T>();
  const rounder = tanhRounder<T>();
  const scaler = tanhScaler<T>();
  for (let at: usize = 0; at < bytes; at += 16) {
    const x = v128.load(source + at);
    const size = tanhSize<T>(x, limit, least);
    const eighths = tanhEighths<T>(size, rounder);
    v128.store(at, v128.sub<T>(size, eighths), RESTS);
    v128.store(at, tanhPlace<T>(x, eighths, scaler), PLACES);
  }
}

/** target[i] = tanh(source[i]) for `bytes` of whole vectors, with the bits of `fastTanh`; source and target may be the same. */
export function fastTanhArray<T>(source: usize, target: usize, bytes: usize): void {
  for (let at: usize = 0; at < bytes; at += CHUNK << 4) {
    const part = min(bytes - at, CHUNK << 4);
    firstStage<T>(source + at, part);
    tanhOfPlaces<T>(RESTS, PLACES, target + at, part);
  }
}

/** Rows of z in place to tanh z, and 1 − tanh² z beside it. */
export function fastTanhWithSlopes<T>(rows: usize, slopes: usize, bytes: usize): void {
  for (let at: usize = 0; at < bytes; at += CHUNK << 4) {
    const part = min(bytes - at, CHUNK << 4);
    firstStage<T>(rows + at, part);
    tanhAndSlopesOfPlaces<T>(RESTS, PLACES, rows + at, slopes + at, part);
  }
}
