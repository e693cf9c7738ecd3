import { constant } from './constant';
import { reluValue } from './relu';

/** ReLU with φ′(0) = 1, the slope on its right. */
@unmanaged
export class ReluOne {
  // @ts-ignore: decorator
  @inline
  value<T>(z: v128): v128 {
    return reluValue<T>(z);
  }

  // @ts-ignore: decorator
  @inline
  valueAndSlope<T>(z: v128, values: usize, slopes: usize): void {
    v128.store(values, reluValue<T>(z));
    v128.store(slopes, v128.and(v128.ge<T>(z, constant<T>(0)), constant<T>(1)));
  }
}
