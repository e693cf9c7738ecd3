import type { NetworkShape } from '../../core/contract';
import { layerRanges } from '../../model/network';
import { evenlySpaced } from '../thinning';

/** How far the units of a hidden layer are from each other over time: Euclidean distances of their incoming weights, bias and outgoing weights. */
export interface UnitDistances {
  /** 1-based hidden layer. */
  readonly layer: number;
  /** Steps of the checkpoints looked at, ascending; wide layers are looked at less often. */
  readonly steps: Float64Array;
  /** The smallest distance of two units that are not twins, per step; NaN where all are twins. */
  readonly closest: Float64Array;
  /** The largest distance of two units, per step: 0 while all are twins. */
  readonly spread: Float64Array;
  /** The two almost-twins (0-based units) that are closest at the last of the steps; null where all are twins. */
  readonly almostTwins: readonly [number, number] | null;
}

/** Most subtractions per layer. */
const mostWork = 1e8;

export function unitDistances(
  network: NetworkShape,
  steps: Float64Array,
  checkpoints: readonly Float64Array[],
  checkCancelled: () => void,
): UnitDistances[] {
  const ranges = layerRanges(network);
  return ranges.slice(0, -1).flatMap((incoming, index) => {
    const width = incoming.outputs;
    if (width < 2) return [];
    const outgoing = ranges[index + 1]!;
    const perUnit = incoming.inputs + 1 + outgoing.outputs;
    const most = Math.max(2, Math.floor(mostWork / (width * width * perUnit)));
    const chosen = evenlySpaced(checkpoints.length, most);
    const closest = new Float64Array(chosen.length).fill(NaN);
    const spread = new Float64Array(chosen.length);
    let almostTwins: [number, number] | null = null;
    chosen.forEach((checkpoint, i) => {
      checkCancelled();
      const theta = checkpoints[checkpoint]!;
      almostTwins = null;
      for (let a = 0; a < width; a++) {
        for (let b = a + 1; b < width; b++) {
          const distance = apart(theta, incoming, outgoing, a, b);
          if (distance > spread[i]!) spread[i] = distance;
          if (distance > 0 && !(closest[i]! <= distance)) {
            closest[i] = distance;
            almostTwins = [a, b];
          }
        }
      }
    });
    return [
      { layer: index + 1, steps: Float64Array.from(chosen, (k) => steps[k]!), closest, spread, almostTwins },
    ];
  });
}

type Range = ReturnType<typeof layerRanges>[number];

function apart(theta: Float64Array, incoming: Range, outgoing: Range, a: number, b: number): number {
  const { weights, inputs, biases } = incoming;
  let sum = 0;
  const add = (i: number, j: number) => {
    const gap = theta[i]! - theta[j]!;
    sum += gap * gap;
  };
  for (let k = 0; k < inputs; k++) add(weights + a * inputs + k, weights + b * inputs + k);
  if (biases !== null) add(biases + a, biases + b);
  for (let o = 0; o < outgoing.outputs; o++) {
    const row = outgoing.weights + o * outgoing.inputs;
    add(row + a, row + b);
  }
  return Math.sqrt(sum);
}
