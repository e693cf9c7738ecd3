import { fastErf } from '../math/fast/erf';
import { fastExp } from '../math/fast/exp';
import { constant, one } from '../math/fast/vector';

// prettier-ignore
const F64: usize = memory.data<f64>([
  0.7071067811865476, // 0  1/√2
  0.3989422804014327, // 1  1/√(2π)
  0.5, //                2
  -0.5, //               3
  64.0, //               4
  -64.0, //              5
], 16);

// prettier-ignore
const F32: usize = memory.data<f32>([
  0.7071067811865476, // 0
  0.3989422804014327, // 1
  0.5, //                2
  -0.5, //               3
  64.0, //               4
  -64.0, //              5
], 16);

/** φ(z) = z·Φ(z) with Φ(z) = (1 + erf(z/√2))/2, the normal distribution function; φ′ = Φ(z) + z·e^(−z²/2)/√(2π). */
@unmanaged
export class Gelu {
  /** Φ(z) */
  // @ts-ignore: decorator
  @inline
  normal<T>(z: v128): v128 {
    const share = fastErf<T>(v128.mul<T>(z, constant<T>(F64, F32, 0)));
    return v128.mul<T>(constant<T>(F64, F32, 2), v128.add<T>(one<T>(), share));
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
    // e^(−z²/2) vanishes long before z² overflows; the bound keeps z·0 from becoming ∞·0. z first: a NaN stays.
    const near = v128.pmax<T>(v128.pmin<T>(z, constant<T>(F64, F32, 4)), constant<T>(F64, F32, 5));
    const exponential = fastExp<T>(v128.mul<T>(v128.mul<T>(near, near), constant<T>(F64, F32, 3)));
    const density = v128.mul<T>(exponential, constant<T>(F64, F32, 1));
    v128.store(slopes, v128.add<T>(normal, v128.mul<T>(near, density)));
  }
}
