/**
 * The experiment inside a picture: an `iTXt` chunk with the keyword `saddlescope` (PNG specification, third edition,
 * section 11.3.3.4). Chunks are read and written by hand: all others pass through untouched.
 */
import { crc32, deflateSync, inflateSync } from 'node:zlib';
import { UserError } from '../model/user-error';

const signature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a] as const;
const keyword = 'saddlescope';
const compressAbove = 1024;
/** Longest recipe that is unpacked, in bytes of UTF-8. */
export const recipeLimit = 8 * 2 ** 20;
/** Encoders write image data in some thousand pieces at most. */
const mostChunks = 100_000;

interface Chunk {
  readonly type: string;
  readonly data: Uint8Array;
  /** Position of the whole chunk, length field to checksum. */
  readonly start: number;
  readonly end: number;
  readonly intact: boolean;
}

/**
 * The picture with the recipe in it; a recipe that was there is replaced. It stands before the image data, so that it is found early.
 * @param recipe experiment JSON
 * @throws UserError when `png` is not a whole PNG or the recipe is longer than `recipeLimit`
 */
export function writePngRecipe(png: Uint8Array, recipe: string, name = 'picture'): Uint8Array {
  const text = new TextEncoder().encode(recipe);
  if (text.length > recipeLimit) {
    throw new UserError(
      `${name}: the experiment is too long for a picture (${text.length} bytes, at most ${recipeLimit}); save a .saddle file instead.`,
      name,
    );
  }
  const chunks = readChunks(png, name);
  const packed = text.length > compressAbove;
  const body = packed ? new Uint8Array(deflateSync(text, { level: 9 })) : text;
  // keyword, 0, compression flag, compression method, language tag, 0, translated keyword, 0, text
  const head = [...new TextEncoder().encode(keyword), 0, packed ? 1 : 0, 0, 0, 0];
  const data = new Uint8Array(head.length + body.length);
  data.set(head);
  data.set(body, head.length);

  const parts: Uint8Array[] = [Uint8Array.from(signature)];
  let written = false;
  for (const chunk of chunks) {
    if (keywordOf(chunk) === keyword) continue;
    if (!written && (chunk.type === 'IDAT' || chunk.type === 'IEND')) {
      parts.push(encodeChunk('iTXt', data));
      written = true;
    }
    parts.push(png.subarray(chunk.start, chunk.end));
  }
  return concatenate(parts);
}

/**
 * The recipe in a picture, as text.
 * @throws UserError when the bytes are not a whole PNG, hold no recipe, or hold a damaged one
 */
export function readPngRecipe(png: Uint8Array, name: string): string {
  const found = readChunks(png, name).find((chunk) => keywordOf(chunk) === keyword);
  if (found === undefined) {
    throw new UserError(
      `${name}: this picture holds no experiment; only PNG files exported by Saddlescope do.`,
      name,
    );
  }
  const damaged = (): never => {
    throw new UserError(
      `${name}: the experiment in this picture is damaged; export the picture again.`,
      name,
    );
  };
  if (!found.intact) return damaged();
  const { data } = found;
  let at = keyword.length + 1;
  const flag = data[at];
  const method = data[at + 1];
  if (method !== 0 || (flag !== 0 && flag !== 1)) return damaged();
  at += 2;
  for (let i = 0; i < 2; i++) {
    const zero = data.indexOf(0, at);
    if (zero < 0) return damaged();
    at = zero + 1;
  }
  let text = data.subarray(at);
  if (flag === 1) {
    try {
      text = new Uint8Array(inflateSync(text, { maxOutputLength: recipeLimit }));
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE') {
        throw new UserError(
          `${name}: the experiment in this picture unpacks to more than ${recipeLimit} bytes; it is not opened.`,
          name,
        );
      }
      return damaged();
    }
  } else if (text.length > recipeLimit) {
    throw new UserError(
      `${name}: the experiment in this picture is longer than ${recipeLimit} bytes; it is not opened.`,
      name,
    );
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(text);
  } catch {
    return damaged();
  }
}

function readChunks(png: Uint8Array, name: string): Chunk[] {
  if (png.length < 8 || signature.some((byte, i) => png[i] !== byte)) {
    throw new UserError(`${name}: this is not a PNG picture; choose another file.`, name);
  }
  const view = new DataView(png.buffer, png.byteOffset, png.byteLength);
  const chunks: Chunk[] = [];
  let at = 8;
  while (chunks.at(-1)?.type !== 'IEND') {
    const length = at + 12 <= png.length ? view.getUint32(at) : Infinity;
    if (at + 12 + length > png.length) {
      throw new UserError(`${name}: the picture is cut off; copy or export it again.`, name);
    }
    if (chunks.length === mostChunks)
      throw new UserError(`${name}: the picture has more than ${mostChunks} parts; it is not opened.`, name);
    const end = at + 12 + length;
    chunks.push({
      type: String.fromCharCode(...png.subarray(at + 4, at + 8)),
      data: png.subarray(at + 8, end - 4),
      start: at,
      end,
      intact: crc32(png.subarray(at + 4, end - 4)) === view.getUint32(end - 4),
    });
    at = end;
  }
  if (chunks[0]?.type !== 'IHDR') {
    throw new UserError(`${name}: the picture does not begin with its header; it is damaged.`, name);
  }
  return chunks;
}

/** The keyword of an iTXt chunk, else null. Plain text chunks are never ours. */
function keywordOf(chunk: Chunk): string | null {
  if (chunk.type !== 'iTXt') return null;
  const zero = chunk.data.indexOf(0);
  return zero < 1 || zero > 79 ? null : String.fromCharCode(...chunk.data.subarray(0, zero));
}

function encodeChunk(type: string, data: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(12 + data.length);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, data.length);
  for (let i = 0; i < 4; i++) bytes[4 + i] = type.charCodeAt(i);
  bytes.set(data, 8);
  view.setUint32(8 + data.length, crc32(bytes.subarray(4, 8 + data.length)));
  return bytes;
}

function concatenate(parts: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}
