/** Reading a chart value by value, for a pointer or the arrow keys. */
import type { ChartSeries, StudyChart } from './study-view';

export interface Reading {
  readonly name: string;
  readonly value: number;
}

/** All x of a chart at which a series has a value, ascending, each once. */
export function readableAt({ x, series }: StudyChart): Float64Array {
  const all = new Set<number>();
  for (const { x: xs, y: ys } of series)
    xs.forEach((value, i) => {
      if (Number.isFinite(value) && Number.isFinite(ys[i]) && (x.scale === 'linear' || value > 0))
        all.add(value);
    });
  return Float64Array.from(all).sort();
}

/** What every series says at x; those that say nothing there are left out. */
export function readingsAt({ series }: StudyChart, x: number): Reading[] {
  return series.flatMap((one) => {
    const value = valueAt(one, x);
    return value === null ? [] : [{ name: one.name, value }];
  });
}

function valueAt({ x: xs, y: ys, draw, rank }: ChartSeries, x: number): number | null {
  // A step curve holds its value until the next one; one of many runs, each recorded at steps of its own, says its newest as long as it lasts.
  const lasts = rank !== undefined && x <= (xs.at(-1) ?? -Infinity);
  const index = draw === 'steps' || lasts ? xs.findLastIndex((value) => value <= x) : xs.indexOf(x);
  const value = ys[index];
  return value === undefined || !Number.isFinite(value) ? null : value;
}
