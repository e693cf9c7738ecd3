/** Oracle: a table of beginnings and names. */
import { expect, it } from 'vitest';
import { fileKind } from '../../src/files/kind';

const text = (content: string): Uint8Array => new TextEncoder().encode(content);
const bytes = (...values: number[]): Uint8Array => Uint8Array.from(values);

it.each([
  [bytes(0x50, 0x4b, 3, 4), 'renamed.png', 'saddle'],
  [bytes(0x50, 0x4b, 5, 6), 'x', 'saddle'],
  [bytes(0x89, 0x50, 0x4e, 0x47, 13, 10), 'renamed.saddle', 'png'],
  [text('  {"saddlescope": 1}'), 'x.txt', 'json'],
  [text('\ufeff\n{"a": 1}'), 'data.csv', 'json'],
  [text('[1, 2]'), 'x.json', 'json'],
  [text('[1, 2]'), 'x', 'unknown'],
  [text('a,b\n1,2\n'), 'flowers', 'csv'],
  [text('a;b\n1;2\n'), 'flowers.txt', 'csv'],
  [text('one column\n1\n'), 'flowers.CSV', 'csv'],
  [text('é'.repeat(4000) + ',x'), 'long.csv', 'csv'],
  [text('just words'), 'notes.txt', 'unknown'],
  [text('<html>, </html>'), 'page.html', 'unknown'],
  [text(''), 'empty.csv', 'csv'],
  [text(''), 'empty', 'unknown'],
  [bytes(0, 1, 2, 3), 'damaged.saddle', 'saddle'],
  [bytes(0, 1, 2, 3), 'photo.jpeg', 'unknown'],
  [bytes(0xff, 0xfe, 97, 0, 44, 0), 'utf16.csv', 'csv'],
])('%#: %s', (content, name, kind) => {
  expect(fileKind(content, name)).toBe(kind);
});
