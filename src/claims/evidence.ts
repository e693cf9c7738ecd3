import type { Experiment } from '../model/experiment';
import type { Curve } from './experiment';

/** One row of a claim's table: a cell, what it showed, and whether it bears the statement out. */
export interface EvidenceRow {
  /** Id of the experiment of claims that the cell belongs to. */
  readonly experiment: string;
  /** The cell itself, complete: it opens in the window. */
  readonly document: Experiment;
  /** Settings and traits by name, in words. */
  readonly settings: Readonly<Record<string, string>>;
  readonly numbers: Readonly<Record<string, number>>;
  readonly curves: readonly Curve[];
}

export interface JudgedRow extends EvidenceRow {
  /** Null where the row is shown beside the others and decides nothing. */
  readonly holds: boolean | null;
}

/** All rows of a claim, as its explanation and its figure read them. */
export class Evidence {
  constructor(readonly rows: readonly JudgedRow[]) {}

  /** The rows with these settings, in the table's order. */
  where(settings: Readonly<Record<string, string>>): readonly JudgedRow[] {
    const wanted = Object.entries(settings);
    return this.rows.filter((row) => wanted.every(([name, value]) => row.settings[name] === value));
  }

  /** The first row with these settings. A claim that asks for a row that its table does not have is wrong. */
  row(settings: Readonly<Record<string, string>>): JudgedRow {
    const [found] = this.where(settings);
    if (found === undefined) throw new Error(`no row of the claim has ${JSON.stringify(settings)}`);
    return found;
  }

  /** One number of the first row with these settings. */
  number(name: string, settings: Readonly<Record<string, string>>): number {
    const value = this.row(settings).numbers[name];
    if (value === undefined) throw new Error(`no row of the claim has the number ${name}`);
    return value;
  }

  /** The largest of a number over the rows with these settings that have it. */
  most(name: string, settings: Readonly<Record<string, string>> = {}): number {
    return this.where(settings).reduce(
      (most, { numbers }) => Math.max(most, numbers[name] ?? -Infinity),
      -Infinity,
    );
  }

  /** The smallest of a number over the rows with these settings that have it. */
  least(name: string, settings: Readonly<Record<string, string>> = {}): number {
    return this.where(settings).reduce(
      (least, { numbers }) => Math.min(least, numbers[name] ?? Infinity),
      Infinity,
    );
  }
}
