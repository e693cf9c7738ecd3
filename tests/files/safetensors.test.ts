/** Oracles: bytes written out by hand from the format's description; an independent reader in Python, where NumPy is installed. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { decodeSafetensors, encodeSafetensors, type Tensor } from '../../src/files/safetensors';
import { UserError } from '../../src/model/user-error';
import { hasNumpy, python } from './numpy';

const utf8 = (text: string): number[] => [...new TextEncoder().encode(text)];
/** A file by the description: u64 length, header, numbers. */
function file(header: unknown, data: readonly number[] = [], length?: bigint): Uint8Array {
  const text = utf8(typeof header === 'string' ? header : JSON.stringify(header));
  const size = new Uint8Array(8);
  new DataView(size.buffer).setBigUint64(0, length ?? BigInt(text.length), true);
  return Uint8Array.from([...size, ...text, ...data]);
}
const tensor = (dtype: string, shape: number[], start: number, end: number) => ({
  dtype,
  shape,
  data_offsets: [start, end],
});
const one = [0, 0, 0, 0, 0, 0, 0xf0, 0x3f];

const tensors = new Map<string, Tensor>([
  [
    'layers.0.weight',
    { shape: [2, 3], data: Float64Array.of(1, -0, 5e-324, NaN, Infinity, -1.7976931348623157e308) },
  ],
  ['layers.0.bias', { shape: [2], data: Float64Array.of(0.1, 0.2) }],
  ['empty', { shape: [0, 4], data: new Float64Array(0) }],
  ['single', { shape: [], data: Float32Array.of(Math.fround(0.1)) }],
]);
const metadata = new Map([['format', 'pt']]);
const whole = encodeSafetensors({ tensors, metadata });

describe('against the format, byte by byte', () => {
  it('writes what the description says, numbers from a multiple of 8', () => {
    const text = '{"__metadata__":{"format":"pt"},"a":{"dtype":"F64","shape":[1],"data_offsets":[0,8]}}';
    const bytes = encodeSafetensors({
      tensors: new Map([['a', { shape: [1], data: Float64Array.of(1) }]]),
      metadata,
    });
    expect([...bytes]).toEqual([...file(text.padEnd(88), one)]);
  });

  it('reads what others write: no padding, any order of names, no metadata', () => {
    const bytes = file({ b: tensor('F32', [1, 1], 8, 12), a: tensor('F64', [], 0, 8) }, [
      ...one,
      0,
      0,
      128,
      63,
    ]);
    const read = decodeSafetensors(bytes, 'x');
    expect([...read.tensors]).toEqual([
      ['a', { shape: [], data: Float64Array.of(1) }],
      ['b', { shape: [1, 1], data: Float32Array.of(1) }],
    ]);
    expect(read.metadata.size).toBe(0);
    expect(decodeSafetensors(file('{}'), 'x').tensors.size).toBe(0);
  });

  it('gives back every bit, also out of a Buffer, which is a part of a larger memory', () => {
    expect(decodeSafetensors(Buffer.from(whole), 'x')).toStrictEqual(decodeSafetensors(whole, 'x'));
    const back = decodeSafetensors(whole, 'x');
    expect(new Set(back.tensors.keys())).toEqual(new Set(tensors.keys()));
    for (const [name, { shape, data }] of tensors) {
      expect(back.tensors.get(name)!.shape).toEqual(shape);
      expect(back.tensors.get(name)!.data).toStrictEqual(data);
    }
    expect(back.metadata).toEqual(metadata);
  });
});

describe('what is refused, and how it is said', () => {
  const a = tensor('F64', [1], 0, 8);
  it.each([
    ['nothing', new Uint8Array(0), /too short/],
    ['another file', Uint8Array.from(utf8('PK and something else')), /is not a safetensors file/],
    ['a header longer than the file', file({ a }, one, 4096n), /header is damaged/],
    ['a header of 2⁶⁴ − 1 bytes', file({ a }, one, 2n ** 64n - 1n), /header is damaged/],
    ['a header that is no JSON', file('{"a": }'), /is not JSON text/],
    ['a header that is a list', file('[]'), /is not a safetensors file/],
    [
      'broken UTF-8',
      Uint8Array.from([...file('{"é":0}').map((byte) => (byte === 0xc3 ? 0xff : byte))]),
      /not JSON text/,
    ],
    [
      'a name twice',
      file(
        '{"a":{"dtype":"F64","shape":[1],"data_offsets":[0,8]},"\\u0061":{"dtype":"F64","shape":[1],"data_offsets":[8,16]}}',
        [...one, ...one],
      ),
      /names "a" twice/,
    ],
    [
      'a field twice',
      file('{"a":{"dtype":"F64","dtype":"F32","shape":[1],"data_offsets":[0,8]}}', one),
      /names "dtype" twice/,
    ],
    [
      'overlapping tensors',
      file({ a, b: tensor('F64', [1], 4, 12) }, [...one, ...one].slice(0, 12)),
      /"b" overlap others/,
    ],
    ['the same numbers twice', file({ a, b: a }, one), /"b" overlap others/],
    ['a hole', file({ a, b: tensor('F64', [1], 16, 24) }, [...one, ...one, ...one]), /"b" leave a hole/],
    ['numbers of nobody', file({ a }, [...one, 1]), /1 bytes at the end belong to no tensor/],
    ['a cut', file({ a }, one.slice(1)), /ends before the numbers of the tensor "a"/],
    [
      'a shape that does not fit',
      file({ a: tensor('F64', [2], 0, 8) }, one),
      /needs 16 bytes, but 8 are given/,
    ],
    ['an end before the start', file({ a: tensor('F64', [1], 8, 0) }, one), /needs 8 bytes, but -8/],
    [
      'a shape of 2⁵³ numbers',
      file({ a: tensor('F64', [2 ** 53 - 1], 0, 8) }, one),
      /needs 7205759403792793\d bytes/,
    ],
    [
      'a negative size',
      file({ a: tensor('F64', [-1], 0, 8) }, one),
      /"a" is not described as the format asks/,
    ],
    ['a fraction', file({ a: tensor('F64', [0.5], 0, 4) }, one.slice(4)), /is not described/],
    ['no offsets', file({ a: { dtype: 'F64', shape: [1] } }, one), /is not described/],
    ['a field too many', file({ a: { ...a, evil: 1 } }, one), /is not described/],
    ['a tensor that is null', file('{"a":null}'), /is not described/],
    [
      'half precision',
      file({ a: tensor('BF16', [4], 0, 8) }, one),
      /the type "BF16"; convert it to float64 or float32/,
    ],
    ['metadata of other things', file('{"__metadata__":{"a":1}}'), /not an object of texts/],
    [
      '100 axes',
      file(
        {
          a: tensor(
            'F64',
            Array.from({ length: 100 }, () => 1),
            0,
            8,
          ),
        },
        one,
      ),
      /has 100 axes/,
    ],
    ['a name of control characters', file({ 'a\u001b[2J': tensor('I8', [8], 0, 8) }, one), /"a\\u001b\[2J"/],
    [
      '5,000 tensors',
      file(Object.fromEntries(Array.from({ length: 5000 }, (_, i) => [`t${i}`, tensor('F64', [0], 0, 0)]))),
      /5000 tensors; at most 4096/,
    ],
  ])('%s', (_, bytes, message) => {
    expect(() => decodeSafetensors(bytes, 'x.safetensors')).toThrow(UserError);
    expect(() => decodeSafetensors(bytes, 'x.safetensors')).toThrow(message);
  });

  it('`__proto__` is a name like any other', () => {
    const bytes = file('{"__proto__":{"dtype":"F64","shape":[1],"data_offsets":[0,8]}}', one);
    expect([...decodeSafetensors(bytes, 'x').tensors.keys()]).toEqual(['__proto__']);
    expect(Object.prototype).not.toHaveProperty('dtype');
  });

  it('every truncation', () => {
    for (let n = 0; n < whole.length; n++)
      expect(() => decodeSafetensors(whole.subarray(0, n), 'x')).toThrow(UserError);
  });

  it('a shape that does not fit, when writing', () => {
    const wrong = new Map([['a', { shape: [3], data: new Float64Array(2) }]]);
    expect(() => encodeSafetensors({ tensors: wrong, metadata })).toThrow(RangeError);
  });
});

describe.skipIf(!hasNumpy)(
  'against a reader of its own in Python (skipped where NumPy is not installed)',
  () => {
    it('names, shapes, types and bits', () => {
      const script = `
import json, struct, sys, numpy
data = open(sys.argv[1], "rb").read()
(length,) = struct.unpack("<Q", data[:8])
header = json.loads(data[8 : 8 + length])
assert header.pop("__metadata__") == {"format": "pt"} and length % 8 == 0
found = {}
for name, entry in header.items():
    start, end = entry["data_offsets"]
    array = numpy.frombuffer(data[8 + length + start : 8 + length + end], {"F64": "<f8", "F32": "<f4"}[entry["dtype"]])
    found[name] = [entry["shape"], array.reshape(entry["shape"]).tobytes().hex()]
print(json.dumps(found))`;
      const folder = mkdtempSync(join(tmpdir(), 'safetensors-'));
      try {
        writeFileSync(join(folder, 'x'), whole);
        const read = JSON.parse(
          execFileSync(python, ['-c', script, join(folder, 'x')], { encoding: 'utf8' }),
        ) as object;
        const expected = [...tensors].map(([name, { shape, data }]) => [
          name,
          [shape, Buffer.from(data.buffer, data.byteOffset, data.byteLength).toString('hex')],
        ]);
        expect(read).toEqual(Object.fromEntries(expected));
      } finally {
        rmSync(folder, { recursive: true });
      }
    });
  },
);
