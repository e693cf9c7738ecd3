import { cos, sin } from '../math/lanes';

/** φ(z) = sin z, φ′ = cos z. */
@unmanaged
export class Sin {
  // @ts-ignore: decorator
  @inline
  value<T>(z: v128): v128 {
    return sin<T>(z);
  }

  // @ts-ignore: decorator
  @inline
  valueAndSlope<T>(z: v128, values: usize, slopes: usize): void {
    v128.store(values, sin<T>(z));
    v128.store(slopes, cos<T>(z));
  }
}
