import { l1, l2, parameterCount } from './problem';
import { VECTOR, zero } from './vectors';

/** l1·Σ|θᵢ| + (l2/2)·Σθᵢ², biases included. */
export function penalty<T>(theta: usize): f64 {
  return penaltyAlong<T>(theta, <u32>sizeof<T>());
}

/** The same of parameters that stand `pitch` bytes apart. */
export function penaltyAlong<T>(theta: usize, pitch: u32): f64 {
  if (l1 == 0 && l2 == 0) return 0;
  let absolute: f64 = 0;
  let squares: f64 = 0;
  for (let i: u32 = 0; i < parameterCount; i++) {
    const value = <f64>load<T>(theta + i * pitch);
    absolute += Math.abs(value);
    squares += value * value;
  }
  return l1 * absolute + 0.5 * l2 * squares;
}

/** gradientᵢ += l1·sign θᵢ + l2·θᵢ, with sign 0 = 0, for `bytes` of parameters. */
export function addPenaltyGradient<T>(theta: usize, gradient: usize, bytes: usize): void {
  const absolute = v128.splat<T>(<T>l1);
  const square = v128.splat<T>(<T>l2);
  for (const end = gradient + bytes; gradient < end; gradient += VECTOR) {
    const value = v128.load(theta);
    const up = v128.and(v128.gt<T>(value, zero()), absolute);
    const down = v128.and(v128.lt<T>(value, zero()), absolute);
    const slope = v128.add<T>(v128.sub<T>(up, down), v128.mul<T>(square, value));
    v128.store(gradient, v128.add<T>(v128.load(gradient), slope));
    theta += VECTOR;
  }
}
