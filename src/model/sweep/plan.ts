import type { ElementaryFunctions } from '../../core/contract';
import type { Experiment } from '../experiment';
import { parseExperiment } from '../schema';
import { UserError } from '../user-error';
import { axisValues } from './axis-values';
import { isPlain, withPlain } from './plain-places';
import { withValueAt } from './places';
import { runCount, type SweepSpec, type SweepValue } from './spec';

/** One axis with its values made. */
export interface PlannedAxis {
  readonly over: string;
  readonly values: readonly SweepValue[];
}

/** Experiments of cells that are kept. */
const keptCells = 256;

/** Hidden layers of the networks that the axes ask for. */
function depths(base: Experiment, axes: readonly PlannedAxis[]): number[] {
  const of = (sizes: unknown) => (Array.isArray(sizes) ? Math.max(0, sizes.length - 2) : 1);
  return [
    of(base.network.sizes),
    ...axes.flatMap(({ over, values }) => {
      if (over === 'network.sizes') return [...new Set(values.map(of))];
      if (over !== 'network') return [];
      return [...new Set(values.map((value) => of((value as { sizes?: unknown } | null)?.sizes)))];
    }),
  ];
}

/**
 * The runs of a sweep, numbered from 0 in an order that the document alone decides: in a grid the last axis varies fastest. Runs that differ by plain
 * places only (see `plain-places.ts`) form a cell: they train the same network on the same data.
 */
export class SweepPlan {
  readonly sweep: SweepSpec;
  readonly axes: readonly PlannedAxis[];
  readonly runs: number;
  /** What every run has in common: the experiment without its sweep. */
  readonly base: Experiment;
  /** Hidden layers of the deepest network, at least. */
  readonly hiddenLayers: number;
  readonly #plain: readonly boolean[];
  /** Run numbers from one value of an axis to the next; all 1 where the axes are zipped. */
  readonly #strides: readonly number[];
  readonly #cells = new Map<string, Experiment>();

  /** Throws `UserError` where the experiment has no sweep. */
  constructor(experiment: Experiment, math: ElementaryFunctions) {
    const { sweep, predictions: _, ...base } = experiment;
    if (sweep === undefined)
      throw new UserError(
        'the experiment has no sweep: add a section such as "sweep": {"axes": [{"over": "seed", "from": 1, "to": 100, "scale": "integer"}]}, or --over seed=1..100.',
        'sweep',
      );
    this.sweep = sweep;
    this.base = base;
    this.axes = sweep.axes.map((axis) => ({ over: axis.over, values: axisValues(axis, math) }));
    this.runs = runCount(sweep);
    this.hiddenLayers = Math.max(...depths(this.base, this.axes));
    const places = sweep.axes.map(({ over }) => over);
    this.#plain = places.map((place) => isPlain(place, places));
    this.#strides = this.axes.map((_axis, index) =>
      sweep.combine === 'zip'
        ? 1
        : this.axes.slice(index + 1).reduce((product, { values }) => product * values.length, 1),
    );
  }

  /** Which value of each axis a run has. */
  coordinates(run: number): number[] {
    return this.axes.map(({ values }, axis) => Math.floor(run / this.#strides[axis]!) % values.length);
  }

  /** The value of each axis in a run. */
  valuesOf(run: number): SweepValue[] {
    return this.coordinates(run).map((index, axis) => this.axes[axis]!.values[index]!);
  }

  /** Equal for runs that differ by plain places only. */
  cellOf(run: number): string {
    return this.#cellKey(this.coordinates(run));
  }

  /** The experiment of a run, without the sweep. Throws `UserError` where the point is none. */
  experimentOf(run: number): Experiment {
    const at = this.coordinates(run);
    let experiment = this.cellAt(at);
    this.axes.forEach(({ over, values }, axis) => {
      if (this.#plain[axis]) experiment = withPlain(experiment, over, values[at[axis]!] as number);
    });
    return experiment;
  }

  isPlainAxis(axis: number): boolean {
    return this.#plain[axis]!;
  }

  /** The experiment of a cell, its plain places as they are in the base. */
  cellAt(coordinates: readonly number[]): Experiment {
    const key = this.#cellKey(coordinates);
    const known = this.#cells.get(key);
    if (known !== undefined) return known;
    let document: object = this.base;
    this.axes.forEach(({ over, values }, axis) => {
      if (!this.#plain[axis]) document = withValueAt(document, over, values[coordinates[axis]!]!);
    });
    const experiment = document === this.base ? this.base : parseExperiment(document);
    if (this.#cells.size >= keptCells) this.#cells.clear();
    this.#cells.set(key, experiment);
    return experiment;
  }

  #cellKey(coordinates: readonly number[]): string {
    let key = '';
    for (let axis = 0; axis < coordinates.length; axis++)
      if (!this.#plain[axis]) key += `${coordinates[axis]},`;
    return key;
  }
}
