import { LINEAR } from '../activations/table';
import { lossSlopes } from '../losses/table';
import { drawMasks, dropping, drops } from './dropout';
import { blockInputs, blockMasks, blockTargets, forward } from './forward';
import { addPenaltyGradient } from './penalty';
import { l1, l2, lastLayer, layerAt, layerCount, loss, outputSlopes, parameterBytes } from './problem';
import { productBackward } from './product';
import { SampleSet } from './samples';
import { VECTOR } from './vectors';
import { biasGradient, weightGradient } from './weight-gradient';

/**
 * The gradient of the loss over all samples of a set at theta, penalties included; gradient is a parameter vector.
 * Leaves the values and the deltas ∂loss/∂z of the last block in the layers' rows.
 */
export function gradientOver<T>(theta: usize, set: SampleSet, gradient: usize): void {
  for (let block: u32 = 0, blocks = set.blocks; block < blocks; block++) gradientOfBlock<T>(theta, set, block, gradient);
  if (l1 != 0 || l2 != 0) addPenaltyGradient<T>(theta, gradient, parameterBytes);
}

/** Forward and backward for one block; its share is added to the gradient, which block 0 starts anew. */
export function gradientOfBlock<T>(theta: usize, set: SampleSet, block: u32, gradient: usize): void {
  const vectors = set.vectors;
  const first = block == 0;
  if (dropping) drawMasks<T>(set, block);
  forward<T>(theta, set, block, true);
  outputDeltas<T>(set, block);
  for (let l = layerCount - 1; ; l--) {
    const layer = layerAt(l);
    const below = l > 0 ? layerAt(l - 1) : layer;
    const source = l > 0 ? below.values : blockInputs(set, block);
    const inputs = layer.inputs;
    const deltas = layer.slopes;
    weightGradient<T>(deltas, source, layer.outputs, inputs, vectors, gradient + layer.weights, first);
    if (layer.biased) biasGradient<T>(deltas, layer.outputs, vectors, gradient + layer.biases, first);
    if (l == 0) break;
    // delta[k] = (Σ_o W[o][k]·deltaAbove[o])·φ′(z[k]); φ′ stands where the result goes.
    const scaled = below.activation != LINEAR || drops(below);
    productBackward<T>(theta + layer.weights, layer.outputs, deltas, below.slopes, inputs, vectors, scaled);
  }
}

/** ∂loss/∂z of the output layer: the loss's slope times φ′(z), which stands where the result goes. */
function outputDeltas<T>(set: SampleSet, block: u32): void {
  const layer = lastLayer();
  const linear = layer.activation == LINEAR;
  const target = linear ? layer.slopes : outputSlopes;
  lossSlopes<T>(
    loss,
    layer.values,
    blockTargets(set, block),
    blockMasks(set, block),
    layer.outputs,
    set.vectors,
    <f64>set.count,
    target,
  );
  if (linear) return;
  const bytes = <usize>(layer.outputs * set.vectors) * VECTOR;
  for (let at: usize = 0; at < bytes; at += VECTOR) {
    const slope = v128.load(layer.slopes + at);
    v128.store(layer.slopes + at, v128.mul<T>(slope, v128.load(target + at)));
  }
}
