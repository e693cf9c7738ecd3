import type { NetworkShape } from '../../core/contract';
import { layerRanges, type LayerRange } from '../../model/network';

/** One sign of one class of equal units. Its weights are those of the representative times the sign. */
export interface UnitNode {
  /** 0-based hidden layer. */
  readonly layer: number;
  readonly representative: number;
  readonly sign: 1 | -1;
  /** The node of the opposite sign; itself where the layer's units cannot be flipped. */
  readonly partner: number;
  /** Equal for nodes that agree in layer, class size, bias, and weights from inputs and to outputs. */
  readonly key: string;
}

/** The hidden units of a network as a layered graph: units that are equal (up to sign where they can be flipped) are one class. */
export interface UnitGraph {
  readonly nodes: readonly UnitNode[];
  /** Node indices per hidden layer. */
  readonly layers: readonly (readonly number[])[];
  /** Weight from a node to a node of the next hidden layer. */
  weight(from: UnitNode, to: UnitNode): number;
  /** Per hidden layer: sizes of the classes, idle ones included. */
  readonly classSizes: readonly (readonly number[])[];
  /** Per hidden layer: units with all parameters 0. They are no nodes: whatever is done to them changes nothing. */
  readonly idle: readonly number[];
}

/** @param flips per hidden layer: whether a unit may change the sign of all its parameters */
export function unitGraph(network: NetworkShape, theta: Float64Array, flips: readonly boolean[]): UnitGraph {
  const ranges = layerRanges(network);
  const hidden = ranges.length - 1;
  const nodes: UnitNode[] = [];
  const layers: number[][] = [];
  const classSizes: number[][] = [];
  const idle: number[] = [];
  for (let layer = 0; layer < hidden; layer++) {
    const own: UnitEnds = { incoming: ranges[layer]!, outgoing: ranges[layer + 1]!, theta };
    const classes = new Map<string, { representative: number; size: number }>();
    idle.push(0);
    for (let unit = 0; unit < own.incoming.outputs; unit++) {
      const values = valuesOf(own, unit);
      const first = values.find((value) => value !== 0);
      if (first === undefined) {
        idle[layer]!++;
        continue;
      }
      const sign = flips[layer] && first < 0 ? -1 : 1;
      const key = values.map((value) => sign * value).join();
      const known = classes.get(key);
      if (known) known.size++;
      else classes.set(key, { representative: unit, size: 1 });
    }
    classSizes.push([
      ...[...classes.values()].map(({ size }) => size),
      ...(idle[layer] ? [idle[layer]!] : []),
    ]);
    layers.push([]);
    for (const { representative, size } of classes.values()) {
      const signs = flips[layer] ? ([1, -1] as const) : ([1] as const);
      for (const sign of signs) {
        const index = nodes.length;
        const partner = flips[layer] ? (sign === 1 ? index + 1 : index - 1) : index;
        const fixed = [
          ...(layer === 0 ? rowOf(own, representative) : []),
          ...biasOf(own, representative),
          ...(layer === hidden - 1 ? columnOf(own, representative) : []),
        ];
        const key = `${layer}|${size}|${fixed.map((value) => sign * value).join()}`;
        layers[layer]!.push(index);
        nodes.push({ layer, representative, sign, partner, key });
      }
    }
  }
  return {
    nodes,
    layers,
    classSizes,
    idle,
    weight: (from, to) => {
      const { weights, inputs } = ranges[to.layer]!;
      return from.sign * to.sign * theta[weights + to.representative * inputs + from.representative]!;
    },
  };
}

interface UnitEnds {
  readonly incoming: LayerRange;
  readonly outgoing: LayerRange;
  readonly theta: Float64Array;
}

const rowOf = ({ incoming: { weights, inputs }, theta }: UnitEnds, unit: number): number[] =>
  Array.from(theta.subarray(weights + unit * inputs, weights + (unit + 1) * inputs));

const biasOf = ({ incoming: { biases }, theta }: UnitEnds, unit: number): number[] =>
  biases === null ? [] : [theta[biases + unit]!];

const columnOf = ({ outgoing: { weights, inputs, outputs }, theta }: UnitEnds, unit: number): number[] =>
  Array.from({ length: outputs }, (_, row) => theta[weights + row * inputs + unit]!);

const valuesOf = (ends: UnitEnds, unit: number): number[] => [
  ...rowOf(ends, unit),
  ...biasOf(ends, unit),
  ...columnOf(ends, unit),
];
