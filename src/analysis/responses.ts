import type { Core, Problem, Workspace } from '../core/contract';
import type { PointName } from '../model/experiment';

/** What every unit of a network answers at one point of its run, over a rectangle of the first two inputs. */
export interface Responses {
  readonly at: PointName;
  /** Null for the origin. */
  readonly step: number | null;
  /** Values of the first input, ascending: columns. */
  readonly across: Float64Array;
  /** Values of the second input, ascending: rows. A single row where the network has one input. */
  readonly up: Float64Array;
  /** What the further inputs are held at: their mean over the training samples. */
  readonly held: Float64Array;
  /** Per weight layer, units × rows × columns: the value after the activation. */
  readonly layers: readonly Float64Array[];
}

/** Beyond the outermost samples the rectangle goes on by this share of their distance. */
const margin = 0.15;

/** Asks one network about one rectangle, at any θ. Its memory is laid out once. */
export class ResponseProbe {
  readonly across: Float64Array;
  readonly up: Float64Array;
  readonly held: Float64Array;
  readonly #workspace: Workspace;
  readonly #sizes: readonly number[];

  /** @param resolution points per axis */
  constructor(core: Core, problem: Problem, resolution: number) {
    const { sizes } = problem.network;
    const inputs = sizes[0]!;
    this.#sizes = sizes;
    this.across = axis(column(problem, 0), resolution);
    this.up = inputs > 1 ? axis(column(problem, 1), resolution) : Float64Array.of(0);
    this.held = Float64Array.from({ length: Math.max(0, inputs - 2) }, (_, i) =>
      meanOfTraining(problem, i + 2),
    );
    const count = this.across.length * this.up.length;
    const grid = new Float64Array(count * inputs);
    this.up.forEach((y, row) =>
      this.across.forEach((x, i) => {
        const at = (row * this.across.length + i) * inputs;
        grid[at] = x;
        if (inputs > 1) grid[at + 1] = y;
        if (inputs > 2) grid.set(this.held, at + 2);
      }),
    );
    // The grid takes the place of the samples: a layer's activations are then what is asked. No target is looked at.
    this.#workspace = core.workspace({
      network: problem.network,
      loss: 'mean-squared-error',
      precision: problem.precision,
      train: { count, inputs: grid, targets: new Float64Array(count * sizes.at(-1)!) },
      accuracy: { kind: 'none' },
      l1: 0,
      l2: 0,
      batchSize: count,
    });
  }

  /** Per weight layer, units × rows × columns. */
  layers(theta: Float64Array): Float64Array[] {
    const count = this.across.length * this.up.length;
    return this.#workspace.activations(theta).map((bySample, layer) => {
      const units = this.#sizes[layer + 1]!;
      return Float64Array.from(
        { length: units * count },
        (_, i) => bySample[(i % count) * units + Math.floor(i / count)]!,
      );
    });
  }
}

/** Every value of an input, those of the test set too. */
function column({ network, train, test }: Problem, index: number): number[] {
  const inputs = network.sizes[0]!;
  return [train, test].flatMap((samples) =>
    samples ? Array.from({ length: samples.count }, (_, i) => samples.inputs[i * inputs + index]!) : [],
  );
}

function meanOfTraining({ network, train }: Problem, index: number): number {
  const inputs = network.sizes[0]!;
  let sum = 0;
  for (let i = 0; i < train.count; i++) sum += train.inputs[i * inputs + index]!;
  return sum / train.count;
}

/** Evenly spaced over the samples and a margin; at least one unit wide where they are all the same. */
function axis(values: readonly number[], resolution: number): Float64Array {
  const low = values.reduce((least, value) => Math.min(least, value), Infinity);
  const high = values.reduce((most, value) => Math.max(most, value), -Infinity);
  const room = high > low ? margin * (high - low) : 1;
  const width = high - low + 2 * room;
  return Float64Array.from({ length: resolution }, (_, i) => low - room + (i * width) / (resolution - 1));
}
