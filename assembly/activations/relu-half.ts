import { constant } from './constant';
import { reluValue } from './relu';

/** ReLU with φ′(0) = ½, the middle of its two sides. */
@unmanaged
export class ReluHalf {
  // @ts-ignore: decorator
  @inline
  value<T>(z: v128): v128 {
    return reluValue<T>(z);
  }

  // @ts-ignore: decorator
  @inline
  valueAndSlope<T>(z: v128, values: usize, slopes: usize): void {
    v128.store(values, reluValue<T>(z));
    const right = v128.and(v128.gt<T>(z, constant<T>(0)), constant<T>(1));
    v128.store(slopes, v128.or(right, v128.and(v128.eq<T>(z, constant<T>(0)), constant<T>(0.5))));
  }
}
