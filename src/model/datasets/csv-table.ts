import { CsvError, parse } from 'csv-parse/browser/esm/sync';
import { limits } from '../limits';
import { UserError } from '../user-error';

/** The cells of a CSV as text, with what is needed to say where a mistake is. */
export interface CsvTable {
  readonly columns: readonly string[];
  readonly rows: readonly { readonly line: number; readonly cells: readonly string[] }[];
}

const delimiters: Readonly<Record<string, string>> = { comma: ',', semicolon: ';', tab: '\t' };

/** A number as CSVs write it: an optional sign, digits with a decimal point, an optional exponent. */
export function csvNumber(cell: string): number {
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(cell) ? Number(cell) : NaN;
}

/**
 * Reads a CSV's text: quoted cells, blank lines and a byte-order mark are allowed, every row must have as many cells as the first.
 * @param name what messages call the file
 * @param delimiter `auto`, `comma`, `semicolon` or `tab`
 * @param header `auto` (the first row is a header where none of its cells is a number, or where a text stands over nothing but numbers), `yes` or `no`
 */
export function readCsvTable(text: string, name: string, delimiter: string, header: string): CsvTable {
  if (text.trim() === '')
    throw new UserError(`${name} has no rows: give the text of a CSV with at least two rows of data`, name);
  const records = readRecords(text, name, delimiters[delimiter] ?? detectDelimiter(text));
  const first = records[0]!;
  const width = first.cells.length;
  if (width < 2)
    throw new UserError(
      `${name} has one column: it needs at least one input column and one target column (columns are separated by commas, semicolons or tabs)`,
      name,
    );
  if (width > limits.csvColumns)
    throw new UserError(`${name} has ${width} columns; at most ${limits.csvColumns} are read`, name);
  for (const { line, cells } of records)
    if (cells.length !== width)
      throw new UserError(
        `${name}, line ${line} has ${cells.length} ${cells.length === 1 ? 'cell' : 'cells'} but the first row has ${width}: give every row the same number of cells`,
        `${name}, line ${line}`,
      );
  const hasHeader = header === 'yes' || (header === 'auto' && looksLikeHeader(first.cells, records.slice(1)));
  const columns = first.cells.map((cell, index) => (hasHeader && cell !== '' ? cell : `column ${index + 1}`));
  const twice = columns.find((column, index) => columns.indexOf(column) !== index);
  if (twice !== undefined)
    throw new UserError(
      `${name}, line ${first.line} names two columns "${twice}": give every column its own name`,
      name,
    );
  const rows = hasHeader ? records.slice(1) : records;
  if (rows.length === 0)
    throw new UserError(`${name} has a header but no rows: add rows of data below line 1`, name);
  if (rows.length > limits.samples)
    throw new UserError(`${name} has ${rows.length} rows; at most ${limits.samples} are read`, name);
  return { columns, rows };
}

function readRecords(text: string, name: string, delimiter: string): { line: number; cells: string[] }[] {
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
function detectDelimiter(text: string): string {
  const line = (/[^\r\n]*\S[^\r\n]*/.exec(text)?.[0] ?? '').replace(/"[^"]*"/g, '');
  let best = ',';
  let most = 0;
  for (const delimiter of [',', ';', '\t']) {
    const count = line.split(delimiter).length - 1;
    if (count > most) {
      best = delimiter;
      most = count;
    }
  }
  return best;
}

/** Years make headers too: one text that stands over nothing but numbers is enough to tell. */
function looksLikeHeader(
  first: readonly string[],
  below: readonly { readonly cells: readonly string[] }[],
): boolean {
  const isText = (cell: string | undefined) =>
    cell !== undefined && cell !== '' && Number.isNaN(csvNumber(cell));
  if (first.every((cell) => Number.isNaN(csvNumber(cell)))) return true;
  return first.some(
    (cell, column) => isText(cell) && below.length > 0 && below.every(({ cells }) => !isText(cells[column])),
  );
}
