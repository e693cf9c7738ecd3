import { activate, activateWithSlopes } from '../activations/table';
import { layerAt, layerCount } from '../network/problem';
import { VECTOR } from '../network/vectors';
import { blockPlaces, groupVectors, lanesBytes, lanesOf, placedInputs, placePitch, slopesOf, valuesOf } from './plan';
import { laneProduct } from './product';

/** z = W·h + b and h = φ(z) layer by layer for one block and one group; every layer's h stays in its values, φ′(z) in its slopes when asked for. */
export function laneForward<T>(theta: usize, block: usize, slopes: bool): void {
  const step = placePitch();
  const pitch = blockPlaces<T>() * step;
  let source = placedInputs<T>(block);
  for (let l: u32 = 0, n = layerCount; l < n; l++) {
    const layer = layerAt(l);
    const values = valuesOf(l);
    const inputs: usize = layer.inputs;
    const outputs: usize = layer.outputs;
    let weights = theta + layer.weights * lanesOf<T>();
    let biases = theta + layer.biases * lanesOf<T>();
    for (let v: usize = 0; v < groupVectors * VECTOR; v += VECTOR) {
      const from = layer.biased ? biases : 0;
      laneProduct<T>(weights, inputs * VECTOR, VECTOR, inputs, from, source + v, values + v, outputs, step, pitch, false);
      weights += lanesBytes();
      biases += lanesBytes();
    }
    const bytes = outputs * pitch;
    if (slopes) activateWithSlopes<T>(layer.activation, values, slopesOf(l), bytes);
    else activate<T>(layer.activation, values, bytes);
    source = values;
  }
}
