/**
 * ZIP archives of a few flat members, written by fflate with fixed dates (equal members give equal bytes) and read
 * here with every limit checked against the directory before any memory is taken, and every checksum verified.
 * Format: PKWARE APPNOTE 6.3, without ZIP64, encryption or spanning.
 */
import { crc32, inflateRawSync } from 'node:zlib';
import { zipSync, type Zippable } from 'fflate';
import { UserError } from '../model/user-error';

export interface ZipMember {
  readonly name: string;
  readonly bytes: Uint8Array;
}

export interface ZipContents {
  /** Whole members in the order of the archive. */
  readonly members: ReadonlyMap<string, Uint8Array>;
  /** What is missing, one sentence each; empty for a whole archive. */
  readonly lost: readonly string[];
}

export const zipLimits = {
  members: 4096,
  /** Uncompressed bytes of one member. */
  member: 1 << 30,
  /** Uncompressed bytes of all members. */
  total: 3 * 2 ** 29,
  /** Deflate cannot pack tighter than 1032 : 1, so a larger ratio is a lie. */
  ratio: 1032,
  /** Uncompressed bytes of all members that are packed more than 100 : 1. This program packs no member larger than 16 MB. */
  tight: 2 ** 29,
  nameLength: 200,
} as const;

/** Larger members are stored: packing them costs seconds. */
const deflateUpTo = 1 << 24;
const deflateFrom = 128;

export interface Packing {
  /** Nothing is deflated: twenty times as fast, and little larger where all is numbers. */
  readonly stored?: boolean;
}

/** The bytes of an archive, members in the given order. Throws `RangeError` on a bad or repeated name (a mistake of the program). */
export function writeZip(members: readonly ZipMember[], { stored = false }: Packing = {}): Uint8Array {
  // fflate reads the date in local time, so a local date gives the same bytes in every time zone.
  const mtime = new Date(1980, 0, 1);
  const archive: Zippable = {};
  for (const { name, bytes } of members) {
    if (nameProblem(name) !== null || Object.hasOwn(archive, name) || /^\d+$/.test(name)) {
      throw new RangeError(`'${name}' cannot be a member's name here`);
    }
    const level = !stored && bytes.length >= deflateFrom && bytes.length <= deflateUpTo ? 6 : 0;
    archive[name] = [bytes, { level, mtime, os: 3 }];
  }
  return zipSync(archive);
}

/**
 * Reads an archive as far as it is whole.
 * @param label the file's name, for messages
 * @throws UserError where the archive breaks a limit, names a path, repeats a name, or is not a ZIP at all
 */
export function readZip(bytes: Uint8Array, label: string): ZipContents {
  const fail = (what: string): never => {
    throw new UserError(`${label}: ${what}`, label);
  };
  if (bytes.length < 4 || bytes[0] !== 0x50 || bytes[1] !== 0x4b) {
    return fail('this is not a .saddle file (a ZIP archive); choose another file.');
  }
  const lost: string[] = [];
  const directory = readDirectory(bytes);
  const entries = directory ?? scanLocalHeaders(bytes);
  if (directory === null)
    lost.push('the archive’s directory is damaged, so its members were looked for one by one');

  if (entries.length > zipLimits.members) {
    return fail(`the archive has ${entries.length} members; at most ${zipLimits.members} are allowed.`);
  }
  const names = new Set<string>();
  let total = 0;
  let tight = 0;
  for (const entry of entries) {
    const problem = nameProblem(entry.name);
    if (problem !== null)
      return fail(`the member name ${JSON.stringify(entry.name)} ${problem}; the file is not opened.`);
    if (names.has(entry.name))
      return fail(`the member '${entry.name}' is there twice; the file is not opened.`);
    names.add(entry.name);
    if (entry.size > zipLimits.member) {
      return fail(
        `the member '${entry.name}' claims ${entry.size} bytes; at most ${zipLimits.member} are allowed.`,
      );
    }
    if (entry.size > 1024 && entry.size > entry.packed * zipLimits.ratio) {
      return fail(
        `the member '${entry.name}' claims ${entry.size} bytes out of ${entry.packed}, which cannot be true; the file is not opened.`,
      );
    }
    total += entry.size;
    if (entry.size > 100 * entry.packed) tight += entry.size;
  }
  if (tight > zipLimits.tight) {
    return fail(
      `the archive unpacks to ${tight} bytes of almost nothing; at most ${zipLimits.tight} are allowed.`,
    );
  }
  if (total > zipLimits.total) {
    return fail(`the archive claims ${total} bytes in all; at most ${zipLimits.total} are allowed.`);
  }

  const members = new Map<string, Uint8Array>();
  for (const entry of entries) {
    const content = readMember(bytes, entry);
    if (typeof content === 'string') lost.push(`${entry.name}: ${content}`);
    else members.set(entry.name, content);
  }
  return { members, lost };
}

interface Entry {
  readonly name: string;
  readonly method: number;
  readonly flags: number;
  readonly crc: number;
  readonly packed: number;
  readonly size: number;
  /** Offset of the local header. */
  readonly at: number;
}

/** The central directory, or null where it is missing or does not hold together. */
function readDirectory(bytes: Uint8Array): Entry[] | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let end = bytes.length - 22;
  const lowest = Math.max(0, end - 65_535);
  while (end >= lowest && view.getUint32(end, true) !== 0x06054b50) end--;
  if (end < lowest || end < 0) return null;
  const count = view.getUint16(end + 10, true);
  let at = view.getUint32(end + 16, true);
  if (view.getUint16(end + 4, true) !== 0 || at + view.getUint32(end + 12, true) !== end) return null;

  const entries: Entry[] = [];
  for (let i = 0; i < count; i++) {
    if (at + 46 > end || view.getUint32(at, true) !== 0x02014b50) return null;
    const nameLength = view.getUint16(at + 28, true);
    const next = at + 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
    if (next > end) return null;
    entries.push({
      name: decodeName(bytes.subarray(at + 46, at + 46 + nameLength)),
      flags: view.getUint16(at + 8, true),
      method: view.getUint16(at + 10, true),
      crc: view.getUint32(at + 16, true),
      packed: view.getUint32(at + 20, true),
      size: view.getUint32(at + 24, true),
      at: view.getUint32(at + 42, true),
    });
    at = next;
  }
  return at === end ? entries : null;
}

/** Finds members by their own headers: what is left of an archive that was cut off or whose directory is damaged. */
function scanLocalHeaders(bytes: Uint8Array): Entry[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const entries: Entry[] = [];
  let at = 0;
  while (at + 30 <= bytes.length && entries.length <= zipLimits.members) {
    if (view.getUint32(at, true) !== 0x04034b50) {
      const next = bytes.indexOf(0x50, at + 1);
      if (next < 0) break;
      at = next;
      continue;
    }
    const nameLength = view.getUint16(at + 26, true);
    const data = at + 30 + nameLength + view.getUint16(at + 28, true);
    const packed = view.getUint32(at + 18, true);
    // Before it is decoded: a text made of headers would have each one's 64 KB read.
    if (nameLength > 4 * zipLimits.nameLength) {
      at += 4;
      continue;
    }
    const name = decodeName(bytes.subarray(at + 30, at + 30 + nameLength));
    // A header with an impossible name is part of the damage, not a member.
    if (data > bytes.length || nameProblem(name) !== null) {
      at += 4;
      continue;
    }
    entries.push({
      name,
      flags: view.getUint16(at + 6, true),
      method: view.getUint16(at + 8, true),
      crc: view.getUint32(at + 14, true),
      packed,
      size: view.getUint32(at + 22, true),
      at,
    });
    // Go on after the member's data when they are all there; otherwise just behind its header.
    at = data + packed <= bytes.length ? Math.max(data + packed, at + 4) : data;
  }
  return entries;
}

/** The member's bytes, or what is wrong with it. */
function readMember(bytes: Uint8Array, entry: Entry): Uint8Array | string {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (entry.at + 30 > bytes.length || view.getUint32(entry.at, true) !== 0x04034b50)
    return 'lost, its header is damaged';
  const nameLength = view.getUint16(entry.at + 26, true);
  const start = entry.at + 30 + nameLength + view.getUint16(entry.at + 28, true);
  if (decodeName(bytes.subarray(entry.at + 30, entry.at + 30 + nameLength)) !== entry.name) {
    return 'lost, its header names another member';
  }
  if (entry.flags & 1) return 'lost, it is encrypted';
  if (entry.flags & 8 && entry.packed === 0 && entry.size === 0 && entry.crc === 0)
    return 'lost, its size is not known';
  if (start + entry.packed > bytes.length) return 'lost, the file ends before it does';
  const packed = bytes.subarray(start, start + entry.packed);
  let content: Uint8Array;
  if (entry.method === 0) {
    if (entry.packed !== entry.size) return 'lost, its sizes contradict each other';
    content = packed.slice();
  } else if (entry.method === 8) {
    try {
      content = new Uint8Array(inflateRawSync(packed, { maxOutputLength: Math.max(1, entry.size) }));
    } catch {
      return 'lost, its compressed data are damaged';
    }
  } else {
    return `lost, its compression method ${entry.method} is not known here`;
  }
  if (content.length !== entry.size || crc32(content) !== entry.crc)
    return 'lost, its checksum does not match';
  return content;
}

function nameProblem(name: string): string | null {
  if (name === '' || name.length > zipLimits.nameLength) return 'is empty or too long';
  if (/[/\\]/.test(name) || name === '.' || name === '..' || /^[A-Za-z]:/.test(name)) return 'is a path';
  // eslint-disable-next-line no-control-regex
  if (/[\u0000-\u001f\u007f\ufffd]/.test(name)) return 'holds characters that a name cannot have';
  return null;
}

function decodeName(bytes: Uint8Array): string {
  return new TextDecoder('utf-8').decode(bytes);
}
