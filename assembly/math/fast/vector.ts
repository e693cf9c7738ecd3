/** What the kernels' elementary functions share on vectors of T = f64 (two lanes) or f32 (four lanes). */

// prettier-ignore
const F64: usize = memory.data<u64>([
  0x7fffffffffffffff, //  0  all bits but the sign
  0x8000000000000000, //  8  the sign
  0x3ff0000000000000, // 16  1
], 16);

// prettier-ignore
const F32: usize = memory.data<u32>([
  0x7fffffff, //  0
  0x80000000, //  4
  0x3f800000, //  8
], 16);

/** Number `index` of a table that exists in both precisions, in every lane. Constants come from memory: math/README.md says why. */
// @ts-ignore: decorator
@inline
export function constant<T>(f64s: usize, f32s: usize, index: i32): v128 {
  return sizeof<T>() == 8 ? v128.load_splat<u64>(f64s + (index << 3)) : v128.load_splat<u32>(f32s + (index << 2));
}

// @ts-ignore: decorator
@inline
export function one<T>(): v128 {
  return constant<T>(F64, F32, 2);
}

/** |x| */
// @ts-ignore: decorator
@inline
export function magnitude<T>(x: v128): v128 {
  return v128.and(x, constant<T>(F64, F32, 0));
}

/** The sign bit of x. */
// @ts-ignore: decorator
@inline
export function sign<T>(x: v128): v128 {
  return v128.and(x, constant<T>(F64, F32, 1));
}

/** first + factor·second */
// @ts-ignore: decorator
@inline
export function affine<T>(first: v128, factor: v128, second: v128): v128 {
  return v128.add<T>(first, v128.mul<T>(factor, second));
}

/** Integer sums and differences on the bits of the lanes. */
// @ts-ignore: decorator
@inline
export function bitsAdd<T>(a: v128, b: v128): v128 {
  return sizeof<T>() == 8 ? i64x2.add(a, b) : i32x4.add(a, b);
}

// @ts-ignore: decorator
@inline
export function bitsSub<T>(a: v128, b: v128): v128 {
  return sizeof<T>() == 8 ? i64x2.sub(a, b) : i32x4.sub(a, b);
}

/** The lowest bits of the lanes moved into the place of the exponent; what was above them is lost. */
// @ts-ignore: decorator
@inline
export function toExponent<T>(bits: v128): v128 {
  return sizeof<T>() == 8 ? i64x2.shl(bits, 52) : i32x4.shl(bits, 23);
}

/** The exponent and the sign moved to the lowest bits. */
// @ts-ignore: decorator
@inline
export function fromExponent<T>(bits: v128): v128 {
  return sizeof<T>() == 8 ? i64x2.shr_u(bits, 52) : i32x4.shr_u(bits, 23);
}

/** The lowest bit of the lanes moved into the place of the sign. */
// @ts-ignore: decorator
@inline
export function lowestToSign<T>(bits: v128): v128 {
  return sizeof<T>() == 8 ? i64x2.shl(bits, 63) : i32x4.shl(bits, 31);
}

// @ts-ignore: decorator
@inline
export function halvedBits<T>(bits: v128): v128 {
  return sizeof<T>() == 8 ? i64x2.shr_u(bits, 1) : i32x4.shr_u(bits, 1);
}

/** One number in every lane; the scalar forms are the vector forms' lane 0. */
// @ts-ignore: decorator
@inline
export function lane0<T>(v: v128): T {
  return sizeof<T>() == 8 ? <T>f64x2.extract_lane(v, 0) : <T>f32x4.extract_lane(v, 0);
}
