import { fastSigmoid } from '../math/fast/sigmoid';
import { constant } from './constant';

/** φ(z) = z·σ(z) with σ(z) = 1/(1 + e⁻ᶻ); φ′ = σ(1 + z(1 − σ)). */
@unmanaged
export class Silu {
  // @ts-ignore: decorator
  @inline
  value<T>(z: v128): v128 {
    return v128.mul<T>(z, fastSigmoid<T>(z));
  }

  // @ts-ignore: decorator
  @inline
  valueAndSlope<T>(z: v128, values: usize, slopes: usize): void {
    const one = constant<T>(1);
    const gate = fastSigmoid<T>(z);
    v128.store(values, v128.mul<T>(z, gate));
    const bend = v128.mul<T>(z, v128.sub<T>(one, gate));
    v128.store(slopes, v128.mul<T>(gate, v128.add<T>(one, bend)));
  }
}
