/** One experiment over a grid of settings and seeds, as data: the section `sweep` of the document. No number of the experiment's own run depends on it. */

/** What an axis can put in a place: anything that the place's schema takes. */
export type SweepValue =
  number | string | boolean | null | readonly unknown[] | { readonly [key: string]: unknown };

/** The values of one field, written out. */
export interface ListedAxis {
  /** The place of the field, e.g. `training.rule.rate`; see `places.ts`. */
  readonly over: string;
  readonly values: readonly SweepValue[];
}

/** Numbers from one to another, both included, in either direction. */
export interface RangedAxis {
  readonly over: string;
  readonly from: number;
  readonly to: number;
  readonly count: number;
  /** Evenly spaced, evenly spaced in their logarithms, or whole numbers. */
  readonly scale: AxisScale;
}

export const axisScales = ['linear', 'log', 'integer'] as const;
export type AxisScale = (typeof axisScales)[number];
export type SweepAxis = ListedAxis | RangedAxis;

export interface SweepSpec {
  /** One or more. In a grid the last one varies fastest. */
  readonly axes: readonly SweepAxis[];
  /** Every value with every other, or the first values together, the second ones together, … */
  readonly combine: 'grid' | 'zip';
  /** A run has escaped at the first step at which this share of its first loss is gone. */
  readonly escapeShare: number;
  /** A run is solved whose training loss at the end is at most this. */
  readonly solvedBelow: number;
  /** Steps between two looks at the loss, for the best loss and the escape step. */
  readonly every: number;
}

export const sweepLimits = {
  axes: 8,
  runs: 1_000_000,
} as const;

export function isListed(axis: SweepAxis): axis is ListedAxis {
  return 'values' in axis;
}

/** How many values an axis has, without making them. */
export function axisLength(axis: SweepAxis): number {
  return isListed(axis) ? axis.values.length : axis.count;
}

/** How many runs there are, without making anything. */
export function runCount({ axes, combine }: Pick<SweepSpec, 'axes' | 'combine'>): number {
  const lengths = axes.map(axisLength);
  return combine === 'zip' ? lengths[0]! : lengths.reduce((product, length) => product * length, 1);
}
