import type { RandomStream } from '../../core/contract';
import type { NetworkShape } from '../../core/contract';
import { layerRanges } from '../../model/network';
import { norm, normals, times } from '../../model/vectors';

/**
 * A random direction along `paths` chains of units: one unit of each hidden layer, its incoming weights and its bias, to one output. Every product by
 * which the inputs reach an output has one factor from every layer, so descent of high order lies on such chains, where a direction
 * spread over all parameters is almost nothing.
 */
export function pathDirection(network: NetworkShape, paths: number, random: RandomStream): Float64Array {
  const ranges = layerRanges(network);
  const direction = new Float64Array(ranges.at(-1)!.end);
  for (let path = 0; path < paths; path++) {
    let before: number | null = null;
    for (const range of ranges) {
      const unit = random.integer(range.outputs);
      for (let input = 0; input < range.inputs; input++)
        if (before === null || input === before)
          direction[range.weights + unit * range.inputs + input] = random.normal();
      if (range.biases !== null) direction[range.biases + unit] = random.normal();
      before = unit;
    }
  }
  return times(direction, 1 / norm(direction));
}

/** Directions to start from, in a fixed order: by turns spread over all parameters, along one chain of units, along two. */
export function startDirections(
  network: NetworkShape | null,
  dimension: number,
  count: number,
  random: RandomStream,
): Float64Array[] {
  return Array.from({ length: count }, (_, i) => {
    if (network !== null && i % 3 !== 0) return pathDirection(network, i % 3, random);
    const direction = normals(dimension, random);
    return times(direction, 1 / norm(direction));
  });
}
