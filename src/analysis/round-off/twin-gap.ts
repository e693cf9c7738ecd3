import type { NetworkShape } from '../../core/contract';
import { layerRanges } from '../../model/network';
import type { TwinClasses } from '../twins';

export interface TwinGap {
  /** Largest Euclidean distance between a unit's parameters (incoming, bias, outgoing) and those of the first unit of its class. */
  readonly gap: number;
  /** Hidden layer of that unit; 0 where no unit differs. */
  readonly layer: number;
}

/** How far units that were twins have come apart. @param classes as they were at the start */
export function twinGap(
  network: NetworkShape,
  theta: Float64Array,
  classes: readonly TwinClasses[],
): TwinGap {
  const ranges = layerRanges(network);
  let widest: TwinGap = { gap: 0, layer: 0 };
  for (const { layer, classes: groups } of classes) {
    const incoming = ranges[layer - 1]!;
    const outgoing = ranges[layer]!;
    for (const [first, ...others] of groups) {
      for (const other of others) {
        let squares = 0;
        const add = (a: number, b: number): void => {
          const difference = theta[a]! - theta[b]!;
          squares += difference * difference;
        };
        for (let k = 0; k < incoming.inputs; k++)
          add(
            incoming.weights + other * incoming.inputs + k,
            incoming.weights + first! * incoming.inputs + k,
          );
        if (incoming.biases !== null) add(incoming.biases + other, incoming.biases + first!);
        for (let o = 0; o < outgoing.outputs; o++)
          add(
            outgoing.weights + o * outgoing.inputs + other,
            outgoing.weights + o * outgoing.inputs + first!,
          );
        const gap = Math.sqrt(squares);
        if (gap > widest.gap) widest = { gap, layer };
      }
    }
  }
  return widest;
}
