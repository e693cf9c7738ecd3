import { samplesAt } from '../network/problem';
import { hessianOfBlock } from './dense/hessian';
import { addPenaltyCurvature, directedGradientOfBlock } from './hessian-vector';
import { planeCurvatureRow } from './plane-curvature';
import { prepareBlock } from './prepare';
import { completeTaylor, taylorOfBlock } from './taylor';
import { completeTaylorGradient, taylorGradientOfBlock } from './taylor-gradient';

/** The second-order part as the TypeScript door calls it, in f64 only. */
export { curvesRecordBytes, defineCurves, defineSecondOrder, defineSeriesGradient } from './layers';
export { defineDense, defineExtension, defineLayerPair, layerPairRecordBytes } from './dense/plan';
export { hasSeries } from './series/activation';
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

/** See `planeCurvatureRow`. */
export function planeCurvatures(
  centre: usize,
  first: usize,
  second: usize,
  u: usize,
  v: usize,
  alphas: usize,
  count: u32,
  beta: f64,
  single: bool,
  set: u32,
  point: usize,
  product: usize,
  values: usize,
): void {
  planeCurvatureRow(centre, first, second, u, v, alphas, count, beta, single, samplesAt(set), point, product, values);
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
  taylorOfBlock(theta, direction, samplesAt(set), block, order, branch, coefficients, false);
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

/** See `taylorGradientOfBlock`; gradients: order × parameters. */
export function taylorGradientsOfBlock(
  theta: usize,
  direction: usize,
  set: u32,
  block: u32,
  order: u32,
  branch: u32,
  coefficients: usize,
  gradients: usize,
): void {
  taylorGradientOfBlock(theta, direction, samplesAt(set), block, order, branch, coefficients, gradients);
}

/** See `completeTaylorGradient`. */
export function completeTaylorGradients(
  theta: usize,
  direction: usize,
  order: u32,
  branch: u32,
  gradients: usize,
): void {
  completeTaylorGradient(theta, direction, order, branch, gradients);
}
