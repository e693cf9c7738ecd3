import { LINEAR } from '../activations/table';
import { lossFactor } from '../losses/table';
import { blockInputs, blockMasks, blockTargets } from '../network/forward';
import { l1, l2, lastLayer, layerAt, layerCount, loss, parameterCount } from '../network/problem';
import { productForward } from '../network/product';
import { SampleSet } from '../network/samples';
import { VECTOR } from '../network/vectors';
import { curvesAt } from './layers';
import { productSum } from './product-sum';
import { activationSeries } from './series/activation';
import { addLossSeries } from './series/loss';
import { SERIES_BYTES, setTerm, term } from './series/series';

const INPUT: usize = memory.data(SERIES_BYTES, 16);
const OUTPUT: usize = memory.data(SERIES_BYTES, 16);

/**
 * Taylor coefficients of the loss along theta + t·direction, in t, by series arithmetic through the whole network: one block's sum, without
 * the loss's factor. coefficients: order + 1 numbers in f64, which block 0 starts anew; `completeTaylor` turns the sums into the result.
 */
export function taylorOfBlock(
  theta: usize,
  direction: usize,
  set: SampleSet,
  block: u32,
  order: u32,
  branch: u32,
  coefficients: usize,
): void {
  const vectors = set.vectors;
  if (block == 0) memory.fill(coefficients, 0, <usize>(order + 1) * sizeof<f64>());
  for (let l: u32 = 0; l < layerCount; l++) {
    preActivations(theta, direction, l, blockInputs(set, block), vectors, order);
    const layer = layerAt(l);
    if (layer.activation != LINEAR) activate(layer.activation, curvesAt(l).series, layer.outputs, vectors, order, branch);
  }
  const last = layerCount - 1;
  const targets = blockTargets(set, block);
  const masks = blockMasks(set, block);
  addLossSeries(curvesAt(last).series, targets, masks, layerAt(last).outputs, vectors, order, coefficients);
}

/** z_k = W·h_k + D·h_k−1, with b at k = 0 and its direction at k = 1: (order + 1) × units × vectors. */
function preActivations(theta: usize, direction: usize, l: u32, inputs: usize, vectors: usize, order: u32): void {
  const layer = layerAt(l);
  const depth = layer.inputs;
  const units = <usize>layer.outputs;
  const weights = theta + layer.weights;
  const moved = direction + layer.weights;
  const biases = layer.biased ? theta + layer.biases : 0;
  const movedBiases = layer.biased ? direction + layer.biases : 0;
  const step = <usize>depth * sizeof<f64>();
  const target = curvesAt(l).series;
  const bytes = units * vectors * VECTOR;
  const source = l > 0 ? curvesAt(l - 1).series : inputs;
  productForward<f64>(weights, depth, biases, source, target, units, vectors);
  if (l == 0) {
    const next = target + bytes;
    if (order > 0) {
      productForward<f64>(moved, depth, movedBiases, source, next, units, vectors);
    }
    if (order > 1) memory.fill(next + bytes, 0, <usize>(order - 1) * bytes);
    return;
  }
  const sourceBytes = <usize>depth * vectors * VECTOR;
  for (let k: u32 = 1; k <= order; k++) {
    const x = source + <usize>k * sourceBytes;
    const shift = k == 1 ? movedBiases : 0;
    productSum(weights, moved, step, sizeof<f64>(), depth, shift, x, x - sourceBytes, target + <usize>k * bytes, units, vectors);
  }
}

/** Series of z in place to series of φ(z). */
function activate(code: u32, series: usize, units: usize, vectors: usize, order: u32, branch: u32): void {
  const bytes = units * vectors * VECTOR;
  for (let at: usize = 0; at < bytes; at += VECTOR) {
    const place = series + at;
    for (let k: u32 = 0; k <= order; k++) setTerm(INPUT, k, v128.load(place + <usize>k * bytes));
    activationSeries(code, INPUT, OUTPUT, order, branch);
    for (let k: u32 = 0; k <= order; k++) v128.store(place + <usize>k * bytes, term(OUTPUT, k));
  }
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
