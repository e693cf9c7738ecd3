import { UserError } from '../user-error';
import { type Delimiter, delimiters } from './csv-delimiters';

interface WithoutPreamble {
  /** The text with those lines made empty, so that all others keep their numbers. */
  readonly cells: string;
  /** The separator that the text itself says. */
  readonly said: Delimiter | undefined;
}

/** A line with what ends it. */
const anyLine = /([^\r\n]*)(\r\n|\r|\n|$)/y;

/**
 * What stands above a table and is none of its rows: Excel's `sep=;`, and comments, which begin with #. The last of these is a header where it has as many
 * cells as the row below it, because names may begin with # as well.
 */
export function withoutPreamble(text: string, name: string): WithoutPreamble {
  const start = text.startsWith('\uFEFF') ? 1 : 0;
  let said: Delimiter | undefined;
  let at = start;
  let blanks = '';
  let last: { readonly line: string; readonly at: number; readonly before: string } | null = null;
  for (;;) {
    anyLine.lastIndex = at;
    const [all, line, end] = anyLine.exec(text) as unknown as [string, string, string];
    const separator = /^\s*"?sep=(.|\t)"?\s*$/i.exec(line)?.[1];
    const blank = line.trim() === '';
    if (separator !== undefined && said === undefined && last === null) said = named(separator, name);
    else if (line.trimStart().startsWith('#')) last = { line, at, before: blanks };
    else if (!blank || all === '') {
      const header = last !== null && isHeader(last.line, line);
      const from = header ? last!.at : at;
      return { cells: (header ? last!.before : blanks) + text.slice(from), said };
    }
    blanks += end;
    at += all.length;
  }
}

function named(separator: string, name: string): Delimiter {
  const found = (Object.keys(delimiters) as Delimiter[]).find((key) => delimiters[key] === separator);
  if (found !== undefined) return found;
  throw new UserError(
    `${name}, line 1 says that ${separator} separates the cells: separate them by commas, semicolons or tabs`,
    `${name}, line 1`,
  );
}

/** As many cells as below, by whatever separates them; and below it a number, because a header has its own names. */
function isHeader(line: string, below: string): boolean {
  return Object.values(delimiters).some((mark) => {
    const [names, cells] = [line.split(mark), below.split(mark)];
    return (
      names.length > 1 &&
      names.length === cells.length &&
      cells.some((cell) => /^\s*"?[+-]?[\d.,]+/.test(cell))
    );
  });
}
