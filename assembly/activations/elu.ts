import { exp, expm1 } from '../math/lanes';
import { constant } from './constant';

/** φ(z) = z where z > 0, else eᶻ − 1; φ′ = 1 where z > 0, else eᶻ, so φ′(0) = 1. */
@unmanaged
export class Elu {
  // @ts-ignore: decorator
  @inline
  value<T>(z: v128): v128 {
    return v128.bitselect(z, expm1<T>(z), v128.gt<T>(z, constant<T>(0)));
  }

  // @ts-ignore: decorator
  @inline
  valueAndSlope<T>(z: v128, values: usize, slopes: usize): void {
    v128.store(values, this.value<T>(z));
    v128.store(slopes, v128.bitselect(constant<T>(1), exp<T>(z), v128.gt<T>(z, constant<T>(0))));
  }
}
