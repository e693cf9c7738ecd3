import { spreadSamples } from './plan';

export { defineLanes } from './plan';

export function spreadSamplesF64(): void {
  spreadSamples<f64>();
}

export function spreadSamplesF32(): void {
  spreadSamples<f32>();
}
