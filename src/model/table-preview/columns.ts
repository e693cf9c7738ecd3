/** What stands in the columns of a CSV, and what they are suggested for. */
import { csvNumber, type CsvRow, type CsvTable } from '../datasets/csv-table';
import type { ColumnRole } from './choice';

/** Cells of one kind in a column. */
export interface CellsFound {
  readonly count: number;
  readonly first: CsvRow | null;
}

export interface ColumnContents {
  readonly numbers: number;
  readonly empty: CellsFound;
  readonly text: CellsFound;
}

/** Looks at every cell once. */
export function contentsOf({ columns, rows, decimal }: CsvTable): ColumnContents[] {
  const found = columns.map(() => ({
    numbers: 0,
    empty: { count: 0, first: null as CsvRow | null },
    text: { count: 0, first: null as CsvRow | null },
  }));
  for (const row of rows)
    for (let column = 0; column < columns.length; column++) {
      const cell = row.cells[column];
      // Rows that are too short are a mistake of the table, not of its cells.
      if (cell === undefined) continue;
      const contents = found[column]!;
      if (Number.isFinite(csvNumber(cell, decimal))) contents.numbers++;
      else {
        const kind = cell === '' ? contents.empty : contents.text;
        kind.count++;
        kind.first ??= row;
      }
    }
  return found;
}

/** More text than numbers: names, remarks, classes. */
const isText = ({ numbers, text }: ColumnContents) => text.count > numbers;

/** The last column is the target and the others are inputs, without those that hold no numbers. */
export function suggestedRoles(contents: readonly ColumnContents[]): ColumnRole[] {
  return contents.map((column, index) =>
    index === contents.length - 1
      ? 'target'
      : isText(column) || (column.numbers === 0 && column.empty.count > 0)
        ? 'ignored'
        : 'input',
  );
}
