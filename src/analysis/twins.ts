import type { NetworkSpec } from '../model/experiment';
import { layerRanges } from '../model/network';

/** Twin classes of one hidden layer; see `TwinReport` in the application contract. */
export interface TwinClasses {
  readonly layer: number;
  readonly width: number;
  readonly effectiveWidth: number;
  readonly classes: readonly (readonly number[])[];
}

/**
 * Partitions the units of every hidden layer into classes of units whose incoming weights, bias and outgoing weights are equal bit for bit
 * (so +0 and −0 differ, as do two NaNs with different payloads).
 * @param theta parameters, layer by layer, weight (outputs × inputs, row-major) then bias
 */
export function twinClasses(network: NetworkSpec, theta: Float64Array): TwinClasses[] {
  const ranges = layerRanges(network);
  // Pairs of 32-bit words: comparing 64-bit ones would make two objects each time, and every recorded step comes through here.
  const words = new Int32Array(theta.buffer, theta.byteOffset, 2 * theta.length);
  const differ = (a: number, b: number): boolean =>
    words[2 * a] !== words[2 * b] || words[2 * a + 1] !== words[2 * b + 1];
  const reports: TwinClasses[] = [];
  for (let layer = 0; layer + 1 < ranges.length; layer++) {
    const incoming = ranges[layer]!;
    const outgoing = ranges[layer + 1]!;
    const width = incoming.outputs;
    /** Where the parameter `index` of `unit` is in θ: first its row of weights, then its bias, then its column of the next layer. */
    const fanIn = incoming.inputs;
    const biasAt = incoming.biases ?? -1;
    const equal = (a: number, b: number): boolean => {
      for (let k = 0; k < fanIn; k++) {
        if (differ(incoming.weights + a * fanIn + k, incoming.weights + b * fanIn + k)) return false;
      }
      if (biasAt >= 0 && differ(biasAt + a, biasAt + b)) return false;
      for (let o = 0; o < outgoing.outputs; o++) {
        const row = outgoing.weights + o * outgoing.inputs;
        if (differ(row + a, row + b)) return false;
      }
      return true;
    };
    const classes: number[][] = [];
    // Units that differ mostly differ in their first weights, so comparing with one unit per class stays cheap.
    for (let unit = 0; unit < width; unit++) {
      const mine = classes.find((members) => equal(members[0]!, unit));
      if (mine === undefined) classes.push([unit]);
      else mine.push(unit);
    }
    reports.push({ layer: layer + 1, width, effectiveWidth: classes.length, classes });
  }
  return reports;
}
