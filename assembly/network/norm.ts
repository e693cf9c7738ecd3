import { parameterCount } from './problem';

/** Smallest and largest entry whose squares neither vanish nor overflow in a sum of up to 2³² of them. */
const SMALL: f64 = 1e-140;
const LARGE: f64 = 1e140;

/** Euclidean norm of a parameter vector, summed in f64 in the order of the parameters. Entries near the ends of the range are scaled by a power of two first. */
export function norm<T>(vector: usize): f64 {
  return normAlong<T>(vector, <u32>sizeof<T>());
}

/** The same of parameters that stand `pitch` bytes apart. */
export function normAlong<T>(vector: usize, pitch: u32): f64 {
  let largest: f64 = 0;
  for (let i: u32 = 0; i < parameterCount; i++) {
    const size = Math.abs(<f64>load<T>(vector + i * pitch));
    if (size != size) return NaN;
    if (size > largest) largest = size;
  }
  if (largest == 0 || largest == Infinity) return largest;
  // 2^±600 is exact and moves every such entry into the safe range.
  let scale: f64 = 1;
  if (largest < SMALL) scale = reinterpret<f64>(<u64>(1023 + 600) << 52);
  else if (largest > LARGE) scale = reinterpret<f64>(<u64>(1023 - 600) << 52);
  let sum: f64 = 0;
  for (let i: u32 = 0; i < parameterCount; i++) {
    const value = <f64>load<T>(vector + i * pitch) * scale;
    sum += value * value;
  }
  return Math.sqrt(sum) / scale;
}
