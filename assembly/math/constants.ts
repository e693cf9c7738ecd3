/**
 * Bit patterns and numbers that several functions share, kept in memory: a load costs less in a hot loop than a vector
 * constant built by the processor's front end.
 */

// prettier-ignore
const SHARED: usize = memory.data<u64>([
  0x7fffffffffffffff, //  0  all bits but the sign
  0x8000000000000000, //  8  the sign
  0xfffffffff8000000, // 16  sign, exponent, leading 26 bits of a significand
  0x3ff0000000000000, // 24  1
  0x3fe0000000000000, // 32  1/2
  0x4338000000000000, // 40  1.5·2⁵²: adding it rounds to the nearest integer and leaves that integer in the low bits
], 16);

// @ts-ignore: decorator
@inline
export function magnitudeMask(): v128 {
  return v128.load_splat<u64>(SHARED, 0);
}

// @ts-ignore: decorator
@inline
export function signMask(): v128 {
  return v128.load_splat<u64>(SHARED, 8);
}

// @ts-ignore: decorator
@inline
export function leadingMask(): v128 {
  return v128.load_splat<u64>(SHARED, 16);
}

// @ts-ignore: decorator
@inline
export function one(): v128 {
  return v128.load_splat<u64>(SHARED, 24);
}

// @ts-ignore: decorator
@inline
export function half(): v128 {
  return v128.load_splat<u64>(SHARED, 32);
}

// @ts-ignore: decorator
@inline
export function integerMagic(): v128 {
  return v128.load_splat<u64>(SHARED, 40);
}
