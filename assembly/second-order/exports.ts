import { samplesAt } from '../network/problem';
import { hessianOfBlock } from './dense/hessian';
import { addPenaltyCurvature, directedGradientOfBlock } from './hessian-vector';
import { prepareBlock } from './prepare';
import { completeTaylor, taylorOfBlock } from './taylor';

/** The second-order part as the TypeScript door calls it, in f64 only. */
export { curvesRecordBytes, defineCurves, defineSecondOrder } from './layers';
export { defineDense, defineExtension, defineLayerPair, layerPairRecordBytes } from './dense/plan';
export { assembleHessian } from './dense/assemble';

export function prepareSecondOrder(theta: usize, set: u32): void {
  const samples = samplesAt(set);
  for (let block: u32 = 0, blocks = samples.blocks; block < blocks; block++) prepareBlock(theta, samples, block);
}

/** result = Hessian·direction, or Gauss–Newton·direction, at the prepared theta; penalties included. */
export function directedGradient(
  theta: usize,
  direction: usize,
  set: u32,
  result: usize,
  gaussNewton: bool,
): void {
  const samples = samplesAt(set);
  for (let block: u32 = 0, blocks = samples.blocks; block < blocks; block++) {
    directedGradientOfBlock(theta, direction, samples, block, result, gaussNewton);
  }
  addPenaltyCurvature(direction, result);
}

export function denseHessianOfBlock(theta: usize, set: u32, block: u32): void {
  hessianOfBlock(theta, samplesAt(set), block);
}

export function taylorCoefficientsOfBlock(
  theta: usize,
  direction: usize,
  set: u32,
  block: u32,
  order: u32,
  branch: u32,
  coefficients: usize,
): void {
  taylorOfBlock(theta, direction, samplesAt(set), block, order, branch, coefficients);
}

/** See `completeTaylor`; set: the samples that the sums were taken over. */
export function completeTaylorCoefficients(
  theta: usize,
  direction: usize,
  set: u32,
  order: u32,
  branch: u32,
  coefficients: usize,
): void {
  completeTaylor(theta, direction, samplesAt(set).count, order, branch, coefficients);
}
