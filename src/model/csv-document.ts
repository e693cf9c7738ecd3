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

function dataOf(document: unknown): Record<string, unknown> | undefined {
  const data =
    typeof document === 'object' && document !== null ? (document as { data?: unknown }).data : undefined;
  return typeof data === 'object' && data !== null ? (data as Record<string, unknown>) : undefined;
}
