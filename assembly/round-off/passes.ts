import { activateWithSlopes, LINEAR } from '../activations/table';
import { lossFactor, lossSlopes, lossSum } from '../losses/table';
import { lastLayer, layerAt, layerCount, loss, outputSlopes } from '../network/problem';
import { VECTOR } from '../network/vectors';
import { inputOrder, layerSlopes, layerValues, method, outputOrder, placed, sampleOrder, sampleSet, terms } from './settings';
import { sum } from './sums';

/**
 * Forward and backward by plain loops, one sample and one unit at a time, in which every sum is taken by the chosen method. Rows are units × samples,
 * all samples in one block. Only products are plain: activations and losses are the kernels that training uses.
 */

// @ts-ignore: decorator
@inline
function rowBytes(): u32 {
  return sampleSet().vectors * <u32>VECTOR;
}

/** z = (Σ_k W[o][k]·h[k]) + b[o] and h = φ(z) for all layers; φ′(z) stays in the slopes. */
export function plainForward<T>(theta: usize): void {
  const pitch = rowBytes();
  const count = sampleSet().count;
  let source = sampleSet().inputs;
  for (let l: u32 = 0; l < layerCount; l++) {
    const layer = layerAt(l);
    const values = layerValues(l);
    for (let o: u32 = 0; o < layer.outputs; o++) {
      const row = theta + layer.weights + o * layer.inputs * sizeof<T>();
      const bias: T = layer.biased ? load<T>(theta + layer.biases + o * sizeof<T>()) : <T>0;
      const order = inputOrder(l, o, layer.inputs);
      for (let s: u32 = 0; s < count; s++) {
        for (let i: u32 = 0; i < layer.inputs; i++) {
          const k = placed(order, i);
          store<T>(terms + i * sizeof<T>(), load<T>(row + k * sizeof<T>()) * load<T>(source + k * pitch + s * sizeof<T>()));
        }
        store<T>(values + o * pitch + s * sizeof<T>(), sum<T>(method, terms, layer.inputs) + bias);
      }
    }
    activateWithSlopes<T>(layer.activation, values, layerSlopes(l), layer.outputs * pitch);
    source = values;
  }
}

/** The loss at the outputs of the last forward pass, without penalties. */
export function plainLoss<T>(): f64 {
  const set = sampleSet();
  const outputs = lastLayer().outputs;
  const total = lossSum<T>(loss, layerValues(layerCount - 1), set.targets, set.masks, outputs, set.vectors);
  return total * lossFactor(loss, <f64>set.count, <f64>outputs);
}

/** The gradient of the loss, without penalties, after the forward pass. */
export function plainBackward<T>(theta: usize, gradient: usize): void {
  outputDeltas<T>();
  for (let l = layerCount - 1; ; l--) {
    gradientOfLayer<T>(l, gradient);
    if (l == 0) break;
    deltasBelow<T>(l, theta);
  }
}

/** ∂loss/∂z of the output layer, where its slopes stood. */
function outputDeltas<T>(): void {
  const set = sampleSet();
  const layer = lastLayer();
  const last = layerCount - 1;
  const slopes = layerSlopes(last);
  const linear = layer.activation == LINEAR;
  const target = linear ? slopes : outputSlopes;
  lossSlopes<T>(loss, layerValues(last), set.targets, set.masks, layer.outputs, set.vectors, <f64>set.count, target);
  if (linear) return;
  for (let at: usize = 0, bytes = layer.outputs * rowBytes(); at < bytes; at += VECTOR) {
    v128.store(slopes + at, v128.mul<T>(v128.load(slopes + at), v128.load(target + at)));
  }
}

/** gradient W[o][k] = Σ_s delta[o][s]·h[k][s], gradient b[o] = Σ_s delta[o][s]. */
function gradientOfLayer<T>(l: u32, gradient: usize): void {
  const pitch = rowBytes();
  const count = sampleSet().count;
  const layer = layerAt(l);
  const source = l > 0 ? layerValues(l - 1) : sampleSet().inputs;
  for (let o: u32 = 0; o < layer.outputs; o++) {
    const deltas = layerSlopes(l) + o * pitch;
    for (let k: u32 = 0; k < layer.inputs; k++) {
      const order = sampleOrder(o + k, count);
      for (let i: u32 = 0; i < count; i++) {
        const s = placed(order, i) * sizeof<T>();
        store<T>(terms + i * sizeof<T>(), load<T>(deltas + s) * load<T>(source + k * pitch + s));
      }
      store<T>(gradient + layer.weights + (o * layer.inputs + k) * sizeof<T>(), sum<T>(method, terms, count));
    }
    if (!layer.biased) continue;
    const order = sampleOrder(o, count);
    for (let i: u32 = 0; i < count; i++) {
      store<T>(terms + i * sizeof<T>(), load<T>(deltas + placed(order, i) * sizeof<T>()));
    }
    store<T>(gradient + layer.biases + o * sizeof<T>(), sum<T>(method, terms, count));
  }
}

/** delta[k][s] of the layer below = (Σ_o W[o][k]·delta[o][s])·φ′(z[k][s]); φ′ stands where the result goes. */
function deltasBelow<T>(l: u32, theta: usize): void {
  const pitch = rowBytes();
  const count = sampleSet().count;
  const layer = layerAt(l);
  const deltas = layerSlopes(l);
  const scaled = layerAt(l - 1).activation != LINEAR;
  for (let k: u32 = 0; k < layer.inputs; k++) {
    const below = layerSlopes(l - 1) + k * pitch;
    const column = theta + layer.weights + k * sizeof<T>();
    const order = outputOrder(l, k, layer.outputs);
    for (let s: u32 = 0; s < count; s++) {
      for (let i: u32 = 0; i < layer.outputs; i++) {
        const o = placed(order, i);
        const weight = load<T>(column + o * layer.inputs * sizeof<T>());
        store<T>(terms + i * sizeof<T>(), weight * load<T>(deltas + o * pitch + s * sizeof<T>()));
      }
      const total = sum<T>(method, terms, layer.outputs);
      const at = below + s * sizeof<T>();
      store<T>(at, scaled ? total * load<T>(at) : total);
    }
  }
}
