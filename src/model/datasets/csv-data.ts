import { limits } from '../limits';
import { nearest } from '../near';
import { UserError } from '../user-error';
import { type CsvForm, type CsvRow, type CsvTable, csvNumber, readCsvTable } from './csv-table';
import type { DatasetShape, TargetCoding } from './dataset';

/** A CSV read as numbers: row-major inputs and targets with their names and meaning. */
export interface CsvData {
  readonly shape: DatasetShape;
  readonly inputs: Float64Array;
  readonly targets: Float64Array;
}

/** The settings that decide how a CSV is read; see `csv.ts`. */
export interface CsvOptions extends CsvForm, CsvRoles {
  readonly text: string;
  readonly file: string;
}

/** What the columns are for. */
export interface CsvRoles {
  readonly inputs: readonly string[];
  readonly target: readonly string[];
  readonly task: string;
}

let last: { readonly options: CsvOptions; readonly data: CsvData } | undefined;

/** Reads the text, or answers from the last reading: the same large text is asked about several times while an experiment is checked. */
export function readCsv(options: CsvOptions): CsvData {
  const keys = ['text', 'file', 'inputs', 'target', 'task', 'delimiter', 'decimal', 'header'] as const;
  const same = (a: CsvOptions) =>
    keys.every(
      (key) =>
        a[key] === options[key] ||
        (typeof a[key] === 'object' && JSON.stringify(a[key]) === JSON.stringify(options[key])),
    );
  if (last && same(last.options)) return last.data;
  const data = toData(options);
  last = { options: { ...options }, data };
  return data;
}

function toData(options: CsvOptions): CsvData {
  const name = options.file || 'data.text';
  if (options.text === '' && options.file !== '')
    throw new UserError(
      `data.file names ${options.file} but data.text is empty: put the text of the CSV into data.text, or keep the CSV beside the experiment's file`,
      'data.file',
    );
  return dataOfTable(readCsvTable(options.text, name, options), options, name);
}

/** The columns of each part, by their indices: what is not listed is chosen. Throws where there is no such column. */
export function csvColumns(table: CsvTable, roles: CsvRoles, name: string) {
  const all = table.columns.map((_, index) => index);
  const chosenInputs = roles.inputs.map((column) => columnIndex(table, column, name, 'data.inputs'));
  const chosenTargets = roles.target.map((column) => columnIndex(table, column, name, 'data.target'));
  const targets = chosenTargets.length
    ? chosenTargets
    : all.filter((c) => !chosenInputs.includes(c)).slice(-1);
  const inputs = chosenInputs.length ? chosenInputs : all.filter((column) => !targets.includes(column));
  return { inputs, targets };
}

/** The numbers of a table. @param name what messages call it */
export function dataOfTable(table: CsvTable, roles: CsvRoles, name: string): CsvData {
  const { inputs, targets } = csvColumns(table, roles, name);
  if (inputs.length === 0 || targets.length === 0)
    throw new UserError(
      `${name} leaves no ${inputs.length ? 'target' : 'input'} column: choose fewer columns for the other part`,
      'data',
    );
  const both = inputs.find((column) => targets.includes(column));
  if (both !== undefined)
    throw new UserError(
      `column "${table.columns[both]}" of ${name} is both an input and a target: choose one`,
      'data.target',
    );
  for (const [place, list] of [
    ['data.inputs', inputs],
    ['data.target', targets],
  ] as const)
    if (new Set(list).size !== list.length)
      throw new UserError(`${place} lists a column twice: list each once`, place);
  const inputNames = inputs.map((column) => table.columns[column]!);
  const count = table.rows.length;
  const values = numbers(table, inputs, name, false);
  if (isClassTarget(table, targets, roles.task, name)) {
    const { classes, oneHot } = classValues(table, targets[0]!, name);
    const shape: DatasetShape = { inputNames, targetNames: classes, classes, coding: 'one-hot', count };
    return { shape, inputs: values, targets: oneHot };
  }
  const y = numbers(table, targets, name, roles.task === 'auto');
  const targetNames = targets.map((column) => table.columns[column]!);
  const coding = numberCoding(y, targets.length);
  const classes =
    coding === 'one-hot'
      ? targetNames
      : targets.length > 1
        ? null
        : coding === 'plus-minus'
          ? ['−1', '1']
          : coding === 'zero-one'
            ? ['0', '1']
            : null;
  return { shape: { inputNames, targetNames, classes, coding, count }, inputs: values, targets: y };
}

/** A column by its name, or by its number written `column 3`. */
function columnIndex(table: CsvTable, column: string, name: string, place: string): number {
  const index = table.columns.indexOf(column);
  if (index >= 0) return index;
  const numbered = /^column (\d{1,4})$/.exec(column);
  if (numbered && Number(numbered[1]) >= 1 && Number(numbered[1]) <= table.columns.length)
    return Number(numbered[1]) - 1;
  const near = nearest(column, table.columns);
  const known = table.columns.slice(0, 12).join(', ') + (table.columns.length > 12 ? ', …' : '');
  throw new UserError(
    `${place} names "${column}" but ${name} has no such column: ${near ? `did you mean "${near}"` : `its columns are ${known}`}`,
    place,
  );
}

/** Row-major numbers of some columns; the first cell that is none is the mistake. */
function numbers(
  table: CsvTable,
  columns: readonly number[],
  name: string,
  perhapsClasses: boolean,
): Float64Array {
  const values = new Float64Array(table.rows.length * columns.length);
  let next = 0;
  for (const { line, cells } of table.rows) {
    for (const column of columns) {
      const cell = cells[column]!;
      const value = csvNumber(cell, table.decimal);
      if (!Number.isFinite(value)) throw notANumber(table, name, { line, cells }, column, perhapsClasses);
      values[next++] = value;
    }
  }
  return values;
}

/** What to say of a cell that should be a number. */
export function notANumber(
  table: CsvTable,
  name: string,
  { line, cells }: CsvRow,
  column: number,
  perhapsClasses: boolean,
): UserError {
  const cell = cells[column]!;
  const remedy = /^[+-]?\d+,\d+$/.test(cell)
    ? 'write decimals with a point, or set data.decimal to comma (on the command line: --set data.decimal=comma)'
    : perhapsClasses
      ? 'write a number or set data.task to classes (on the command line: --set data.task=classes)'
      : 'write a number, or leave this column out in data.inputs';
  return new UserError(
    `${where(table, name, line, column)} ${cellText(cell)}: ${remedy}`,
    `${name}, line ${line}`,
  );
}

/** Whether the target is the name of a class. */
export function isClassTarget(
  table: CsvTable,
  targets: readonly number[],
  task: string,
  name: string,
): boolean {
  const text = targets.find(
    (column) =>
      Number.isNaN(csvNumber(table.rows[0]!.cells[column]!, table.decimal)) &&
      table.rows[0]!.cells[column] !== '',
  );
  const classes = task === 'classes' || (task === 'auto' && text !== undefined);
  if (classes && targets.length > 1)
    throw new UserError(
      `data.target lists ${targets.length} columns of ${name} but classes stand in one column: choose one, or columns of numbers`,
      'data.target',
    );
  return classes;
}

/** Class names in order of first appearance, and one column per class with a 1 where the row belongs to it. */
function classValues(
  table: CsvTable,
  column: number,
  name: string,
): { classes: string[]; oneHot: Float64Array } {
  const labels = new Map<string, number>();
  const rows = table.rows.map(({ line, cells }) => {
    const cell = cells[column]!;
    if (cell === '')
      throw new UserError(
        `${where(table, name, line, column)} is empty: give every row its class`,
        `${name}, line ${line}`,
      );
    if (!labels.has(cell)) labels.set(cell, labels.size);
    return labels.get(cell)!;
  });
  const title = table.columns[column]!;
  if (labels.size === 1)
    throw new UserError(
      `column "${title}" of ${name} holds the single class "${[...labels.keys()][0]}": a classification needs at least two`,
      'data.target',
    );
  if (labels.size > limits.classes)
    throw new UserError(
      `column "${title}" of ${name} holds ${labels.size} classes; at most ${limits.classes} are possible: choose another target column`,
      'data.target',
    );
  const oneHot = new Float64Array(rows.length * labels.size);
  rows.forEach((label, index) => (oneHot[index * labels.size + label] = 1));
  return { classes: [...labels.keys()], oneHot };
}

/** The strictest word for targets that are numbers; `columns` of them per row. */
function numberCoding(y: Float64Array, columns: number): TargetCoding {
  if (y.every((value) => value === 1 || value === -1)) return 'plus-minus';
  if (!y.every((value) => value >= 0 && value <= 1)) return 'real';
  const binary = y.every((value) => value === 0 || value === 1);
  let distributions = columns > 1;
  for (let row = 0; distributions && row < y.length; row += columns) {
    let sum = 0;
    for (let column = 0; column < columns; column++) sum += y[row + column]!;
    distributions = Math.abs(sum - 1) <= 1e-9;
  }
  if (distributions) return binary ? 'one-hot' : 'distribution';
  return binary ? 'zero-one' : 'unit-interval';
}

const where = (table: CsvTable, name: string, line: number, column: number) =>
  `${name}, line ${line}, column "${table.columns[column]}"`;
const cellText = (cell: string) => (cell === '' ? 'is empty' : `is "${cell.slice(0, 40)}", not a number`);
