import { constant } from './constant';

/** φ(z) = z where z > 0, else 0.01 z; φ′(0) = 0.01. */
@unmanaged
export class LeakyRelu {
  // @ts-ignore: decorator
  @inline
  value<T>(z: v128): v128 {
    return v128.bitselect(z, v128.mul<T>(z, constant<T>(0.01)), v128.gt<T>(z, constant<T>(0)));
  }

  // @ts-ignore: decorator
  @inline
  valueAndSlope<T>(z: v128, values: usize, slopes: usize): void {
    v128.store(values, this.value<T>(z));
    v128.store(slopes, v128.bitselect(constant<T>(1), constant<T>(0.01), v128.gt<T>(z, constant<T>(0))));
  }
}
