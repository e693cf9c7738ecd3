import { LINEAR } from '../activations/table';
import { blockInputs } from '../network/forward';
import { layerAt, layerCount } from '../network/problem';
import { productForward } from '../network/product';
import { SampleSet } from '../network/samples';
import { VECTOR } from '../network/vectors';
import { curvesAt } from './layers';
import { productSumForward } from './product-sum';
import { activationSeries } from './series/activation';
import { slopeSeries } from './series/activation-slopes';
import { SERIES_BYTES, setTerm, term } from './series/series';

const INPUT: usize = memory.data(SERIES_BYTES, 16);
const OUTPUT: usize = memory.data(SERIES_BYTES, 16);
const SLOPE: usize = memory.data(SERIES_BYTES, 16);

/** Series of h of every layer along theta + t·direction for one block, to `order`; with `slopes` those of φ′(z) to order − 1 where φ is not linear. */
export function seriesForward(
  theta: usize,
  direction: usize,
  set: SampleSet,
  block: u32,
  order: u32,
  branch: u32,
  slopes: bool,
): void {
  const vectors = set.vectors;
  for (let l: u32 = 0; l < layerCount; l++) {
    preActivations(theta, direction, l, blockInputs(set, block), vectors, order);
    const layer = layerAt(l);
    if (layer.activation == LINEAR) continue;
    const curves = curvesAt(l);
    const kept = slopes && order > 0 ? curves.slopeSeries : 0;
    activate(layer.activation, curves.series, kept, layer.outputs, vectors, order, branch);
  }
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
    productSumForward(weights, moved, depth, shift, x, x - sourceBytes, target + <usize>k * bytes, units, vectors);
  }
}

/** Series of z in place to series of φ(z); those of φ′(z) to `slopes` unless that is 0. */
function activate(
  code: u32,
  series: usize,
  slopes: usize,
  units: usize,
  vectors: usize,
  order: u32,
  branch: u32,
): void {
  const bytes = units * vectors * VECTOR;
  for (let at: usize = 0; at < bytes; at += VECTOR) {
    const place = series + at;
    for (let k: u32 = 0; k <= order; k++) setTerm(INPUT, k, v128.load(place + <usize>k * bytes));
    activationSeries(code, INPUT, OUTPUT, order, branch);
    for (let k: u32 = 0; k <= order; k++) v128.store(place + <usize>k * bytes, term(OUTPUT, k));
    if (!slopes) continue;
    slopeSeries(code, INPUT, OUTPUT, SLOPE, order - 1, branch);
    for (let k: u32 = 0; k < order; k++) v128.store(slopes + at + <usize>k * bytes, term(SLOPE, k));
  }
}
