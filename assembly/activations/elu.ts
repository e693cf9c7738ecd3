import { fastExp } from '../math/fast/exp';
import { fastExpm1 } from '../math/fast/expm1';
import { constant } from './constant';

/** φ(z) = z where z > 0, else eᶻ − 1; φ′ = 1 where z > 0, else eᶻ, so φ′(0) = 1. */
@unmanaged
export class Elu {
  // @ts-ignore: decorator
  @inline
  value<T>(z: v128): v128 {
    return v128.bitselect(z, fastExpm1<T>(z), v128.gt<T>(z, constant<T>(0)));
  }

  // @ts-ignore: decorator
  @inline
  slope<T>(z: v128): v128 {
    return v128.bitselect(constant<T>(1), fastExp<T>(z), v128.gt<T>(z, constant<T>(0)));
  }
}
