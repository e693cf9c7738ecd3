import { constant } from './constant';

/** z where z > 0, else 0. NaN stays NaN, so that a diverging run is noticed. */
// @ts-ignore: decorator
@inline
export function reluValue<T>(z: v128): v128 {
  // pmax keeps a NaN in its first operand; adding 0 turns −0 into 0.
  return v128.add<T>(v128.pmax<T>(z, constant<T>(0)), constant<T>(0));
}

/** φ(z) = z where z > 0, else 0; φ′(0) = 0. */
@unmanaged
export class Relu {
  // @ts-ignore: decorator
  @inline
  value<T>(z: v128): v128 {
    return reluValue<T>(z);
  }

  // @ts-ignore: decorator
  @inline
  valueAndSlope<T>(z: v128, values: usize, slopes: usize): void {
    v128.store(values, this.value<T>(z));
    v128.store(slopes, v128.and(v128.gt<T>(z, constant<T>(0)), constant<T>(1)));
  }
}
