/**
 * Tidy CSV with a header line: one observation per line, full precision (the shortest digits that read back to the
 * same number). Not-finite numbers are written `NaN`, `Infinity`, `-Infinity`, as pandas, R and JavaScript read them.
 */
import type { History } from '../analysis/history';
import type { Landscape } from '../analysis/landscape';
import type { TrajectoryView } from '../analysis/planes';

export type Cell = number | string;

/** A table as CSV text, lines ended by `\n`. Text is quoted where it must be (RFC 4180). */
export function csvTable(columns: readonly string[], rows: Iterable<readonly Cell[]>): string {
  const lines = [columns.map(csvCell).join(',')];
  for (const row of rows) lines.push(row.map(csvCell).join(','));
  return `${lines.join('\n')}\n`;
}

/** What is known of each recorded step; `effective_width_k` is the effective width of hidden layer k. */
export function historyColumns(history: History): readonly string[] {
  const widths = Array.from({ length: layersOf(history) }, (_, k) => `effective_width_${k + 1}`);
  return ['step', 'loss', 'gradient_norm', 'accuracy', 'test_loss', 'test_accuracy', ...widths];
}

/** The numbers of one recorded step, in the order of `historyColumns`. */
export function historyRow(history: History, i: number): readonly number[] {
  const layers = layersOf(history);
  return [
    history.steps[i]!,
    history.loss[i]!,
    history.gradientNorm[i]!,
    history.accuracy[i]!,
    history.testLoss[i]!,
    history.testAccuracy[i]!,
    ...history.effectiveWidth.subarray(i * layers, (i + 1) * layers),
  ];
}

function layersOf({ steps, effectiveWidth }: History): number {
  return steps.length === 0 ? 0 : effectiveWidth.length / steps.length;
}

/** One line per recorded step. */
export function historyCsv(history: History): string {
  return csvTable(
    historyColumns(history),
    Array.from(history.steps, (_, i) => historyRow(history, i)),
  );
}

/** One line per grid point, α running fastest. The plane stands in columns of its own, so that tables can be stacked. */
export function landscapeCsv(landscape: Landscape): string {
  const { alphas, betas, values, quantity, plane, centreValue } = landscape;
  const columns = ['alpha', 'beta', 'value', 'quantity', 'plane', 'centre', 'centre_value'];
  const width = alphas.length;
  return csvTable(
    columns,
    Array.from(values, (value, at) => [
      alphas[at % width]!,
      betas[Math.floor(at / width)]!,
      value,
      quantity,
      plane.name,
      plane.centre,
      centreValue,
    ]),
  );
}

/** One line per checkpoint of the path in the plane. */
export function trajectoryCsv(path: TrajectoryView): string {
  return csvTable(
    ['step', 'alpha', 'beta', 'distance', 'loss', 'plane_value'],
    Array.from(path.steps, (step, i) => [
      step,
      path.alpha[i]!,
      path.beta[i]!,
      path.distance[i]!,
      path.loss[i]!,
      path.planeLoss[i]!,
    ]),
  );
}

function csvCell(cell: Cell): string {
  if (typeof cell === 'number') return Object.is(cell, -0) ? '-0' : String(cell);
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
