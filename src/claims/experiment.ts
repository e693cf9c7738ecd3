import type { Arithmetic } from '../core/contract';
import type { Experiment } from '../model/experiment';
import type { CellRun } from './cell-run';

/** One cell of an experiment's table: an ordinary experiment, so that it opens in the window. */
export interface ClaimCell {
  readonly experiment: Experiment;
  /** What sets this cell apart besides what its experiment says, e.g. `{ start: 'equal incoming weights only' }`. */
  readonly settings?: Readonly<Record<string, string>>;
}

/** Something over steps, for a figure. */
export interface Curve {
  readonly name: string;
  /** What x is where it is not the step. */
  readonly along?: string;
  readonly x: Float64Array;
  readonly y: Float64Array;
}

/** What a cell showed; crosses a structured clone. */
export interface Measured<K extends string = string> {
  readonly numbers: Readonly<Record<K, number>>;
  readonly curves?: readonly Curve[];
}

/**
 * An experiment that decides claims: a table of small cells, each measured by itself on any thread. Several claims may read the same cells; each cell is then
 * measured once.
 */
export interface ClaimExperiment<K extends string = string> {
  /** Kebab-case, unique among all experiments of claims. */
  readonly id: string;
  /** One plain sentence. */
  readonly summary: string;
  /** What each number is, in words, as a column of the table. */
  readonly measures: Readonly<Record<K, string>>;
  /** The table, in order; depends on nothing but the arithmetic's seeded streams. */
  cells(arithmetic: Arithmetic): readonly ClaimCell[];
  /**
   * Places of the document that nothing measured here depends on, because the measurement chooses them itself or makes no use of them; a place stands for all below
   * it. Who changes a cell is not offered them.
   */
  readonly ignores?: readonly string[];
  /**
   * Why nothing is measured of another experiment in a cell's place, as a sentence; null where it is. Absent: as many layers of weights as the cell has are needed,
   * because measurements name layers.
   */
  fits?(changed: Experiment, cell: Experiment): string | null;
  measure(run: CellRun, settings: Readonly<Record<string, string>>): Measured<K>;
}

/** For measurements that name layers; see `fits`. */
export function sameDepth({ network }: Experiment, cell: Experiment): string | null {
  const [asked, needed] = [network.sizes.length - 1, cell.network.sizes.length - 1];
  return asked === needed
    ? null
    : `it names the layers of a network with ${needed} layers of weights, and this one has ${asked}`;
}

/** For measurements that take the layers as they come; see `fits`. */
export const anyDepth = (): null => null;

/** Keeps the exact names of the numbers. */
export function defineClaimExperiment<K extends string>(experiment: ClaimExperiment<K>): ClaimExperiment<K> {
  return experiment;
}
