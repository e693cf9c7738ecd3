/** What a CSV holds and how it would be read, for a person to look at before it becomes data. */
import { dataOfTable, isClassTarget } from '../datasets/csv-data';
import { type CsvTable, splitCsv } from '../datasets/csv-table';
import { limits } from '../limits';
import { UserError } from '../user-error';
import { type ColumnRole, columnsWith, type CompleteChoice, settingsOf, type TableChoice } from './choice';
import { contentsOf, suggestedRoles } from './columns';
import { problemOf, short, type TableProblem, tableProblems, wrongCells } from './problems';

export { nothingChosen } from './choice';
export type { ColumnRole, CompleteChoice, TableChoice } from './choice';
export type { TableProblem } from './problems';

export interface TableRow {
  /** As the file counts its lines, from 1. */
  readonly line: number;
  /** Long ones cut off. */
  readonly cells: readonly string[];
  /** Columns whose cells cannot be what the columns are for. */
  readonly wrong: readonly number[];
}

export interface TablePreview {
  readonly kind: 'table';
  /** The file's name. */
  readonly file: string;
  /** How the table is read: what was chosen, and what was found out. Its roles are those of all columns. */
  readonly choice: CompleteChoice;
  /** Names of the columns, long ones cut off; at most as many as can be read. */
  readonly columns: readonly string[];
  readonly columnCount: number;
  /** The first rows, and those in which problems begin. */
  readonly rows: readonly TableRow[];
  /** Rows of data: the samples. */
  readonly count: number;
  /** Where the target means classes: each with its samples, in order of first appearance. */
  readonly classes: readonly { readonly name: string; readonly count: number }[] | null;
  /** What has to be mended before the table can be used, the first few. */
  readonly problems: readonly TableProblem[];
  readonly problemCount: number;
}

/** Rows from the beginning that a preview shows, and sentences that it says at most. */
const firstRows = 8;
const mostProblems = 6;
/** A longer text is not read as a whole: it could not be data. */
const longPreview = 200_000;

/** @param file what messages call it */
export function previewTable(text: string, file: string, choice: TableChoice): TablePreview {
  const tooLong = text.length > limits.csvText;
  const read = tooLong ? text.slice(0, text.lastIndexOf('\n', longPreview) + 1 || longPreview) : text;
  try {
    const table = splitCsv(read, file, choice);
    const preview = previewOf(table, file, choice);
    return tooLong ? { ...preview, ...only([tooLarge(text, file)]) } : preview;
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return { ...nothing(file, choice), ...only([tooLong ? tooLarge(text, file) : problemOf(error)]) };
  }
}

/** The settings of the dataset that read the table as a preview shows it. */
export function tableSettings(text: string, file: string, choice: TableChoice) {
  const table = splitCsv(text, file, choice);
  return settingsOf(completed(table, choice, file).choice, table);
}

function previewOf(table: CsvTable, file: string, asked: TableChoice): TablePreview {
  const { choice, contents } = completed(table, asked, file);
  const problems = tableProblems(table, contents, choice, file);
  const shown = table.columns.slice(0, limits.csvColumns);
  const beginning = new Set(problems.slice(0, mostProblems).map(({ line }) => line));
  const rows = table.rows.filter(({ line }, index) => index < firstRows || beginning.has(line));
  return {
    kind: 'table',
    file,
    choice,
    columns: shown.map(short),
    columnCount: table.columns.length,
    rows: rows.map((row) => ({
      line: row.line,
      cells: row.cells.slice(0, shown.length).map(short),
      wrong: wrongCells(row, choice),
    })),
    count: table.rows.length,
    classes: classesOf(table, choice, problems.length === 0, file),
    ...only(problems),
  };
}

function completed(table: CsvTable, asked: TableChoice, file: string) {
  const contents = contentsOf(table);
  const roles = asked.roles?.length === table.columns.length ? asked.roles : suggestedRoles(contents);
  const { delimiter, decimal } = table;
  const header = table.header ? 'yes' : 'no';
  const choice: CompleteChoice = {
    delimiter,
    decimal,
    header,
    task: task(table, roles, asked.task, file),
    roles,
  };
  return { choice, contents };
}

function task(table: CsvTable, roles: readonly ColumnRole[], asked: TableChoice['task'], file: string) {
  const target = columnsWith('target', roles);
  if (asked !== 'auto') return asked;
  return target.length === 1 && table.rows.length > 0 && isClassTarget(table, target, 'auto', file)
    ? 'classes'
    : 'numbers';
}

/** @param whole the table can be used as it is */
function classesOf(
  table: CsvTable,
  choice: CompleteChoice,
  whole: boolean,
  file: string,
): TablePreview['classes'] {
  const [target] = columnsWith('target', choice.roles);
  if (target === undefined) return null;
  if (choice.task === 'classes') {
    const counts = new Map<string, number>();
    for (const { cells } of table.rows) {
      const cell = cells[target] ?? '';
      if (cell !== '') counts.set(cell, (counts.get(cell) ?? 0) + 1);
    }
    // A column of remarks has as many as rows.
    return [...counts].slice(0, limits.classes).map(([name, count]) => ({ name: short(name), count }));
  }
  if (!whole) return null;
  const { shape, targets } = dataOfTable(table, settingsOf(choice, table), file);
  if (shape.classes === null) return null;
  if (shape.coding === 'one-hot') {
    const width = shape.classes.length;
    return shape.classes.map((name, k) => ({
      name: short(name),
      count: targets.filter((value, i) => value === 1 && i % width === k).length,
    }));
  }
  const ones = targets.filter((value) => value === 1).length;
  return shape.classes.map((name, k) => ({ name, count: k === 1 ? ones : targets.length - ones }));
}

function only(problems: readonly TableProblem[]) {
  return { problems: problems.slice(0, mostProblems), problemCount: problems.length };
}

function tooLarge(text: string, file: string): TableProblem {
  const characters = (n: number) => n.toLocaleString('en-GB');
  return {
    message: `${file} has ${characters(text.length)} characters, and an experiment holds at most ${characters(limits.csvText)}: use fewer rows.`,
    line: null,
    column: null,
  };
}

/** Where not even cells can be told apart. */
function nothing(file: string, { delimiter, decimal, header, task: meant }: TableChoice): TablePreview {
  return {
    kind: 'table',
    file,
    choice: {
      delimiter: delimiter === 'auto' ? 'comma' : delimiter,
      decimal: decimal === 'auto' ? 'point' : decimal,
      header: header === 'no' ? 'no' : 'yes',
      task: meant === 'classes' ? 'classes' : 'numbers',
      roles: [],
    },
    columns: [],
    columnCount: 0,
    rows: [],
    count: 0,
    classes: null,
    problems: [],
    problemCount: 0,
  };
}
