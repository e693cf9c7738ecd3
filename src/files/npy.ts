/**
 * NumPy's array format (`.npy`, version 1.0 written; 1.0, 2.0 and 3.0 read), as numpy.lib.format documents it.
 * What is written is, byte for byte, what `numpy.save` writes. Arrays are row-major (C order) and little-endian.
 */
import { UserError } from '../model/user-error';

export type NpyData = Float64Array | Float32Array | Int32Array | BigInt64Array;

/** An array with its shape; `data.length` is the product of `shape` (1 for the shape [] of a single number). */
export interface NpyArray {
  readonly shape: readonly number[];
  readonly data: NpyData;
}

const magic = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59] as const; // \x93NUMPY
const alignment = 64;
/** NumPy leaves room in the header for the first axis to grow to this many digits. */
const growthDigits = 21;
const maxDimensions = 32;
const maxHeader = 65_536;

const elementTypes = {
  f8: { bytes: 8, view: (buffer: ArrayBuffer): NpyData => new Float64Array(buffer) },
  f4: { bytes: 4, view: (buffer: ArrayBuffer): NpyData => new Float32Array(buffer) },
  i4: { bytes: 4, view: (buffer: ArrayBuffer): NpyData => new Int32Array(buffer) },
  i8: { bytes: 8, view: (buffer: ArrayBuffer): NpyData => new BigInt64Array(buffer) },
} as const;
type ElementType = keyof typeof elementTypes;

/** The bytes of one `.npy` file. Throws `RangeError` where the shape does not fit the data (a mistake of the program). */
export function encodeNpy(array: NpyArray): Uint8Array {
  const { shape, data } = array;
  if (shape.some((n) => !Number.isInteger(n) || n < 0) || product(shape) !== data.length) {
    throw new RangeError(`an array of ${data.length} numbers cannot have the shape (${shape.join(', ')})`);
  }
  const tuple = shape.length === 1 ? `(${shape[0]},)` : `(${shape.join(', ')})`;
  let header = `{'descr': '<${elementTypeOf(data)}', 'fortran_order': False, 'shape': ${tuple}, }`;
  if (shape.length > 0) header += ' '.repeat(Math.max(0, growthDigits - String(shape[0]).length));
  const unpadded = magic.length + 4 + header.length + 1;
  header += ' '.repeat((alignment - (unpadded % alignment)) % alignment) + '\n';

  const start = magic.length + 4 + header.length;
  const bytes = new Uint8Array(start + data.byteLength);
  bytes.set(magic);
  bytes.set([1, 0, header.length & 0xff, header.length >> 8], magic.length);
  bytes.set(new TextEncoder().encode(header), magic.length + 4);
  bytes.set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), start);
  return bytes;
}

/**
 * Reads one `.npy` file. Big-endian data are converted. The data are a copy: they do not keep `bytes` alive.
 * @param name what to call the file in messages
 * @throws UserError for anything that is not a plain row-major array of f8, f4, i4 or i8 whose shape fits its length
 */
export function decodeNpy(bytes: Uint8Array, name: string): NpyArray {
  const fail = (what: string): never => {
    throw new UserError(`${name}: ${what}`, name);
  };
  if (bytes.length < 10 || magic.some((byte, i) => bytes[i] !== byte)) {
    return fail(
      'this is not a NumPy array file (it does not begin with \\x93NUMPY); save it again with numpy.save.',
    );
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const major = bytes[6]!;
  if (major < 1 || major > 3) {
    return fail(`NPY format version ${major}.${bytes[7]} is not known here; versions 1.0, 2.0 and 3.0 are.`);
  }
  const lengthBytes = major === 1 ? 2 : 4;
  if (bytes.length < 8 + lengthBytes) return fail('the file ends inside its header; it is damaged.');
  const headerLength = major === 1 ? view.getUint16(8, true) : view.getUint32(8, true);
  const start = 8 + lengthBytes + headerLength;
  if (headerLength > maxHeader || start > bytes.length)
    return fail('the file ends inside its header; it is damaged.');

  const header = parseHeader(new TextDecoder('latin1').decode(bytes.subarray(8 + lengthBytes, start)));
  if (header === null)
    return fail('the header is not one that NumPy writes; save the array again with numpy.save.');
  if (header.fortran) {
    return fail('the array is in Fortran order; save numpy.ascontiguousarray(array) instead.');
  }
  const code = header.descr.slice(1);
  const order = header.descr[0];
  if (!isElementType(code) || (order !== '<' && order !== '>')) {
    return fail(
      `elements of type '${header.descr}' ${explainType(header.descr)} are not read here; save the array as float64, float32, int32 or int64.`,
    );
  }
  if (header.shape.length > maxDimensions || header.shape.some((n) => !Number.isSafeInteger(n))) {
    return fail(`the shape (${header.shape.slice(0, 8).join(', ')}) is impossible; the file is damaged.`);
  }
  const type = elementTypes[code];
  const wanted = product(header.shape) * type.bytes;
  const present = bytes.length - start;
  if (wanted !== present) {
    return fail(
      `the shape (${header.shape.join(', ')}) needs ${wanted} bytes of numbers, but there are ${present}; the file is damaged.`,
    );
  }
  const data = new Uint8Array(wanted);
  data.set(bytes.subarray(start));
  if (order === '>') swapBytes(data, type.bytes);
  return { shape: header.shape, data: type.view(data.buffer) };
}

interface Header {
  readonly descr: string;
  readonly fortran: boolean;
  readonly shape: readonly number[];
}

/** The header is a Python dict literal with exactly three keys in any order. Returns null where it is anything else. */
function parseHeader(text: string): Header | null {
  const body = /^\{([^{}]*)\}[ ]*\n?$/.exec(text)?.[1];
  if (body === undefined) return null;
  const entry =
    /^\s*(['"])(descr|fortran_order|shape)\1\s*:\s*(True|False|'[^']*'|"[^"]*"|\([\d,\sL]*\)|\[[^\]]*\])\s*(?:,|$)/;
  const found = new Map<string, string>();
  let rest = body;
  while (rest.trim() !== '') {
    const match = entry.exec(rest);
    if (!match || found.has(match[2]!)) return null;
    found.set(match[2]!, match[3]!);
    rest = rest.slice(match[0].length);
  }
  const descr = found.get('descr');
  const fortran = found.get('fortran_order');
  const shape = found.get('shape');
  if (descr === undefined || shape === undefined || (fortran !== 'True' && fortran !== 'False')) return null;
  if (!/^\((?:\d+L?,|\d+L?(?:,\s*\d+L?)+,?)?\)$/.test(shape.replace(/\s+/g, ''))) return null;
  return {
    descr: /^['"]/.test(descr) ? descr.slice(1, -1) : '[structured]',
    fortran: fortran === 'True',
    shape: shape
      .slice(1, -1)
      .split(',')
      .map((part) => part.trim())
      .filter((part) => part !== '')
      .map((part) => Number.parseInt(part, 10)),
  };
}

function explainType(descr: string): string {
  const kind = descr.replace(/^[<>|=]/, '')[0];
  if (descr === '[structured]') return '(records)';
  if (kind === 'O') return '(Python objects)';
  if (kind === 'c') return '(complex numbers)';
  if (kind === 'b' || kind === '?') return '(booleans or bytes)';
  if (kind === 'U' || kind === 'S') return '(text)';
  return '(not a kind used here)';
}

function isElementType(code: string): code is ElementType {
  return Object.hasOwn(elementTypes, code);
}

function elementTypeOf(data: NpyData): ElementType {
  if (data instanceof Float64Array) return 'f8';
  if (data instanceof Float32Array) return 'f4';
  return data instanceof Int32Array ? 'i4' : 'i8';
}

function product(shape: readonly number[]): number {
  return shape.reduce((total, n) => total * n, 1);
}

function swapBytes(bytes: Uint8Array, width: number): void {
  for (let start = 0; start < bytes.length; start += width) bytes.subarray(start, start + width).reverse();
}
