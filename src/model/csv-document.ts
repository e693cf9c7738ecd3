import { csv } from './datasets/csv';
import { setPlace } from './set-place';

/**
 * An experiment file may name a CSV that lies beside it instead of holding its text. These two find that name and put the text in, before
 * the document is parsed; reading the file is the caller's business.
 */

/** The file that a document's CSV data name without embedding it, or null. Works on any value, parsed or not. */
export function namedCsvFile(document: unknown): string | null {
  const data = dataOf(document);
  if (data?.['name'] !== 'csv' || typeof data['file'] !== 'string' || data['file'] === '') return null;
  return data['text'] === undefined || data['text'] === '' ? data['file'] : null;
}

/** A copy of the document with the CSV's text in its data. */
export function withCsvText(document: unknown, text: string): unknown {
  return { ...(document as object), data: { ...dataOf(document), text } };
}

/** The document of an experiment about a CSV: everything else at its default. */
export function csvDocument(
  file: string,
  text: string,
): {
  readonly name: string;
  readonly data: { readonly name: 'csv'; readonly file: string; readonly text: string };
} {
  return { name: file.replace(/\.[^.]*$/, '').slice(0, 200) || 'CSV', data: { name: 'csv', file, text } };
}

const placeOf = (assignment: string) => assignment.slice(0, Math.max(0, assignment.indexOf('='))).trim();

/** An assignment, as `setPlace` takes it, that says how a CSV is read: `data.decimal=comma`. */
export function readsCsv(assignment: string): boolean {
  const [part, setting = ''] = placeOf(assignment).split(/[.[]/);
  return part === 'data' && Object.hasOwn(csv.fields, setting);
}

/** The document with those of the assignments carried out that say how its CSV is read: the others have to wait until the table has been. Throws `UserError`. */
export function withCsvSettings(document: unknown, set: readonly string[]): unknown {
  const data = dataOf(document);
  const mine = set.filter(readsCsv);
  if (data?.['name'] !== 'csv' || mine.length === 0) return document;
  const defaults = Object.fromEntries(Object.entries(csv.fields).map(([key, field]) => [key, field.default]));
  return mine.reduce<unknown>(setPlace, { ...(document as object), data: { ...defaults, ...data } });
}

function dataOf(document: unknown): Record<string, unknown> | undefined {
  const data =
    typeof document === 'object' && document !== null ? (document as { data?: unknown }).data : undefined;
  return typeof data === 'object' && data !== null ? (data as Record<string, unknown>) : undefined;
}
