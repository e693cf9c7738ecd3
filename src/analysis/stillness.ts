import type { Workspace } from '../core/contract';
import { layerRanges } from '../model/network';
import { biasesOf, weightsOf } from './layers';
import { isAllZero } from '../model/vectors';

/**
 * Why the gradient of one weight layer is zero, read off the factors of ∂L/∂W = Σᵢ δᵢ aᵢᵀ and ∂L/∂b = Σᵢ δᵢ
 * (δ: back-propagated error before the activation, a: what the layer receives).
 */
export interface LayerStillness {
  /** 1-based weight layer. */
  readonly layer: number;
  /** Every entry of the weights' gradient is exactly 0; same for the bias (null without bias). */
  readonly weightsStill: boolean;
  readonly biasStill: boolean | null;
  /** What reaches the layer is exactly 0 for every sample. */
  readonly receivesNothing: boolean;
  /** δ is exactly 0 for every sample. */
  readonly noErrorArrives: boolean;
  /** … because every weight of the next layer is exactly 0. */
  readonly nextWeightsZero: boolean;
  /** … because the activation's slope is 0 at every unit and sample though the error is not (dead units). */
  readonly slopeZero: boolean;
  /** The samples' errors are not 0 but their sum is exactly 0 for every unit. */
  readonly errorsCancel: boolean;
}

/** One entry per weight layer, for the training data without the L1/L2 terms. */
export function stillness(
  workspace: Workspace,
  theta: Float64Array,
  gradient: Float64Array,
): LayerStillness[] {
  const { network, train } = workspace.problem;
  const activations = workspace.activations(theta);
  const deltas = workspace.deltas(theta);
  const ranges = layerRanges(network);
  return ranges.map((range, index) => {
    const received = index === 0 ? train.inputs : activations[index - 1]!;
    const delta = deltas[index]!;
    const next = ranges[index + 1];
    const noErrorArrives = isAllZero(delta);
    const nextWeightsZero = next !== undefined && isAllZero(weightsOf(theta, next));
    const biasStill = range.biases === null ? null : isAllZero(biasesOf(gradient, range));
    return {
      layer: index + 1,
      weightsStill: isAllZero(weightsOf(gradient, range)),
      biasStill,
      receivesNothing: isAllZero(received),
      noErrorArrives,
      nextWeightsZero,
      slopeZero: noErrorArrives && next !== undefined && !nextWeightsZero && !isAllZero(deltas[index + 1]!),
      errorsCancel: !noErrorArrives && sumsAreZero(delta, range.outputs),
    };
  });
}

/** Whether each column of a samples × units array sums to exactly 0. */
function sumsAreZero(delta: Float64Array, units: number): boolean {
  for (let unit = 0; unit < units; unit++) {
    let sum = 0;
    for (let i = unit; i < delta.length; i += units) sum += delta[i]!;
    if (sum !== 0) return false;
  }
  return true;
}
