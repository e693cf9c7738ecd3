import type { ClaimResult } from '../claims';
import { chartFile } from '../figures/chart-file';
import { csvTable } from '../files/csv-table';
import type { ClaimFormat } from './contract';

/** A decided claim as the text of a file. */
export function claimFile(claim: ClaimResult, format: ClaimFormat): string {
  return format === 'svg' ? chartFile(claim.figure) : experimentsCsv(claim);
}

/** One line per row of the claim's table; a cell is empty where the row has no such setting or number. */
function experimentsCsv({ columns, measures, rows }: ClaimResult): string {
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
