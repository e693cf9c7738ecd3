import type { ActivationName, NetworkShape } from '../../core/contract';
import { countAutomorphisms } from './automorphisms';
import { unitGraph } from './unit-graph';

/** How a group of rearrangements acts on a point. Numbers of any size, as decimal digits. */
export interface GroupAction {
  /** Elements of the group: rearrangements of the units, each giving the same function. */
  readonly elements: string;
  /** Those among them that leave the point exactly where it is. */
  readonly fixing: string;
  /** Different points reached, elements / fixing: all have the same function. */
  readonly points: string;
  /** False where the search for fixing elements ran out of budget: then `fixing` is at least, and `points` at most, what they say. */
  readonly exact: boolean;
}

export interface OrbitLayer {
  /** 1-based hidden layer. */
  readonly layer: number;
  readonly width: number;
  readonly activation: ActivationName;
  /** The activation is odd: a unit may change the sign of all its parameters. */
  readonly flips: boolean;
  /** Units with every parameter 0: their flip changes nothing. */
  readonly idle: number;
  /** Sizes of the classes of units that are equal (up to sign, where units can be flipped). */
  readonly classSizes: readonly number[];
}

export interface Orbit {
  readonly layers: readonly OrbitLayer[];
  /** Permutations of the units within each hidden layer. */
  readonly permutations: GroupAction;
  /** Permutations and, in layers with an odd activation, sign flips. */
  readonly withFlips: GroupAction;
}

const odd: ReadonlySet<ActivationName> = new Set(['linear', 'tanh', 'sin']);

/**
 * How many points have the same function as θ because its hidden units are rearranged: the group of permutations of each hidden layer's units,
 * n!, with sign flips 2ⁿ·n! where the activation is odd, divided by the elements that leave θ as it is. For one hidden layer, and wherever the layers
 * above and below tell the units apart, that is the product of n!/∏(class sizes!). In deep networks permutations of two layers may undo each other; these are
 * found and counted. +0 and −0 are one number here.
 */
export function orbitOf(network: NetworkShape, theta: Float64Array): Orbit {
  const widths = network.sizes.slice(1, -1);
  const flips = widths.map((_, i) => odd.has(network.activations[i]!));
  const none = widths.map(() => false);
  const signed = unitGraph(network, theta, flips);
  return {
    layers: widths.map((width, i) => ({
      layer: i + 1,
      width,
      activation: network.activations[i]!,
      flips: flips[i]!,
      idle: signed.idle[i]!,
      classSizes: signed.classSizes[i]!,
    })),
    permutations: action(unitGraph(network, theta, none), widths, none),
    withFlips: action(signed, widths, flips),
  };
}

function action(
  graph: ReturnType<typeof unitGraph>,
  widths: readonly number[],
  flips: readonly boolean[],
): GroupAction {
  let elements = 1n;
  let fixing = 1n;
  widths.forEach((width, i) => {
    elements *= factorial(width) * (flips[i] ? 2n ** BigInt(width) : 1n);
    for (const size of graph.classSizes[i]!) fixing *= factorial(size);
    if (flips[i]) fixing *= 2n ** BigInt(graph.idle[i]!);
  });
  const { count, exact } = countAutomorphisms(graph);
  fixing *= count;
  return {
    elements: String(elements),
    fixing: String(fixing),
    points: String(elements / fixing),
    exact,
  };
}

function factorial(n: number): bigint {
  let product = 1n;
  for (let k = 2n; k <= BigInt(n); k++) product *= k;
  return product;
}
