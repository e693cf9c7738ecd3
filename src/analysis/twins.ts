import type { NetworkSpec } from '../model/experiment';
import { type LayerRange, layerRanges } from '../model/network';

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
  const words = wordsOf(theta);
  return ranges.slice(0, -1).map((incoming, layer) => {
    const outgoing = ranges[layer + 1]!;
    const width = incoming.outputs;
    const classes: number[][] = [];
    // Units that differ mostly differ in their first weights, so comparing with one unit per class stays cheap.
    for (let unit = 0; unit < width; unit++) {
      const mine = classes.find((members) => areTwins(words, incoming, outgoing, members[0]!, unit));
      if (mine === undefined) classes.push([unit]);
      else mine.push(unit);
    }
    return { layer: layer + 1, width, effectiveWidth: classes.length, classes };
  });
}

/**
 * The effective width of every hidden layer alone, for many θ of one network (every recorded step comes through here): written to `target`
 * from `at` on. Nothing is allocated while θ comes in the same array.
 */
export function effectiveWidths(
  network: NetworkSpec,
): (theta: Float64Array, target: Float64Array, at: number) => void {
  const ranges = layerRanges(network);
  /** The first unit of each class of the layer at hand. */
  const firsts = new Int32Array(Math.max(...network.sizes));
  let seen: Float64Array | null = null;
  let words: Int32Array = new Int32Array();
  return (theta, target, at) => {
    if (theta !== seen) words = wordsOf((seen = theta));
    for (let layer = 0; layer + 1 < ranges.length; layer++) {
      const incoming = ranges[layer]!;
      const outgoing = ranges[layer + 1]!;
      let classes = 0;
      for (let unit = 0; unit < incoming.outputs; unit++) {
        let known = 0;
        while (known < classes && !areTwins(words, incoming, outgoing, firsts[known]!, unit)) known++;
        if (known === classes) firsts[classes++] = unit;
      }
      target[at + layer] = classes;
    }
  };
}

/** Pairs of 32-bit words: comparing 64-bit ones would make two objects each time. */
function wordsOf(theta: Float64Array): Int32Array {
  return new Int32Array(theta.buffer, theta.byteOffset, 2 * theta.length);
}

/** Whether two units have equal rows of weights and biases in one layer, and equal columns of weights in the next. */
function areTwins(
  words: Int32Array,
  incoming: LayerRange,
  outgoing: LayerRange,
  a: number,
  b: number,
): boolean {
  const { inputs, weights, biases } = incoming;
  for (let k = 0; k < inputs; k++) {
    if (differ(words, weights + a * inputs + k, weights + b * inputs + k)) return false;
  }
  if (biases !== null && differ(words, biases + a, biases + b)) return false;
  for (let o = 0; o < outgoing.outputs; o++) {
    const row = outgoing.weights + o * outgoing.inputs;
    if (differ(words, row + a, row + b)) return false;
  }
  return true;
}

function differ(words: Int32Array, a: number, b: number): boolean {
  return words[2 * a] !== words[2 * b] || words[2 * a + 1] !== words[2 * b + 1];
}
