/**
 * Named tensors in one file, as Hugging Face's safetensors format defines it: the length of the header (u64, little-endian), the header (a JSON object
 * `{"name": {"dtype", "shape", "data_offsets"}, …, "__metadata__": {text: text}}`, filled up with spaces), then the numbers, row-major and
 * little-endian. What is written here begins its numbers at a multiple of 8.
 */
import { UserError } from '../model/user-error';
import { repeatedKey } from '../model/repeated-key';

export type TensorData = Float64Array | Float32Array;

/** `data.length` is the product of `shape`. */
export interface Tensor {
  readonly shape: readonly number[];
  readonly data: TensorData;
}

export interface Tensors {
  /** In the order of their numbers in the file. */
  readonly tensors: ReadonlyMap<string, Tensor>;
  readonly metadata: ReadonlyMap<string, string>;
}

export const tensorLimits = {
  /** Bytes of the header: the format allows a hundred million, networks as small as ours need some thousand. */
  header: 1 << 22,
  tensors: 4096,
  dimensions: 32,
} as const;

const metadataKey = '__metadata__';
const bytesOf = { F64: 8, F32: 4 } as const;
type ElementType = keyof typeof bytesOf;

/** The bytes of a file. Throws `RangeError` where a shape does not fit its data, or a name is the format's own (mistakes of the program). */
export function encodeSafetensors({ tensors, metadata }: Tensors): Uint8Array {
  const header: Record<string, unknown> = {};
  if (metadata.size > 0) header[metadataKey] = Object.fromEntries(metadata);
  let end = 0;
  for (const [name, { shape, data }] of tensors) {
    if (name === metadataKey || name === '__proto__' || product(shape) !== data.length)
      throw new RangeError(
        `'${name}' with ${data.length} numbers cannot have the shape [${shape.join(', ')}]`,
      );
    const start = end;
    end += data.byteLength;
    header[name] = {
      dtype: data instanceof Float64Array ? 'F64' : 'F32',
      shape,
      data_offsets: [start, end],
    };
  }
  const text = new TextEncoder().encode(JSON.stringify(header));
  const length = Math.ceil(text.length / 8) * 8;
  const bytes = new Uint8Array(8 + length + end).fill(0x20, 8, 8 + length);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(length), true);
  bytes.set(text, 8);
  let at = 8 + length;
  for (const { data } of tensors.values()) {
    bytes.set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), at);
    at += data.byteLength;
  }
  return bytes;
}

/**
 * Reads a file, strictly: every byte of it must belong to exactly one tensor. The data are copies.
 * @param name what to call the file in messages
 * @throws UserError for a header that is too long or no such JSON, a name that is there twice, tensors that overlap, leave a hole, or do not fit their shape,
 * and numbers other than F64 and F32
 */
export function decodeSafetensors(bytes: Uint8Array, name: string): Tensors {
  const fail = (what: string): never => {
    throw new UserError(`${name}: ${what}`, name);
  };
  if (bytes.length < 8) return fail('this is not a safetensors file; it is too short.');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const length = Number(view.getBigUint64(0, true));
  if (length > tensorLimits.header || 8 + length > bytes.length || bytes[8] !== 0x7b)
    return fail('this is not a safetensors file, or its header is damaged.');
  const header = readHeader(bytes.subarray(8, 8 + length));
  if (typeof header === 'string') return fail(header);
  const room = bytes.length - 8 - length;

  const entries: [string, Entry][] = [];
  const metadata = new Map<string, string>();
  for (const [key, value] of Object.entries(header)) {
    if (key === metadataKey) {
      if (!isRecord(value)) return fail(`the header's ${metadataKey} is not an object of texts.`);
      for (const [label, text] of Object.entries(value)) {
        if (typeof text !== 'string') return fail(`the header's ${metadataKey} is not an object of texts.`);
        metadata.set(label, text);
      }
      continue;
    }
    const entry = readEntry(value);
    if (typeof entry === 'string') return fail(`the tensor ${quoted(key)} ${entry}`);
    entries.push([key, entry]);
  }
  if (entries.length > tensorLimits.tensors)
    return fail(`there are ${entries.length} tensors; at most ${tensorLimits.tensors} are read.`);

  entries.sort(([, a], [, b]) => a.start - b.start || a.end - b.end);
  let expected = 0;
  for (const [key, { start, end }] of entries) {
    if (end > room)
      return fail(`the file ends before the numbers of the tensor ${quoted(key)} do; it is cut off.`);
    if (start !== expected)
      return fail(
        `the numbers of the tensor ${quoted(key)} ${start < expected ? 'overlap others' : 'leave a hole before them'}; the file is damaged.`,
      );
    expected = end;
  }
  if (expected !== room)
    return fail(`${room - expected} bytes at the end belong to no tensor; the file is damaged.`);

  const data = bytes.subarray(8 + length);
  const tensors = new Map<string, Tensor>();
  for (const [key, { dtype, shape, start, end }] of entries) {
    // Not `slice`, which of a Node Buffer is a view on a memory that others share.
    const { buffer } = Uint8Array.from(data.subarray(start, end));
    tensors.set(key, { shape, data: dtype === 'F64' ? new Float64Array(buffer) : new Float32Array(buffer) });
  }
  return { tensors, metadata };
}

/** The header's object, or what is wrong with it. */
function readHeader(bytes: Uint8Array): Record<string, unknown> | string {
  let text: string;
  let header: unknown;
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    header = JSON.parse(text);
  } catch {
    return 'the header is not JSON text; the file is damaged.';
  }
  const twice = repeatedKey(text);
  if (twice !== null)
    return `the header names ${quoted(String(twice.at(-1)))} twice; the file is not opened.`;
  return isRecord(header) ? header : 'the header is no object; the file is damaged.';
}

interface Entry {
  readonly dtype: ElementType;
  readonly shape: readonly number[];
  readonly start: number;
  readonly end: number;
}

/** One tensor's line of the header, or what is wrong with it. */
function readEntry(value: unknown): Entry | string {
  const damaged = 'is not described as the format asks; the file is damaged.';
  if (!isRecord(value) || Object.keys(value).some((key) => !/^(dtype|shape|data_offsets)$/.test(key)))
    return damaged;
  const { dtype, shape, data_offsets: offsets } = value;
  if (typeof dtype !== 'string' || !isCounts(shape) || !isCounts(offsets) || offsets.length !== 2)
    return damaged;
  if (dtype !== 'F64' && dtype !== 'F32')
    return `holds numbers of the type ${quoted(dtype)}; convert it to float64 or float32.`;
  if (shape.length > tensorLimits.dimensions) return `has ${shape.length} axes; at most 32 are read.`;
  const [start, end] = offsets as [number, number];
  const wanted = product(shape) * bytesOf[dtype];
  if (end - start !== wanted)
    return `has the shape [${shape.join(', ')}], which needs ${wanted} bytes, but ${end - start} are given to it; the file is damaged.`;
  return { dtype, shape, start, end };
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isCounts = (value: unknown): value is number[] =>
  Array.isArray(value) && value.every((n) => Number.isSafeInteger(n) && n >= 0);

const quoted = (text: string): string => JSON.stringify(text.length > 60 ? `${text.slice(0, 60)}…` : text);

function product(shape: readonly number[]): number {
  return shape.reduce((total, n) => total * n, 1);
}
