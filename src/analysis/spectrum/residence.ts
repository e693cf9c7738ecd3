import type { NetworkShape } from '../../core/contract';
import { layerRanges, parameterNames } from '../../model/network';

/** On which layers, unit and parameters a direction (or a space of directions) lives. */
export interface Residence {
  /** Share of the squared norm per weight layer, 0 … 1; they sum to 1. */
  readonly layers: readonly number[];
  /**
   * The hidden unit with the largest share, counting its incoming weights, its bias and its outgoing weights (layer 1-based, unit from 0). Null without hidden
   * layers, and where several units share the first place.
   */
  readonly unit: { readonly layer: number; readonly unit: number; readonly share: number } | null;
  /** The parameters with the largest shares, at most `mostNamed`, those below a hundredth left out. */
  readonly largest: readonly { readonly name: string; readonly index: number; readonly share: number }[];
}

const mostNamed = 6;
const leastShare = 0.01;
/** Shares that differ by less than this are equal to rounding. */
const sameShare = 1e-9;

/**
 * @param rows orthonormal directions. Of several, the mean of the squares is taken, which does not depend on the basis chosen for the space they span: the
 * eigenvectors of a repeated eigenvalue are arbitrary within their space, their squares' mean is not.
 */
export function residenceOf(network: NetworkShape, rows: readonly Float64Array[]): Residence {
  const shares = new Float64Array(rows[0]!.length);
  for (const row of rows) row.forEach((entry, i) => (shares[i]! += (entry * entry) / rows.length));
  const ranges = layerRanges(network);
  const order = Array.from(shares, (_, i) => i).sort((a, b) => shares[b]! - shares[a]! || a - b);
  const names = parameterNames(network);
  return {
    layers: ranges.map(({ weights, end }) => sum(shares, weights, end)),
    unit: strongestUnit(network, shares),
    largest: order
      .slice(0, mostNamed)
      .filter((index) => shares[index]! >= leastShare)
      .map((index) => ({ name: names[index]!, index, share: shares[index]! })),
  };
}

function strongestUnit(network: NetworkShape, shares: Float64Array): Residence['unit'] {
  const ranges = layerRanges(network);
  const units = ranges.slice(0, -1).flatMap((range, index) => {
    const next = ranges[index + 1]!;
    return Array.from({ length: range.outputs }, (_, unit) => {
      const row = range.weights + unit * range.inputs;
      let share = sum(shares, row, row + range.inputs);
      if (range.biases !== null) share += shares[range.biases + unit]!;
      for (let o = 0; o < next.outputs; o++) share += shares[next.weights + o * next.inputs + unit]!;
      return { layer: range.layer, unit, share };
    });
  });
  const sorted = units.sort((a, b) => b.share - a.share);
  const [first, second] = sorted;
  if (!first || first.share < leastShare) return null;
  return second && first.share - second.share < sameShare ? null : first;
}

function sum(values: Float64Array, from: number, to: number): number {
  let total = 0;
  for (let i = from; i < to; i++) total += values[i]!;
  return total;
}
