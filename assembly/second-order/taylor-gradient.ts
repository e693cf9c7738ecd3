import { LINEAR } from '../activations/table';
import { blockInputs, blockMasks, blockTargets } from '../network/forward';
import { l1, l2, layerAt, layerCount, parameterBytes, parameterCount } from '../network/problem';
import { productBackward } from '../network/product';
import { SampleSet } from '../network/samples';
import { VECTOR } from '../network/vectors';
import { biasGradient, weightGradient } from '../network/weight-gradient';
import { curvesAt } from './layers';
import { productSumBackward } from './product-sum';
import { lossSlopeSeries } from './series/loss-slopes';
import { productTerm, SERIES_BYTES, setTerm, term } from './series/series';
import { taylorOfBlock } from './taylor';

const SLOPE: usize = memory.data(SERIES_BYTES, 16);
const ERROR: usize = memory.data(SERIES_BYTES, 16);

/**
 * The Taylor coefficients c_k of the loss along theta + t·direction as `taylorOfBlock` has them, and ∂c_k/∂direction for k = 1 … order at once: that
 * is coefficient k − 1 of the gradient at theta + t·direction, so backpropagation in series arithmetic (Griewank & Walther, Evaluating
 * Derivatives, chapter 13) gives them all in one pass. gradients: `order` parameter vectors, row k − 1 for c_k, the loss's factor
 * included; block 0 starts them anew, `completeTaylorGradient` adds the penalties.
 */
export function taylorGradientOfBlock(
  theta: usize,
  direction: usize,
  set: SampleSet,
  block: u32,
  order: u32,
  branch: u32,
  coefficients: usize,
  gradients: usize,
): void {
  taylorOfBlock(theta, direction, set, block, order, branch, coefficients, true);
  if (order == 0) return;
  const vectors = set.vectors;
  for (let l = layerCount - 1; ; l--) {
    const layer = layerAt(l);
    const curves = curvesAt(l);
    const deltas = curves.deltaSeries;
    if (l == layerCount - 1) {
      const targets = blockTargets(set, block);
      const masks = blockMasks(set, block);
      const samples = <f64>set.count;
      lossSlopeSeries(curves.series, targets, masks, layer.outputs, vectors, samples, order - 1, deltas);
    } else {
      errors(theta, direction, l, vectors, order);
    }
    if (layer.activation != LINEAR) {
      multiplySlopes(curves.slopeSeries, deltas, <usize>(layer.outputs * vectors) * VECTOR, order);
    }
    const source = l > 0 ? curvesAt(l - 1).series : blockInputs(set, block);
    addGradients(l, source, deltas, vectors, order, gradients, block == 0);
    if (l == 0) break;
  }
}

/** ∂loss/∂h_k = Wᵀ·δ_k + Dᵀ·δ_k−1 of the layer above, into the place of the deltas. */
function errors(theta: usize, direction: usize, l: u32, vectors: u32, order: u32): void {
  const above = layerAt(l + 1);
  const units = above.inputs;
  const depth = above.outputs;
  const weights = theta + above.weights;
  const moved = direction + above.weights;
  const bytes = <usize>(units * vectors) * VECTOR;
  const sourceBytes = <usize>(depth * vectors) * VECTOR;
  let source = curvesAt(l + 1).deltaSeries;
  let target = curvesAt(l).deltaSeries;
  productBackward<f64>(weights, depth, source, target, units, vectors, false);
  for (let k: u32 = 1; k < order; k++) {
    source += sourceBytes;
    target += bytes;
    productSumBackward(weights, moved, depth, source, source - sourceBytes, target, units, vectors);
  }
}

/** deltas = slopes·deltas as series, in place. */
function multiplySlopes(slopes: usize, deltas: usize, bytes: usize, order: u32): void {
  for (let at: usize = 0; at < bytes; at += VECTOR) {
    for (let k: u32 = 0; k < order; k++) {
      setTerm(SLOPE, k, v128.load(slopes + at + <usize>k * bytes));
      setTerm(ERROR, k, v128.load(deltas + at + <usize>k * bytes));
    }
    for (let k: u32 = 0; k < order; k++) {
      v128.store(deltas + at + <usize>k * bytes, productTerm(SLOPE, ERROR, k));
    }
  }
}

/** Coefficient k of δ·hᵀ, for every k: Σ_j δ_j·h_k−jᵀ in the order of j. The inputs of the network do not move. */
function addGradients(
  l: u32,
  source: usize,
  deltas: usize,
  vectors: u32,
  order: u32,
  gradients: usize,
  fresh: bool,
): void {
  const layer = layerAt(l);
  const inputs = layer.inputs;
  const outputs = layer.outputs;
  const bytes = <usize>(outputs * vectors) * VECTOR;
  const sourceBytes = <usize>(inputs * vectors) * VECTOR;
  for (let k: u32 = 0; k < order; k++) {
    const row = gradients + <usize>k * parameterBytes;
    for (let j: u32 = l > 0 ? 0 : k; j <= k; j++) {
      const delta = deltas + <usize>j * bytes;
      const values = source + <usize>(k - j) * sourceBytes;
      const starts = fresh && (j == 0 || l == 0);
      weightGradient<f64>(delta, values, outputs, inputs, vectors, row + layer.weights, starts);
    }
    if (layer.biased) {
      biasGradient<f64>(deltas + <usize>k * bytes, outputs, vectors, row + layer.biases, fresh);
    }
  }
}

/** Adds the penalties' share. ∂|dᵢ|/∂dᵢ at dᵢ = 0 counts as 0; see `completeTaylor` for the branches of l1. */
export function completeTaylorGradient(
  theta: usize,
  direction: usize,
  order: u32,
  branch: u32,
  gradients: usize,
): void {
  if (order == 0 || (l1 == 0 && l2 == 0)) return;
  const side: f64 = branch == 0 ? 0 : branch == 1 ? 1 : -1;
  for (let i: usize = 0; i < parameterCount; i++) {
    const at = i * sizeof<f64>();
    const value = load<f64>(theta + at);
    const step = load<f64>(direction + at);
    const sign = value == 0 ? side * signOf(step) : signOf(value);
    const place = gradients + at;
    store<f64>(place, load<f64>(place) + (l1 * sign + l2 * value));
    if (order > 1) {
      const next = place + parameterBytes;
      store<f64>(next, load<f64>(next) + l2 * step);
    }
  }
}

// @ts-ignore: decorator
@inline
function signOf(x: f64): f64 {
  return x > 0 ? 1 : x < 0 ? -1 : 0;
}
