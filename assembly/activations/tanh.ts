import { fastTanh } from '../math/fast/tanh';
import { constant } from './constant';

/** φ(z) = tanh z, φ′ = 1 − φ². */
@unmanaged
export class Tanh {
  // @ts-ignore: decorator
  @inline
  value<T>(z: v128): v128 {
    return fastTanh<T>(z);
  }

  // @ts-ignore: decorator
  @inline
  valueAndSlope<T>(z: v128, values: usize, slopes: usize): void {
    const value = fastTanh<T>(z);
    v128.store(values, value);
    v128.store(slopes, v128.sub<T>(constant<T>(1), v128.mul<T>(value, value)));
  }
}
