/** What a file is: by its first bytes, and only where they do not tell, by its name. */

export type FileKind = 'saddle' | 'json' | 'png' | 'svg' | 'csv' | 'unknown';

const sniffLength = 4096;

export function fileKind(bytes: Uint8Array, name: string): FileKind {
  if (bytes[0] === 0x50 && bytes[1] === 0x4b && (bytes[2] === 3 || bytes[2] === 5)) return 'saddle';
  if (bytes[0] === 0x89 && bytes[1] === 0x50 && bytes[2] === 0x4e && bytes[3] === 0x47) return 'png';
  const byName = kindByName(name);
  const text = readableStart(bytes);
  // Damaged files and texts in another encoding still get the message of their own reader.
  if (text === null) return byName;
  const first = text.trimStart()[0];
  if (first === '{') return 'json';
  if (first === '<' && /<svg[\s>/]/.test(text)) return 'svg';
  if (byName === 'csv' || byName === 'json') return byName;
  if (first === undefined) return byName;
  const line = /\S.*/.exec(text)?.[0] ?? '';
  return /[,;\t]/.test(line) && first !== '[' && first !== '<' ? 'csv' : byName;
}

function kindByName(name: string): FileKind {
  const extension = /\.([^./\\]+)$/.exec(name)?.[1]?.toLowerCase();
  if (
    extension === 'saddle' ||
    extension === 'json' ||
    extension === 'png' ||
    extension === 'csv' ||
    extension === 'svg'
  )
    return extension;
  return extension === 'tsv' ? 'csv' : 'unknown';
}

/** The beginning of a text file, or null where the bytes are not UTF-8 text. */
function readableStart(bytes: Uint8Array): string | null {
  const start = bytes.subarray(0, sniffLength);
  if (start.includes(0)) return null;
  try {
    // `stream` lets a character be cut in two at the end; the decoder drops a byte-order mark itself.
    return new TextDecoder('utf-8', { fatal: true }).decode(start, { stream: true });
  } catch {
    return null;
  }
}
