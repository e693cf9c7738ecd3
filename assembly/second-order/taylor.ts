import { lossFactor } from '../losses/table';
import { blockMasks, blockTargets } from '../network/forward';
import { l1, l2, lastLayer, layerAt, layerCount, loss, parameterCount } from '../network/problem';
import { SampleSet } from '../network/samples';
import { curvesAt } from './layers';
import { addLossSeries } from './series/loss';
import { seriesForward } from './taylor-forward';

/**
 * Taylor coefficients of the loss along theta + t·direction, in t, by series arithmetic through the whole network: one block's sum, without
 * the loss's factor. coefficients: order + 1 numbers in f64, which block 0 starts anew; `completeTaylor` turns the sums into the result.
 * With `slopes` the series of φ′(z) are kept, too.
 */
export function taylorOfBlock(
  theta: usize,
  direction: usize,
  set: SampleSet,
  block: u32,
  order: u32,
  branch: u32,
  coefficients: usize,
  slopes: bool,
): void {
  if (block == 0) memory.fill(coefficients, 0, <usize>(order + 1) * sizeof<f64>());
  seriesForward(theta, direction, set, block, order, branch, slopes);
  const last = layerCount - 1;
  const targets = blockTargets(set, block);
  const masks = blockMasks(set, block);
  addLossSeries(curvesAt(last).series, targets, masks, layerAt(last).outputs, set.vectors, order, coefficients);
}

/**
 * Multiplies the sums by the loss's factor and adds the penalties. |θᵢ + t·dᵢ| at θᵢ = 0 has the slope 0 (frozen branch), |dᵢ| to the right
 * (branch 1) and −|dᵢ| to the left (branch 2), all as coefficients of t.
 */
export function completeTaylor(
  theta: usize,
  direction: usize,
  samples: u32,
  order: u32,
  branch: u32,
  coefficients: usize,
): void {
  const factor = lossFactor(loss, <f64>samples, <f64>lastLayer().outputs);
  for (let k: u32 = 0; k <= order; k++) {
    const place = coefficients + <usize>k * sizeof<f64>();
    store<f64>(place, load<f64>(place) * factor);
  }
  if (l1 == 0 && l2 == 0) return;
  const side: f64 = branch == 0 ? 0 : branch == 1 ? 1 : -1;
  let sizes: f64 = 0;
  let slopes: f64 = 0;
  let squares: f64 = 0;
  let products: f64 = 0;
  let curves: f64 = 0;
  for (let i: usize = 0; i < parameterCount; i++) {
    const value = load<f64>(theta + i * sizeof<f64>());
    const step = load<f64>(direction + i * sizeof<f64>());
    sizes += Math.abs(value);
    if (value == 0) slopes += side * Math.abs(step);
    else slopes += value > 0 ? step : -step;
    squares += value * value;
    products += value * step;
    curves += step * step;
  }
  add(coefficients, l1 * sizes + 0.5 * l2 * squares);
  if (order > 0) add(coefficients + 8, l1 * slopes + l2 * products);
  if (order > 1) add(coefficients + 16, 0.5 * l2 * curves);
}

// @ts-ignore: decorator
@inline
function add(at: usize, value: f64): void {
  store<f64>(at, load<f64>(at) + value);
}
