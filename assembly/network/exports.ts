import { gradientOfBlock, gradientOver } from './backward';
import { evaluatePoint } from './evaluation';
import { forward, forwardBefore } from './forward';
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

export function evaluatePointF64(theta: usize, gradient: usize, at: usize): void {
  evaluatePoint<f64>(theta, gradient, at);
}

export function evaluatePointF32(theta: usize, gradient: usize, at: usize): void {
  evaluatePoint<f32>(theta, gradient, at);
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
