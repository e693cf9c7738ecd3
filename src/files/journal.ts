/**
 * The journal of a sweep: what has been computed, written as it comes, so that whatever ends the program loses a second at most. Little-endian.
 *
 *   header  magic "SADSWEEP" · u32 version · u32 columns · u32 runs · 32 bytes SHA-256 of the question · u32 CRC-32 of the bytes before
 *   record  u32 length of the payload · u32 CRC-32 of that length and the payload · payload: per run u32 number, then columns × f64
 *
 * Records are only ever appended. Reading stops at the first one that is not whole; the runs after it are computed again, which gives the same numbers.
 */
import { crc32 } from 'node:zlib';
import { RestartError } from '../model/restart-error';
import { UserError } from '../model/user-error';

export interface JournalQuestion {
  /** SHA-256 over all that the numbers depend on, 64 hexadecimal digits. */
  readonly hash: string;
  /** Runs of the whole sweep. */
  readonly runs: number;
  /** Numbers per run. */
  readonly columns: number;
}

export interface JournalContents {
  /** Per whole record, in the order of the file: run numbers, and their rows one behind the other. */
  readonly records: readonly { readonly runs: Uint32Array; readonly rows: Float64Array }[];
  /** Bytes that are whole; a journal that goes on is begun anew with these. 0 where not even the header is. */
  readonly wholeBytes: number;
  /** What was not whole, in one sentence; empty where all was. */
  readonly torn: string;
}

const magic = 'SADSWEEP';
const version = 1;
const hashBytes = 32;
export const journalHeaderBytes = magic.length + 3 * 4 + hashBytes + 4;
const recordHead = 8;

export function journalHeader({ hash, runs, columns }: JournalQuestion): Uint8Array {
  const bytes = new Uint8Array(journalHeaderBytes);
  const view = new DataView(bytes.buffer);
  bytes.set(new TextEncoder().encode(magic));
  [version, columns, runs].forEach((value, i) => view.setUint32(magic.length + 4 * i, value, true));
  bytes.set(Buffer.from(hash, 'hex'), magic.length + 12);
  view.setUint32(journalHeaderBytes - 4, crc32(bytes.subarray(0, journalHeaderBytes - 4)), true);
  return bytes;
}

/** @param rows runs × columns, row-major */
export function journalRecord(runs: ArrayLike<number>, rows: Float64Array): Uint8Array {
  const columns = rows.length / runs.length;
  const length = runs.length * (4 + 8 * columns);
  const bytes = new Uint8Array(recordHead + length);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, length, true);
  let at = recordHead;
  for (let i = 0; i < runs.length; i++) {
    view.setUint32(at, runs[i]!, true);
    at += 4;
    for (let k = 0; k < columns; k++, at += 8) view.setFloat64(at, rows[i * columns + k]!, true);
  }
  view.setUint32(4, checksum(bytes, 0, recordHead + length), true);
  return bytes;
}

/** Over a record's length and payload. */
function checksum(bytes: Uint8Array, start: number, end: number): number {
  return crc32(bytes.subarray(start + recordHead, end), crc32(bytes.subarray(start, start + 4)));
}

/**
 * Reads a journal as far as it is whole.
 * @param name what to call the file in messages
 * @throws UserError where it is no journal, of a newer version, of another question, or its header is damaged: what it holds could then not be told apart from nonsense
 */
export function readJournal(bytes: Uint8Array, question: JournalQuestion, name: string): JournalContents {
  const fail = (what: string): never => {
    throw new UserError(`${name}: ${what}`, name);
  };
  const expected = journalHeader(question);
  if (bytes.length < journalHeaderBytes) {
    const starts = bytes.subarray(0, magic.length).every((byte, i) => byte === expected[i]);
    if (!starts) fail('this is not the journal of a sweep; move it away, or name another output.');
    return { records: [], wholeBytes: 0, torn: bytes.length === 0 ? '' : tornAt(name, 0, bytes.length, 0) };
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (magic.split('').some((letter, i) => bytes[i] !== letter.charCodeAt(0)))
    fail('this is not the journal of a sweep; move it away, or name another output.');
  // First of all: a newer header may be longer, and its checksum elsewhere.
  const written = view.getUint32(magic.length, true);
  if (written > version)
    fail(
      `this journal has version ${written}; this program reads versions up to ${version}: go on with a newer Saddlescope.`,
    );
  const whole =
    crc32(bytes.subarray(0, journalHeaderBytes - 4)) === view.getUint32(journalHeaderBytes - 4, true);
  if (!whole)
    throw new RestartError(
      `${name}: the journal’s header is damaged, so that it cannot be told what its numbers are of`,
      '--restart throws it away',
      name,
    );
  if (expected.some((byte, i) => byte !== bytes[i]))
    throw new RestartError(
      `${name}: this journal is of another sweep (its experiment, axes or core are different)`,
      'go on with the experiment that it was begun with, name another output, or throw it away with --restart',
      name,
    );
  return readRecords(bytes, view, question, name);
}

function readRecords(
  bytes: Uint8Array,
  view: DataView,
  { runs, columns }: JournalQuestion,
  name: string,
): JournalContents {
  const each = 4 + 8 * columns;
  const records: { runs: Uint32Array; rows: Float64Array }[] = [];
  let at = journalHeaderBytes;
  while (at < bytes.length) {
    const record = recordAt(at);
    if (record === null)
      return { records, wholeBytes: at, torn: tornAt(name, at, bytes.length, records.length) };
    records.push(record);
    at += recordHead + record.runs.length * each;
  }
  return { records, wholeBytes: at, torn: '' };

  function recordAt(start: number): { runs: Uint32Array; rows: Float64Array } | null {
    if (start + recordHead > bytes.length) return null;
    const length = view.getUint32(start, true);
    const end = start + recordHead + length;
    if (length === 0 || length % each !== 0 || end > bytes.length) return null;
    if (checksum(bytes, start, end) !== view.getUint32(start + 4, true)) return null;
    const count = length / each;
    const numbers = new Uint32Array(count);
    const rows = new Float64Array(count * columns);
    for (let i = 0, place = start + recordHead; i < count; i++) {
      numbers[i] = view.getUint32(place, true);
      place += 4;
      for (let k = 0; k < columns; k++, place += 8) rows[i * columns + k] = view.getFloat64(place, true);
    }
    return numbers.every((run) => run < runs) ? { runs: numbers, rows } : null;
  }
}

function tornAt(name: string, at: number, length: number, records: number): string {
  return `${name}: the last ${length - at} bytes, after ${records} whole ${records === 1 ? 'record' : 'records'}, are not whole; what they held is computed again.`;
}
