import { erf, exp } from '../math/lanes';
import { constant } from './constant';

/** φ(z) = z·Φ(z) with Φ(z) = (1 + erf(z/√2))/2, the normal distribution function; φ′ = Φ(z) + z·e^(−z²/2)/√(2π). */
@unmanaged
export class Gelu {
  /** Φ(z); 0.7071067811865476 is 1/√2. */
  // @ts-ignore: decorator
  @inline
  normal<T>(z: v128): v128 {
    const share = erf<T>(v128.mul<T>(z, constant<T>(0.7071067811865476)));
    return v128.mul<T>(constant<T>(0.5), v128.add<T>(constant<T>(1), share));
  }

  // @ts-ignore: decorator
  @inline
  value<T>(z: v128): v128 {
    return v128.mul<T>(z, this.normal<T>(z));
  }

  // @ts-ignore: decorator
  @inline
  valueAndSlope<T>(z: v128, values: usize, slopes: usize): void {
    const normal = this.normal<T>(z);
    v128.store(values, v128.mul<T>(z, normal));
    // e^(−z²/2) vanishes long before z² overflows; the bound keeps z·0 from becoming ∞·0.
    const near = v128.max<T>(v128.min<T>(z, constant<T>(64)), constant<T>(-64));
    const density = v128.mul<T>(
      exp<T>(v128.mul<T>(v128.mul<T>(near, near), constant<T>(-0.5))),
      constant<T>(0.3989422804014327),
    );
    v128.store(slopes, v128.add<T>(normal, v128.mul<T>(near, density)));
  }
}
