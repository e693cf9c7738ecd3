import type { Comparison } from '../analysis/comparison/comparison';
import { type Cell, csvTable } from './csv-table';

/**
 * A comparison as CSV, one line per run: its numbers in full, then the settings that differ, each in a column named by its place. What a run does not have is empty.
 * @param ids which runs, in which order; absent: all as they are
 */
export function comparisonCsv(
  { runs, differences }: Comparison,
  ids: readonly string[] = runs.map(({ id }) => id),
): string {
  const layers = Math.max(0, ...runs.map(({ widths }) => widths.length));
  const places = ids.map((id) => runs.findIndex((run) => run.id === id)).filter((place) => place >= 0);
  const columns = [
    'label',
    'status',
    'step',
    'loss',
    'best_loss',
    'best_step',
    'gradient_norm',
    'accuracy',
    'test_loss',
    ...Array.from({ length: layers }, (_, k) => `effective_width_${k + 1}`),
    'escape_step',
    ...differences.map(({ place }) => place),
  ];
  const rows = places.map((place): Cell[] => {
    const { label, status, step, numbers } = runs[place]!;
    return [
      label,
      status,
      step,
      numbers.loss,
      numbers.bestLoss,
      numbers.bestStep ?? '',
      numbers.gradientNorm,
      numbers.accuracy,
      numbers.testLoss,
      ...Array.from({ length: layers }, (_, k) => numbers.effectiveWidths[k] ?? ''),
      numbers.escapeStep ?? '',
      ...differences.map(({ values }): Cell => {
        const value = values[place] ?? '';
        return typeof value === 'boolean' ? String(value) : value;
      }),
    ];
  });
  return csvTable(columns, rows);
}
