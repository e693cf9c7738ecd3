import { fastSigmoid } from '../math/fast/sigmoid';
import { constant } from './constant';

/** φ(z) = 1/(1 + e⁻ᶻ), φ′ = φ(1 − φ). */
@unmanaged
export class Sigmoid {
  // @ts-ignore: decorator
  @inline
  value<T>(z: v128): v128 {
    return fastSigmoid<T>(z);
  }

  // @ts-ignore: decorator
  @inline
  valueAndSlope<T>(z: v128, values: usize, slopes: usize): void {
    const value = fastSigmoid<T>(z);
    v128.store(values, value);
    v128.store(slopes, v128.mul<T>(value, v128.sub<T>(constant<T>(1), value)));
  }
}
