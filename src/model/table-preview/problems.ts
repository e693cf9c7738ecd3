/** What keeps a CSV from being data, one sentence each. */
import { dataOfTable } from '../datasets/csv-data';
import { csvNumber, shapeMistake, type CsvRow, type CsvTable } from '../datasets/csv-table';
import { asSentence, UserError } from '../user-error';
import { type CompleteChoice, settingsOf } from './choice';
import type { CellsFound, ColumnContents } from './columns';

export interface TableProblem {
  readonly message: string;
  /** Where it begins, as the file counts its lines from 1; null: in no line in particular. */
  readonly line: number | null;
  /** The column from 0; null: in none in particular. */
  readonly column: number | null;
}

/** All problems of a table as it is chosen; none: it can be used. */
export function tableProblems(
  table: CsvTable,
  contents: readonly ColumnContents[],
  choice: CompleteChoice,
  name: string,
): TableProblem[] {
  const shape = shapeMistake(table, name);
  if (shape !== null) return [problemOf(shape)];
  const cells = choice.roles.flatMap((role, column) =>
    role === 'ignored' ? [] : cellProblems(table, contents[column]!, column, role === 'target', choice.task),
  );
  if (cells.length > 0) return cells;
  try {
    dataOfTable(table, settingsOf(choice, table), name);
    return [];
  } catch (error) {
    if (error instanceof UserError) return [problemOf(error)];
    throw error;
  }
}

/** The columns in which a row holds something else than its column is for. */
export function wrongCells({ cells }: CsvRow, { roles, task, decimal }: CompleteChoice): number[] {
  return roles.flatMap((role, column) => {
    const cell = cells[column];
    if (role === 'ignored' || cell === undefined) return [];
    const fits =
      role === 'target' && task === 'classes' ? cell !== '' : Number.isFinite(csvNumber(cell, decimal));
    return fits ? [] : [column];
  });
}

export function problemOf({ message, place }: UserError): TableProblem {
  const line = /, line (\d+)$/.exec(place ?? '');
  return { message: asSentence(message), line: line ? Number(line[1]) : null, column: null };
}

function cellProblems(
  { columns, decimal }: CsvTable,
  { empty, text }: ColumnContents,
  column: number,
  target: boolean,
  task: CompleteChoice['task'],
): TableProblem[] {
  const name = `column “${short(columns[column]!)}”`;
  const classes = target && task === 'classes';
  const of = ({ count, first }: CellsFound, what: (row: CsvRow) => string, remedy: string): TableProblem[] =>
    first === null
      ? []
      : [
          {
            message: `Line ${first.line}, ${name} ${what(first)}${others(count - 1)}: ${remedy}.`,
            line: first.line,
            column,
          },
        ];
  const ignore = target ? '' : ', or ignore the column';
  return [
    ...of(empty, () => 'is empty', `${classes ? 'give every row its class' : 'fill in a number'}${ignore}`),
    ...(classes
      ? []
      : of(
          text,
          ({ cells }) => `is “${short(cells[column]!)}”, not a number`,
          decimal === 'point' && Number.isFinite(csvNumber(text.first?.cells[column] ?? '', 'comma'))
            ? `read decimals as commas${ignore}`
            : target
              ? 'write a number, or read the target as classes'
              : `write a number${ignore}`,
        )),
  ];
}

const others = (count: number): string =>
  count === 0
    ? ''
    : ` (and ${count.toLocaleString('en-GB')} more ${count === 1 ? 'cell' : 'cells'} of it like this)`;

export const short = (text: string): string => (text.length > 40 ? `${text.slice(0, 39)}…` : text);
