import { fastSoftplus, fastSoftplusAndSigmoid } from '../math/fast/softplus';

/** φ(z) = log(1 + eᶻ), φ′ = 1/(1 + e⁻ᶻ). */
@unmanaged
export class Softplus {
  // @ts-ignore: decorator
  @inline
  value<T>(z: v128): v128 {
    return fastSoftplus<T>(z);
  }

  // @ts-ignore: decorator
  @inline
  valueAndSlope<T>(z: v128, values: usize, slopes: usize): void {
    fastSoftplusAndSigmoid<T>(z, values, slopes);
  }
}
