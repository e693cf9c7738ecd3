import { activateWithSlopes, LINEAR } from '../activations/table';
import { lossSlopes } from '../losses/table';
import { blockInputs, blockMasks, blockTargets } from '../network/forward';
import { layerAt, layerCount, loss } from '../network/problem';
import { productBackward, productForward } from '../network/product';
import { SampleSet } from '../network/samples';
import { VECTOR } from '../network/vectors';
import { blockRows, curvesAt, lossCurves } from './layers';
import { fillLossCurves } from './loss-curvature';
import { secondDerivatives } from './second-derivatives';

/**
 * Forward and backward through one block, keeping all that does not depend on a direction: h, φ′, ∂loss/∂z and ∂loss/∂h·φ″ of every
 * layer, and the loss's second derivative. theta: a parameter vector in f64.
 */
export function prepareBlock(theta: usize, set: SampleSet, block: u32): void {
  const vectors = set.vectors;
  let source = blockInputs(set, block);
  for (let l: u32 = 0; l < layerCount; l++) {
    const layer = layerAt(l);
    const curves = curvesAt(l);
    const values = blockRows(curves.values, block, layer.outputs, vectors);
    const slopes = blockRows(curves.slopes, block, layer.outputs, vectors);
    const bends = blockRows(curves.bends, block, layer.outputs, vectors);
    const bytes = <usize>(layer.outputs * vectors) * VECTOR;
    productForward<f64>(theta + layer.weights, layer.inputs, layer.biased ? theta + layer.biases : 0, source, values, layer.outputs, vectors);
    if (layer.activation == LINEAR) {
      for (let at: usize = 0; at < bytes; at += VECTOR) v128.store(slopes + at, f64x2.splat(1));
      memory.fill(bends, 0, bytes);
    } else {
      memory.copy(bends, values, bytes);
      activateWithSlopes<f64>(layer.activation, values, slopes, bytes);
      secondDerivatives(layer.activation, bends, values, slopes, bytes);
    }
    source = values;
  }
  prepareDeltas(theta, set, block);
}

function prepareDeltas(theta: usize, set: SampleSet, block: u32): void {
  const vectors = set.vectors;
  for (let l = layerCount - 1; ; l--) {
    const layer = layerAt(l);
    const curves = curvesAt(l);
    const deltas = blockRows(curves.deltas, block, layer.outputs, vectors);
    if (l == layerCount - 1) {
      const outputs = blockRows(curves.values, block, layer.outputs, vectors);
      const targets = blockTargets(set, block);
      const masks = blockMasks(set, block);
      const samples = <f64>set.count;
      lossSlopes<f64>(loss, outputs, targets, masks, layer.outputs, vectors, samples, deltas);
      const rows = blockRows(lossCurves, block, layer.outputs + 1, vectors);
      fillLossCurves(outputs, targets, masks, layer.outputs, vectors, samples, rows);
    } else {
      const above = layerAt(l + 1);
      productBackward<f64>(theta + above.weights, above.outputs, blockRows(curvesAt(l + 1).deltas, block, above.outputs, vectors), deltas, layer.outputs, vectors, false);
    }
    const slopes = blockRows(curves.slopes, block, layer.outputs, vectors);
    const bends = blockRows(curves.bends, block, layer.outputs, vectors);
    for (let at: usize = 0, bytes = <usize>(layer.outputs * vectors) * VECTOR; at < bytes; at += VECTOR) {
      const error = v128.load(deltas + at);
      v128.store(bends + at, f64x2.mul(v128.load(bends + at), error));
      v128.store(deltas + at, f64x2.mul(v128.load(slopes + at), error));
    }
    if (l == 0) break;
  }
}
