import type { LayerRange } from '../model/network';

/** Parts of a vector over θ (parameters, a gradient, a direction) as views on it. */

export function weightsOf(vector: Float64Array, layer: LayerRange): Float64Array {
  return vector.subarray(layer.weights, layer.weights + layer.outputs * layer.inputs);
}

/** Empty where the layer has no bias. */
export function biasesOf(vector: Float64Array, layer: LayerRange): Float64Array {
  return layer.biases === null ? vector.subarray(0, 0) : vector.subarray(layer.biases, layer.end);
}

/** Weights and biases together: they are neighbours in θ. */
export function wholeLayer(vector: Float64Array, layer: LayerRange): Float64Array {
  return vector.subarray(layer.weights, layer.end);
}
