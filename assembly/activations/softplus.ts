import { sigmoid, softplus } from '../math/lanes';

/** φ(z) = log(1 + eᶻ), φ′ = 1/(1 + e⁻ᶻ). */
@unmanaged
export class Softplus {
  // @ts-ignore: decorator
  @inline
  value<T>(z: v128): v128 {
    return softplus<T>(z);
  }

  // @ts-ignore: decorator
  @inline
  valueAndSlope<T>(z: v128, values: usize, slopes: usize): void {
    v128.store(values, softplus<T>(z));
    v128.store(slopes, sigmoid<T>(z));
  }
}
