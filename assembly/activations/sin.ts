import { fastCos, fastSin } from '../math/fast/sine';

/** φ(z) = sin z, φ′ = cos z. */
@unmanaged
export class Sin {
  // @ts-ignore: decorator
  @inline
  value<T>(z: v128): v128 {
    return fastSin<T>(z);
  }

  // @ts-ignore: decorator
  @inline
  slope<T>(z: v128): v128 {
    return fastCos<T>(z);
  }
}
