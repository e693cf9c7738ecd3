/** Small helpers on vectors: samples sit in the lanes of a v128, two of them in f64 and four in f32. */

/** Bytes of one vector; rows of vectors are what every kernel walks along. */
export const VECTOR: usize = 16;

/** Sum of the lanes, always in the same order. */
// @ts-ignore: decorator
@inline
export function laneSum<T>(v: v128): T {
  if (sizeof<T>() == 8) {
    return <T>(f64x2.extract_lane(v, 0) + f64x2.extract_lane(v, 1));
  } else {
    return <T>(
      (f32x4.extract_lane(v, 0) + f32x4.extract_lane(v, 1) + (f32x4.extract_lane(v, 2) + f32x4.extract_lane(v, 3)))
    );
  }
}

/** [laneSum(a), laneSum(b)] in the lowest lanes, with the bits of `laneSum`. */
// @ts-ignore: decorator
@inline
export function laneSums<T>(a: v128, b: v128): v128 {
  if (sizeof<T>() == 8) {
    return f64x2.add(v128.shuffle<f64>(a, b, 0, 2), v128.shuffle<f64>(a, b, 1, 3));
  } else {
    const pairs = f32x4.add(v128.shuffle<f32>(a, b, 0, 2, 4, 6), v128.shuffle<f32>(a, b, 1, 3, 5, 7));
    return f32x4.add(v128.shuffle<f32>(pairs, pairs, 0, 2, 0, 2), v128.shuffle<f32>(pairs, pairs, 1, 3, 1, 3));
  }
}

/** A vector of zeros of the kernel's precision. */
// @ts-ignore: decorator
@inline
export function zero(): v128 {
  return i64x2.splat(0);
}

/** The sign bit of every lane, lane 0 in bit 0: which lanes of a comparison are true. */
// @ts-ignore: decorator
@inline
export function laneBits<T>(v: v128): i32 {
  return sizeof<T>() == 8 ? i64x2.bitmask(v) : i32x4.bitmask(v);
}

/** True when every lane is 0; NaN is not. */
// @ts-ignore: decorator
@inline
export function allZero<T>(v: v128): bool {
  return laneBits<T>(v128.eq<T>(v, zero())) == (sizeof<T>() == 8 ? 3 : 15);
}
