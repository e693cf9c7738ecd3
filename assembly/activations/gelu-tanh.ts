import { fastTanh } from '../math/fast/tanh';
import { constant } from './constant';

/** φ(z) = z(1 + t)/2 with t = tanh u, u = √(2/π)(z + 0.044715 z³); φ′ = (1 + t)/2 + z(1 − t²)u′/2. */
@unmanaged
export class GeluTanh {
  /** u(z); 0.7978845608028654 is √(2/π). */
  // @ts-ignore: decorator
  @inline
  argument<T>(z: v128): v128 {
    const cube = v128.mul<T>(v128.mul<T>(z, z), z);
    const inner = v128.add<T>(z, v128.mul<T>(constant<T>(0.044715), cube));
    return v128.mul<T>(constant<T>(0.7978845608028654), inner);
  }

  // @ts-ignore: decorator
  @inline
  value<T>(z: v128): v128 {
    return v128.mul<T>(v128.mul<T>(constant<T>(0.5), z), v128.add<T>(constant<T>(1), fastTanh<T>(this.argument<T>(z))));
  }

  // @ts-ignore: decorator
  @inline
  valueAndSlope<T>(z: v128, values: usize, slopes: usize): void {
    const one = constant<T>(1);
    const half = constant<T>(0.5);
    const t = fastTanh<T>(this.argument<T>(z));
    const rise = v128.add<T>(one, t);
    v128.store(values, v128.mul<T>(v128.mul<T>(half, z), rise));
    // Beyond |z| = 64 the term z(1 − t²)u′ is 0; the bound keeps z² from overflowing there. z first: a NaN stays.
    const near = v128.pmax<T>(v128.pmin<T>(z, constant<T>(64)), constant<T>(-64));
    const square = v128.mul<T>(near, near);
    const slope = v128.mul<T>(
      constant<T>(0.7978845608028654),
      v128.add<T>(one, v128.mul<T>(constant<T>(3 * 0.044715), square)),
    );
    const bend = v128.mul<T>(v128.mul<T>(near, v128.sub<T>(one, v128.mul<T>(t, t))), slope);
    v128.store(slopes, v128.mul<T>(half, v128.add<T>(rise, bend)));
  }
}
