import { UserError } from '../model/user-error';
import { planArena, type Arena, type LayerRegion, type ModuleSizes, type SetRegion } from './arena';
import type { Problem } from './contract';

/** Where the second-order kernels keep what they need, after the arena of the network: addresses in bytes, on vector boundaries. */

const VECTOR = 16;
/** The highest order of a Taylor series. */
export const HIGHEST_ORDER = 12;
const COEFFICIENTS = HIGHEST_ORDER + 1;
/** Largest P of a dense Hessian. */
export const MOST_DENSE_PARAMETERS = 4000;
/** Above what any problem may need; addresses stay whole numbers. */
const LARGEST_MEMORY = 2 ** 32;

/** Sizes of records that only the module knows. */
export interface SecondOrderSizes {
  readonly curves: number;
  readonly layerPair: number;
}

export interface CurvesRegion {
  readonly values: number;
  readonly slopes: number;
  readonly bends: number;
  readonly deltas: number;
  readonly directedInputs: number;
  readonly directedValues: number;
  readonly directedDeltas: number;
  readonly series: number;
}

/** What only some questions need, and which takes more memory than all the rest. */
export interface SecondOrderExtent {
  /** The dense Hessian. */
  readonly dense: boolean;
  /** Gradients of Taylor coefficients. */
  readonly seriesGradient: boolean;
}

export interface SeriesGradientRegions {
  /** Per layer: series of φ′(z) and of ∂loss/∂z. */
  readonly layers: readonly { readonly slopes: number; readonly deltas: number }[];
  /** HIGHEST_ORDER parameter vectors. */
  readonly gradients: number;
}

export interface PairRegion {
  readonly l: number;
  readonly m: number;
  readonly curvature: number;
  readonly products: number;
  readonly displaced: number;
}

export interface DenseRegions {
  readonly pairs: readonly PairRegion[];
  readonly pairRecords: number;
  readonly extensions: readonly number[];
  readonly extensionTable: number;
  readonly unitRows: number;
  readonly inputRows: number;
  readonly displacements: number;
  readonly nextDisplacements: number;
  readonly outputDiagonal: number;
  readonly matrix: number;
}

export interface SecondOrderArena {
  /** Bytes to reserve after the network's arena. */
  readonly reserve: number;
  readonly records: number;
  readonly lossCurves: number;
  readonly sumPanel: number;
  readonly curves: readonly CurvesRegion[];
  readonly direction: number;
  /** The other of two directions, for the curvature of a plane. */
  readonly otherDirection: number;
  readonly result: number;
  readonly coefficients: number;
  readonly dense: DenseRegions | undefined;
  readonly seriesGradient: SeriesGradientRegions | undefined;
}

/** Lays out the second-order memory of a checked problem in f64. Throws UserError when it does not fit; nothing is allocated here. */
export function planSecondOrder(
  problem: Problem,
  module: ModuleSizes,
  sizes: SecondOrderSizes,
  { dense, seriesGradient }: SecondOrderExtent,
): SecondOrderArena {
  const base = planArena(problem, module);
  const train = base.sets.train;
  if (!train) throw new Error('There is no training set.');
  if (dense && base.parameterCount > MOST_DENSE_PARAMETERS) {
    throw new UserError(
      `The network has ${base.parameterCount} parameters, but a dense Hessian is computed for at most ${MOST_DENSE_PARAMETERS}: ` +
        'take fewer units, or use Hessian–vector products.',
      'network.sizes',
    );
  }
  let end = base.reserved;
  const take = (bytes: number): number => {
    const start = end;
    end += Math.ceil(bytes / VECTOR) * VECTOR;
    return start;
  };
  const rowBytes = train.vectors * VECTOR;
  const setBytes = train.blocks * rowBytes;
  const outputs = base.layers[base.layers.length - 1]?.outputs ?? 0;
  const arena = {
    records: take(base.layers.length * sizes.curves),
    lossCurves: take((outputs + 1) * setBytes),
    sumPanel: take(8 * 8 * Math.max(...base.layers.map(({ inputs }) => inputs))),
    curves: base.layers.map((layer): CurvesRegion => ({
      values: take(layer.outputs * setBytes),
      slopes: take(layer.outputs * setBytes),
      bends: take(layer.outputs * setBytes),
      deltas: take(layer.outputs * setBytes),
      directedInputs: take(layer.outputs * rowBytes),
      directedValues: take(layer.outputs * rowBytes),
      directedDeltas: take(layer.outputs * rowBytes),
      series: take(COEFFICIENTS * layer.outputs * rowBytes),
    })),
    direction: take(base.parameterBytes),
    otherDirection: take(base.parameterBytes),
    result: take(base.parameterBytes),
    coefficients: take(COEFFICIENTS * 8),
    dense: dense ? planDense(base, train, sizes, take) : undefined,
    seriesGradient: seriesGradient
      ? {
          layers: base.layers.map(({ outputs: units }) => ({
            slopes: take(HIGHEST_ORDER * units * rowBytes),
            deltas: take(HIGHEST_ORDER * units * rowBytes),
          })),
          gradients: take(HIGHEST_ORDER * base.parameterBytes),
        }
      : undefined,
  };
  if (end > LARGEST_MEMORY) {
    const gibibytes = (end / 2 ** 30).toFixed(1);
    throw new UserError(
      `Second derivatives of the network on its data need ${gibibytes} GiB, more than the 4 GiB the core can address: ` +
        'take fewer units or fewer samples.',
      'network.sizes',
    );
  }
  return { ...arena, reserve: end - base.reserved };
}

function planDense(
  base: Arena,
  train: SetRegion,
  sizes: SecondOrderSizes,
  take: (bytes: number) => number,
): DenseRegions {
  const { layers, parameterCount } = base;
  const rowBytes = train.vectors * VECTOR;
  const triangle = (n: number): number => (n * (n + 1)) / 2;
  const panelled = (rows: number, panel: number): number => Math.ceil(rows / panel) * panel;
  // A layer's inputs with its bias: what its units have parameters for.
  const inputsOf = layers.map((layer, l) => parametersOf(base, l) / layer.outputs);
  let unitRows = 0;
  let inputRows = 0;
  let displacements = 0;
  const pairs = layers.flatMap((low, l) =>
    layers.slice(l).map((high, distance): PairRegion => {
      const m = l + distance;
      const inputs = inputsOf[l] ?? 0;
      const others = inputsOf[m] ?? 0;
      const same = l === m;
      const units = distance === 1 ? high.outputs * low.outputs : high.inputs * low.outputs;
      const unitPairs = same ? triangle(low.outputs) : low.outputs * high.outputs;
      const inputPairs = same ? triangle(inputs) : inputs * others;
      unitRows = Math.max(unitRows, panelled(unitPairs, 4), same ? 0 : units);
      inputRows = Math.max(inputRows, panelled(inputPairs, 2));
      if (distance > 1) displacements = Math.max(displacements, units);
      const moved = distance > 1 ? high.inputs : 1;
      return {
        l,
        m,
        curvature: take(low.outputs * high.outputs * rowBytes),
        products: take(8 * panelled(unitPairs, 4) * panelled(inputPairs, 2)),
        displaced: same ? 0 : take(8 * high.outputs * moved * low.outputs * inputs),
      };
    }),
  );
  const outputs = layers[layers.length - 1]?.outputs ?? 0;
  return {
    pairs,
    pairRecords: take(layers.length ** 2 * sizes.layerPair),
    extensions: inputsOf.map((inputs) => take(inputs * rowBytes)),
    extensionTable: take(layers.length * 4),
    unitRows: take(unitRows * rowBytes),
    inputRows: take(inputRows * rowBytes),
    displacements: take(displacements * rowBytes),
    nextDisplacements: take(displacements * rowBytes),
    outputDiagonal: take(outputs * rowBytes),
    matrix: take(8 * parameterCount ** 2),
  };
}

/** Parameters of one layer: what lies between its first weight and the next layer's. */
function parametersOf({ layers, realBytes, parameterCount }: Arena, l: number): number {
  const start = (layer: LayerRegion | undefined): number =>
    layer ? layer.weights / realBytes : parameterCount;
  return start(layers[l + 1]) - start(layers[l]);
}
