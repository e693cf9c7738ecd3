import type { Problem } from '../core/contract';
import { layerRanges } from '../model/network';
import { biasesOf, weightsOf } from './layers';
import type { Pass } from './pass';
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
  /** The next layer has a δ that is not 0. */
  readonly nextHasError: boolean;
  /** … because every weight of the next layer is exactly 0. */
  readonly nextWeightsZero: boolean;
  /** δ is exactly 0 although an error Wᵀδ of the next layer comes back to every unit and sample that has one: the activation's slope is 0 there. */
  readonly slopeZero: boolean;
  /** The samples' errors are not 0 but their sum is exactly 0 for every unit. */
  readonly errorsCancel: boolean;
  /** What reaches the layer is the same for every sample, bit for bit. */
  readonly receivesSame: boolean;
  /** In every sample's product δ aᵀ one factor is 0, so nothing has to cancel. */
  readonly everyProductZero: boolean;
}

/** One entry per weight layer, for the training data without the L1/L2 terms. */
export function stillness(
  { network, train }: Problem,
  theta: Float64Array,
  gradient: Float64Array,
  { activations, deltas }: Pass,
): LayerStillness[] {
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
      nextHasError: next !== undefined && !isAllZero(deltas[index + 1]!),
      nextWeightsZero,
      slopeZero:
        noErrorArrives &&
        next !== undefined &&
        comesBack(weightsOf(theta, next), deltas[index + 1]!, next.outputs, next.inputs),
      errorsCancel: !noErrorArrives && sumsAreZero(delta, range.outputs),
      receivesSame: received.every((value, i) => value === received[i % range.inputs]),
      everyProductZero: Array.from({ length: train.count }, (_, i) => i).every(
        (i) =>
          isAllZero(delta.subarray(i * range.outputs, (i + 1) * range.outputs)) ||
          isAllZero(received.subarray(i * range.inputs, (i + 1) * range.inputs)),
      ),
    };
  });
}

/** Whether Wᵀδ is not 0 for some sample: an error does come back through the next layer's weights (outputs × inputs). */
function comesBack(weights: Float64Array, delta: Float64Array, outputs: number, inputs: number): boolean {
  for (let at = 0; at < delta.length; at += outputs) {
    for (let unit = 0; unit < inputs; unit++) {
      let sum = 0;
      for (let o = 0; o < outputs; o++) sum += weights[o * inputs + unit]! * delta[at + o]!;
      if (sum !== 0) return true;
    }
  }
  return false;
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
