import type { ActivationName, NetworkShape } from '../../core/contract';
import { type LayerRange, layerRanges } from '../../model/network';

/** Activations for which a unit may change the sign of all its parameters. */
export const oddActivations: ReadonlySet<ActivationName> = new Set(['linear', 'tanh', 'sin']);

/**
 * One of the points that rearranging hidden units makes of θ, the same for all of them up to `tolerance`: from the first hidden layer to the last, units
 * with an odd activation are flipped so that their first parameter that is not 0 is positive, and the units are sorted by their incoming weights, bias
 * and outgoing weights (above another hidden layer by the norm of these, since its order is not known yet). Entries that differ by at most the tolerance count as
 * equal while sorting; no entry is rounded.
 */
export function canonicalForm(network: NetworkShape, theta: Float64Array, tolerance: number): Float64Array {
  const ranges = layerRanges(network);
  const form = theta.slice();
  for (let layer = 0; layer + 1 < ranges.length; layer++) {
    const own = ranges[layer]!;
    const next = ranges[layer + 1]!;
    const ordered = layer + 2 === ranges.length;
    const units = Array.from({ length: own.outputs }, (_, unit) => unitOf(form, own, next, unit));
    if (oddActivations.has(network.activations[layer]!))
      for (const unit of units) {
        const first = [...unit.incoming, ...unit.outgoing].find((value) => Math.abs(value) > tolerance);
        if (first !== undefined && first < 0) {
          unit.incoming = unit.incoming.map((value) => -value);
          unit.outgoing = unit.outgoing.map((value) => -value);
        }
      }
    const keyed = units.map((unit) => ({
      unit,
      key: [...unit.incoming, ...(ordered ? unit.outgoing : [Math.sqrt(sumOfSquares(unit.outgoing))])],
    }));
    keyed.sort((a, b) => compare(a.key, b.key, tolerance));
    keyed.forEach(({ unit }, place) => put(form, own, next, place, unit));
  }
  return form;
}

interface Unit {
  /** Weights from below, then the bias where there is one. */
  incoming: number[];
  outgoing: number[];
}

function unitOf(theta: Float64Array, own: LayerRange, next: LayerRange, unit: number): Unit {
  const row = own.weights + unit * own.inputs;
  return {
    incoming: [
      ...theta.subarray(row, row + own.inputs),
      ...(own.biases === null ? [] : [theta[own.biases + unit]!]),
    ],
    outgoing: Array.from({ length: next.outputs }, (_, o) => theta[next.weights + o * next.inputs + unit]!),
  };
}

function put(theta: Float64Array, own: LayerRange, next: LayerRange, unit: number, values: Unit): void {
  for (let i = 0; i < own.inputs; i++) theta[own.weights + unit * own.inputs + i] = values.incoming[i]!;
  if (own.biases !== null) theta[own.biases + unit] = values.incoming[own.inputs]!;
  values.outgoing.forEach((value, o) => (theta[next.weights + o * next.inputs + unit] = value));
}

function compare(a: readonly number[], b: readonly number[], tolerance: number): number {
  for (let i = 0; i < a.length; i++) {
    const gap = a[i]! - b[i]!;
    if (Math.abs(gap) > tolerance) return gap;
  }
  return 0;
}

function sumOfSquares(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value * value, 0);
}
