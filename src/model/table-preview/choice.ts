/** How a CSV is to be read, as a person chooses it beside its preview. */
import type { CsvOptions } from '../datasets/csv-data';
import type { CsvTable, DecimalMark, Delimiter } from '../datasets/csv-table';
import { UserError } from '../user-error';

export type ColumnRole = 'input' | 'target' | 'ignored';

/** Nothing chosen: everything is found out. */
export interface TableChoice {
  readonly delimiter: Delimiter | 'auto';
  readonly decimal: DecimalMark | 'auto';
  readonly header: 'auto' | 'yes' | 'no';
  /** What the target means. */
  readonly task: 'auto' | 'numbers' | 'classes';
  /** One per column; null: suggested. */
  readonly roles: readonly ColumnRole[] | null;
}

/** The same with nothing left open. */
export interface CompleteChoice {
  readonly delimiter: Delimiter;
  readonly decimal: DecimalMark;
  readonly header: 'yes' | 'no';
  readonly task: 'numbers' | 'classes';
  readonly roles: readonly ColumnRole[];
}

export const nothingChosen: TableChoice = {
  delimiter: 'auto',
  decimal: 'auto',
  header: 'auto',
  task: 'auto',
  roles: null,
};

export const columnsWith = (role: ColumnRole, roles: readonly ColumnRole[]): number[] =>
  roles.flatMap((one, column) => (one === role ? [column] : []));

/** The settings of the dataset that read the table in this way. What they would choose by themselves is not listed. Throws where no column has a part to play. */
export function settingsOf(choice: CompleteChoice, { columns }: CsvTable): Omit<CsvOptions, 'text' | 'file'> {
  const { delimiter, decimal, header, task, roles } = choice;
  const inputs = columnsWith('input', roles);
  const target = columnsWith('target', roles);
  for (const [part, list] of [
    ['an input', inputs],
    ['the target', target],
  ] as const)
    if (list.length === 0) throw new UserError(`No column is ${part}: choose one in its head.`, 'data');
  const named = (list: readonly number[]) => list.map((column) => columns[column]!);
  const allOthers = inputs.length + target.length === columns.length;
  const lastAlone = target.length === 1 && target[0] === columns.length - 1;
  return {
    delimiter,
    decimal,
    header,
    task,
    inputs: allOthers ? [] : named(inputs),
    target: allOthers && lastAlone ? [] : named(target),
  };
}
