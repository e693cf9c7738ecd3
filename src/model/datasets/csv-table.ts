import { CsvError, parse } from 'csv-parse/browser/esm/sync';
import { limits } from '../limits';
import { UserError } from '../user-error';
import { type Delimiter, delimiters } from './csv-delimiters';
import { withoutPreamble } from './csv-preamble';

/** The cells of a CSV as text, with what is needed to say where a mistake is. */
export interface CsvTable {
  readonly columns: readonly string[];
  readonly rows: readonly CsvRow[];
  readonly delimiter: Delimiter;
  readonly decimal: DecimalMark;
  /** The first row names the columns. */
  readonly header: boolean;
  /** Where the first row is. */
  readonly firstLine: number;
}

export interface CsvRow {
  readonly line: number;
  readonly cells: readonly string[];
}

export { type Delimiter, delimiters } from './csv-delimiters';

/** How the CSV's numbers write their fractions. */
export type DecimalMark = 'point' | 'comma';

/** A number as CSVs write it: an optional sign, digits with a decimal mark, an optional exponent. */
export function csvNumber(cell: string, mark: DecimalMark = 'point'): number {
  const pointed = mark === 'comma' ? withPoint(cell) : cell;
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(pointed) ? Number(pointed) : NaN;
}

/** A cell with decimal comma, written with a point; what has a point already is no number there. */
function withPoint(cell: string): string {
  return cell.includes('.') ? '' : cell.replace(',', '.');
}

/** A number with a comma before its last digits. */
const hasComma = /^[+-]?\d*,\d+(e[+-]?\d+)?$/i;

/** The decimal mark of a table: the comma where numbers are written with one and none with a point, and the comma does not separate cells. */
export function decimalMark(rows: CsvTable['rows'], setting: string, delimiter: Delimiter): DecimalMark {
  if (setting === 'point' || setting === 'comma') return setting;
  if (delimiter === 'comma') return 'point';
  let commas = false;
  for (const { cells } of rows)
    for (const cell of cells) {
      if (cell.includes('.') && !Number.isNaN(csvNumber(cell))) return 'point';
      commas ||= hasComma.test(cell);
    }
  return commas ? 'comma' : 'point';
}

/** The settings that decide what the cells are, each `auto` or one of the choices in `csv.ts`. */
export interface CsvForm {
  readonly delimiter: string;
  readonly decimal: string;
  readonly header: string;
}

/**
 * Reads a CSV's text: quoted cells, blank lines and a byte-order mark are allowed, every row must have as many cells as the first.
 * @param name what messages call the file
 */
export function readCsvTable(text: string, name: string, form: CsvForm): CsvTable {
  const table = splitCsv(text, name, form);
  const mistake = shapeMistake(table, name);
  if (mistake !== null) throw mistake;
  return table;
}

/**
 * The cells of a CSV, whatever the shape of the table that they make: rows may have more or fewer cells than the first.
 * A first row is a header where none of its cells is a number, or where a text stands over nothing but numbers.
 */
export function splitCsv(text: string, name: string, form: CsvForm): CsvTable {
  if (text.trim() === '')
    throw new UserError(`${name} has no rows: give the text of a CSV with at least two rows of data`, name);
  const { cells, said } = withoutPreamble(text, name);
  const asked = form.delimiter in delimiters ? (form.delimiter as Delimiter) : said;
  const delimiter = asked ?? detectDelimiter(cells);
  const records = readRecords(cells, name, delimiters[delimiter]);
  const first = records[0];
  if (first === undefined)
    throw new UserError(`${name} has no rows below its first lines: add rows of data`, name);
  const decimal = decimalMark(records, form.decimal, delimiter);
  const below = records.slice(1);
  const header =
    form.header === 'yes' || (form.header === 'auto' && looksLikeHeader(first.cells, below, decimal));
  const columns = first.cells.map((cell, index) => (header && cell !== '' ? cell : `column ${index + 1}`));
  return { columns, rows: header ? below : records, delimiter, decimal, header, firstLine: first.line };
}

/** What keeps the cells from being a table, or null. */
export function shapeMistake({ columns, rows, header, firstLine }: CsvTable, name: string): UserError | null {
  const width = columns.length;
  if (width < 2)
    return new UserError(
      `${name} has one column: it needs at least one input column and one target column (columns are separated by commas, semicolons or tabs)`,
      name,
    );
  if (width > limits.csvColumns)
    return new UserError(`${name} has ${width} columns; at most ${limits.csvColumns} are read`, name);
  for (const { line, cells } of rows)
    if (cells.length !== width && cells[0]?.startsWith('#'))
      return new UserError(
        `${name}, line ${line} begins with # as a comment does, which can stand above the table only: take the line out`,
        `${name}, line ${line}`,
      );
    else if (cells.length !== width)
      return new UserError(
        `${name}, line ${line} has ${cells.length} ${cells.length === 1 ? 'cell' : 'cells'} but the first row has ${width}: give every row the same number of cells`,
        `${name}, line ${line}`,
      );
  const seen = new Set<string>();
  for (const column of columns) {
    if (seen.has(column))
      return new UserError(
        `${name}, line ${firstLine} names two columns "${column}": give every column its own name`,
        name,
      );
    seen.add(column);
  }
  if (header && rows.length === 0)
    return new UserError(`${name} has a header but no rows: add rows of data below line 1`, name);
  if (rows.length > limits.samples)
    return new UserError(`${name} has ${rows.length} rows; at most ${limits.samples} are read`, name);
  return null;
}

function readRecords(text: string, name: string, delimiter: string): CsvRow[] {
  try {
    const records = parse(text, {
      delimiter,
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
      // All three, mixed or not; left alone, it takes the first one that it meets for the only one.
      record_delimiter: ['\r\n', '\n', '\r'],
      // Takes a byte-order mark away too.
      trim: true,
    }) as unknown as { record: string[]; info: { lines: number } }[];
    return records.map(({ record, info }) => ({ line: info.lines, cells: record }));
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const unclosed = error.code === 'CSV_QUOTE_NOT_CLOSED';
    const line = unclosed ? lineOfOpenQuote(text, delimiter) : Number(error['lines'] ?? 1);
    const what = unclosed
      ? `has a quoted cell, opened in line ${line}, that is never closed: close the quotation mark`
      : `has a quotation mark in the wrong place in line ${line}: a cell is quoted as a whole and quotation marks in it are doubled`;
    throw new UserError(`${name} ${what}`, `${name}, line ${line}`);
  }
}

/** Where the quotation mark stands that is never closed: the parser only knows the line in which the text ends. */
function lineOfOpenQuote(text: string, delimiter: string): number {
  let line = 1;
  let opened: number | null = null;
  /** Nothing but blanks since the last separator: here a quotation mark opens a cell. */
  let fresh = true;
  for (let i = 0; i < text.length; i++) {
    const character = text[i]!;
    if (character === '\n' || (character === '\r' && text[i + 1] !== '\n')) line++;
    if (opened !== null) {
      if (character !== '"') continue;
      if (text[i + 1] === '"') i++;
      else opened = null;
    } else if (character === '"' && fresh) {
      opened = line;
      fresh = false;
    } else if (character === delimiter || character === '\n' || character === '\r') fresh = true;
    else if (character.trim() !== '') fresh = false;
  }
  return opened ?? line;
}

/** The separator that the first line with text in it uses most, outside quotation marks; a comma where there is none. */
function detectDelimiter(text: string): Delimiter {
  const line = (/[^\r\n]*\S[^\r\n]*/.exec(text)?.[0] ?? '').replace(/"[^"]*"/g, '');
  let best: Delimiter = 'comma';
  let most = 0;
  for (const delimiter of Object.keys(delimiters) as Delimiter[]) {
    const count = line.split(delimiters[delimiter]).length - 1;
    if (count > most) {
      best = delimiter;
      most = count;
    }
  }
  return best;
}

/** Years make headers too: one text that stands over nothing but numbers is enough to tell. */
function looksLikeHeader(first: readonly string[], below: readonly CsvRow[], decimal: DecimalMark): boolean {
  const isText = (cell: string | undefined) =>
    cell !== undefined && cell !== '' && Number.isNaN(csvNumber(cell, decimal));
  if (first.every((cell) => Number.isNaN(csvNumber(cell, decimal)))) return true;
  return first.some(
    (cell, column) => isText(cell) && below.length > 0 && below.every(({ cells }) => !isText(cells[column])),
  );
}
