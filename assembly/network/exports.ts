import { gradientOfBlock, gradientOver } from './backward';
import { evaluate } from './evaluate';
import { forward, forwardBefore } from './forward';
import { norm } from './norm';
import { penalty } from './penalty';
import { samplesAt } from './problem';

/** The network as the TypeScript door calls it: each function once per precision. Addresses are bytes; sets are numbers. */
export {
  defineAccuracy,
  defineLayer,
  defineLoss,
  defineNetwork,
  defineSamples,
  layerRecordBytes,
  sampleSetRecordBytes,
} from './problem';

/** First byte after what the module itself keeps in memory. */
export function heapBase(): usize {
  return __heap_base;
}

/** See `evaluate`; gradient 0: none is computed. */
export function evaluateF64(theta: usize, set: u32, gradient: usize, results: usize): void {
  evaluate<f64>(theta, samplesAt(set), gradient, results);
}

export function evaluateF32(theta: usize, set: u32, gradient: usize, results: usize): void {
  evaluate<f32>(theta, samplesAt(set), gradient, results);
}

export function penaltyF64(theta: usize): f64 {
  return penalty<f64>(theta);
}

export function penaltyF32(theta: usize): f64 {
  return penalty<f32>(theta);
}

export function gradientF64(theta: usize, set: u32, gradient: usize): void {
  gradientOver<f64>(theta, samplesAt(set), gradient);
}

export function gradientF32(theta: usize, set: u32, gradient: usize): void {
  gradientOver<f32>(theta, samplesAt(set), gradient);
}

export function gradientOfBlockF64(theta: usize, set: u32, block: u32, gradient: usize): void {
  gradientOfBlock<f64>(theta, samplesAt(set), block, gradient);
}

export function gradientOfBlockF32(theta: usize, set: u32, block: u32, gradient: usize): void {
  gradientOfBlock<f32>(theta, samplesAt(set), block, gradient);
}

export function forwardF64(theta: usize, set: u32, block: u32): void {
  forward<f64>(theta, samplesAt(set), block, false);
}

export function forwardF32(theta: usize, set: u32, block: u32): void {
  forward<f32>(theta, samplesAt(set), block, false);
}

export function forwardBeforeF64(theta: usize, set: u32, block: u32, last: u32): void {
  forwardBefore<f64>(theta, samplesAt(set), block, last);
}

export function forwardBeforeF32(theta: usize, set: u32, block: u32, last: u32): void {
  forwardBefore<f32>(theta, samplesAt(set), block, last);
}

export function normF64(vector: usize): f64 {
  return norm<f64>(vector);
}

export function normF32(vector: usize): f64 {
  return norm<f32>(vector);
}
