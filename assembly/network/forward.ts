import { activate, activateWithSlopes } from '../activations/table';
import { applyMasks, drops } from './dropout';
import { Layer } from './layer';
import { layerAt, layerCount } from './problem';
import { productForward } from './product';
import { SampleSet } from './samples';
import { VECTOR } from './vectors';

/** Address of the inputs of one block: features × vectors. */
// @ts-ignore: decorator
@inline
export function blockInputs(set: SampleSet, block: u32): usize {
  return set.inputs + <usize>(block * set.vectors * layerAt(0).inputs) * VECTOR;
}

/** Address of the targets of one block: outputs × vectors. */
// @ts-ignore: decorator
@inline
export function blockTargets(set: SampleSet, block: u32): usize {
  return set.targets + <usize>(block * set.vectors * layerAt(layerCount - 1).outputs) * VECTOR;
}

// @ts-ignore: decorator
@inline
export function blockMasks(set: SampleSet, block: u32): usize {
  return set.masks + <usize>(block * set.vectors) * VECTOR;
}

/** z = W·h + b and h = φ(z) layer by layer for one block; every layer's h stays in its `values`, φ′(z) in its `slopes` when asked for. */
export function forward<T>(theta: usize, set: SampleSet, block: u32, slopes: bool): void {
  const vectors = set.vectors;
  let source = blockInputs(set, block);
  for (let l: u32 = 0, n = layerCount; l < n; l++) {
    const layer = layerAt(l);
    const values = layer.values;
    multiply<T>(layer, theta, source, vectors);
    const bytes = <usize>(layer.outputs * vectors) * VECTOR;
    if (slopes) activateWithSlopes<T>(layer.activation, values, layer.slopes, bytes);
    else activate<T>(layer.activation, values, bytes);
    if (slopes && drops(layer)) applyMasks<T>(layer, bytes);
    source = values;
  }
}

/** As `forward` up to layer `last` (from 0), in whose `values` z itself stays. */
export function forwardBefore<T>(theta: usize, set: SampleSet, block: u32, last: u32): void {
  const vectors = set.vectors;
  let source = blockInputs(set, block);
  for (let l: u32 = 0; l < last; l++) {
    const layer = layerAt(l);
    multiply<T>(layer, theta, source, vectors);
    activate<T>(layer.activation, layer.values, <usize>(layer.outputs * vectors) * VECTOR);
    source = layer.values;
  }
  multiply<T>(layerAt(last), theta, source, vectors);
}

/** z = W·h + b of one layer into its `values`, h at `source`. */
// @ts-ignore: decorator
@inline
function multiply<T>(layer: Layer, theta: usize, source: usize, vectors: u32): void {
  const biases = layer.biased ? theta + layer.biases : 0;
  productForward<T>(theta + layer.weights, layer.inputs, biases, source, layer.values, layer.outputs, vectors);
}
