import { LINEAR } from '../activations/table';
import { lossSlopes } from '../losses/table';
import { addPenaltyGradient } from '../network/penalty';
import { l1, l2, lastLayer, layerAt, layerCount, loss } from '../network/problem';
import { VECTOR } from '../network/vectors';
import { laneForward } from './forward';
import {
  blockPlaces,
  groupVectors,
  laneOutputSlopes,
  lanesBytes,
  lanesOf,
  placedInputs,
  placedMasks,
  placedTargets,
  placePitch,
  slopesOf,
  trainSet,
  valuesOf,
} from './plan';
import { laneProduct } from './product';
import { placeProductSum, placeSum } from './sums';

/** The gradient of the loss over one block at the θ of a group, added to what the blocks before gave; block 0 starts it anew. */
export function laneGradientOfBlock<T>(theta: usize, block: usize, gradient: usize): void {
  const step = placePitch();
  const pitch = blockPlaces<T>() * step;
  laneForward<T>(theta, block, true);
  outputDeltas<T>(block);
  for (let l = layerCount - 1; ; l--) {
    const layer = layerAt(l);
    const inputs: usize = layer.inputs;
    const outputs: usize = layer.outputs;
    const source = l > 0 ? valuesOf(l - 1) : placedInputs<T>(block);
    const below = l > 0 ? slopesOf(l - 1) : 0;
    const scaled = l > 0 && layerAt(l - 1).activation != LINEAR;
    for (let v: usize = 0; v < groupVectors; v++) {
      const at = v * VECTOR;
      const from = v * lanesBytes();
      const weights = from + layer.weights * lanesOf<T>();
      const deltas = slopesOf(l) + at;
      weightGradient<T>(deltas, source + at, outputs, inputs, step, pitch, gradient + weights, block == 0);
      if (layer.biased) {
        biasGradient<T>(deltas, outputs, step, pitch, gradient + from + layer.biases * lanesOf<T>(), block == 0);
      }
      // delta[k] = (Σ_o W[o][k]·deltaAbove[o])·φ′(z[k]); φ′ stands where the result goes.
      if (l > 0) {
        laneProduct<T>(theta + weights, VECTOR, inputs * VECTOR, outputs, 0, deltas, below + at, inputs, step, pitch, scaled);
      }
    }
    if (l == 0) break;
  }
}

/** After the last block: what the penalties add. */
export function laneGradientOfPenalty<T>(theta: usize, gradient: usize): void {
  if (l1 != 0 || l2 != 0) addPenaltyGradient<T>(theta, gradient, groupVectors * lanesBytes());
}

/** ∂loss/∂z of the output layer: the loss's slope times φ′(z), which stands where the result goes. */
function outputDeltas<T>(block: usize): void {
  const layer = lastLayer();
  const slopes = slopesOf(layerCount - 1);
  const linear = layer.activation == LINEAR;
  const target = linear ? slopes : laneOutputSlopes;
  const vectors = <u32>(blockPlaces<T>() * groupVectors);
  lossSlopes<T>(
    loss,
    valuesOf(layerCount - 1),
    placedTargets<T>(block),
    placedMasks<T>(block),
    layer.outputs,
    vectors,
    <f64>trainSet().count,
    target,
  );
  if (linear) return;
  const bytes = <usize>(layer.outputs * vectors) * VECTOR;
  for (let at: usize = 0; at < bytes; at += VECTOR) {
    v128.store(slopes + at, v128.mul<T>(v128.load(slopes + at), v128.load(target + at)));
  }
}

/** ∂loss/∂W[o][k] = Σ_s delta[o][s]·source[k][s] */
function weightGradient<T>(
  deltas: usize,
  source: usize,
  outputs: usize,
  inputs: usize,
  step: usize,
  pitch: usize,
  gradient: usize,
  first: bool,
): void {
  for (let o: usize = 0; o < outputs; o++) {
    for (let k: usize = 0; k < inputs; k++) {
      put<T>(gradient, placeProductSum<T>(deltas, source + k * pitch, step, pitch), first);
      gradient += VECTOR;
    }
    deltas += pitch;
  }
}

/** ∂loss/∂b[o] = Σ_s delta[o][s] */
function biasGradient<T>(deltas: usize, outputs: usize, step: usize, pitch: usize, gradient: usize, first: bool): void {
  for (let o: usize = 0; o < outputs; o++) {
    put<T>(gradient, placeSum<T>(deltas, step, pitch), first);
    deltas += pitch;
    gradient += VECTOR;
  }
}

// @ts-ignore: decorator
@inline
function put<T>(at: usize, sum: v128, first: bool): void {
  v128.store(at, first ? sum : v128.add<T>(v128.load(at), sum));
}
