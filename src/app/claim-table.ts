import type { ClaimResult } from '../claims';
import { csvTable } from '../files/csv-table';

/** The table of a decided claim as CSV: one line per row; a cell is empty where the row has no such setting or number. */
export function claimTable({ columns, measures, rows }: ClaimResult): string {
  return csvTable(
    ['row', 'experiment', 'bears it out', ...columns, ...measures.map(({ label }) => label)],
    rows.map(({ settings, numbers, holds, document }, index) => [
      index + 1,
      document.name,
      holds === null ? 'for comparison' : holds ? 'yes' : 'no',
      ...columns.map((column) => settings[column] ?? ''),
      ...measures.map(({ name }) => numbers[name] ?? ''),
    ]),
  );
}
