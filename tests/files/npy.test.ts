/** Oracles: bytes written out by hand from the numpy.lib.format specification, the bits that went in, and NumPy itself where it is installed. */
import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { decodeNpy, encodeNpy, type NpyArray } from '../../src/files/npy';
import { UserError } from '../../src/model/user-error';
import { hasNumpy, python } from './numpy';

const bits = (array: NpyArray): number[] => [
  ...new Uint8Array(array.data.buffer, array.data.byteOffset, array.data.byteLength),
];

/** A file by the specification: magic, version, little-endian header length, header, data. */
function file(header: string, data: readonly number[], version = [1, 0]): Uint8Array {
  const length = header.length;
  const size = version[0] === 1 ? [length & 255, length >> 8] : [length & 255, length >> 8, 0, 0];
  return Uint8Array.from([
    0x93,
    ...Buffer.from('NUMPY'),
    ...version,
    ...size,
    ...Buffer.from(header, 'latin1'),
    ...data,
  ]);
}

describe('against the specification, byte by byte', () => {
  it('writes [1.0, -0.0] as numpy.save does', () => {
    const header = "{'descr': '<f8', 'fortran_order': False, 'shape': (2,), }".padEnd(117) + '\n';
    const data = [0, 0, 0, 0, 0, 0, 0xf0, 0x3f, 0, 0, 0, 0, 0, 0, 0, 0x80];
    expect([...encodeNpy({ shape: [2], data: Float64Array.of(1, -0) })]).toEqual([...file(header, data)]);
  });

  it('starts the data at a multiple of 64', () => {
    for (const shape of [[], [1], [0, 7], [3, 5, 2]]) {
      const data = new Float32Array(shape.reduce((a, b) => a * b, 1));
      expect((encodeNpy({ shape, data }).length - data.byteLength) % 64).toBe(0);
    }
  });

  it('reads other writers: no padding, keys in another order, double quotes, version 2 and 3, big-endian', () => {
    const plain = file(
      "{'shape': (1, 2), 'fortran_order': False, 'descr': '<i4'}",
      [1, 0, 0, 0, 255, 255, 255, 255],
    );
    expect(decodeNpy(plain, 'a')).toEqual({ shape: [1, 2], data: Int32Array.of(1, -1) });
    const quoted = file('{"descr": "<f4", "fortran_order": False, "shape": (), }\n', [0, 0, 128, 63], [2, 0]);
    expect(decodeNpy(quoted, 'a')).toEqual({ shape: [], data: Float32Array.of(1) });
    const big = file(
      "{'descr': '>f8', 'fortran_order': False, 'shape': (1,), }\n",
      [0x40, 9, 0, 0, 0, 0, 0, 1],
      [3, 0],
    );
    expect(decodeNpy(big, 'a').data[0]).toBe(3.125 + 2 ** -51);
    const wide = file(
      "{'descr': '<i8', 'fortran_order': False, 'shape': (1L,), }",
      [0, 0, 0, 0, 0, 0, 0, 128],
    );
    expect(decodeNpy(wide, 'a').data[0]).toBe(-(2n ** 63n));
  });
});

describe('round trip, bit for bit', () => {
  const special = Float64Array.of(
    NaN,
    -0,
    0,
    Infinity,
    -Infinity,
    5e-324,
    2 ** -1022,
    0.1,
    -1.7976931348623157e308,
  );
  const cases: NpyArray[] = [
    { shape: [9], data: special },
    { shape: [3, 3], data: special },
    { shape: [0], data: new Float64Array(0) },
    { shape: [4, 0], data: new Float64Array(0) },
    { shape: [], data: Float64Array.of(-0) },
    { shape: [2], data: Float32Array.of(NaN, -0) },
    { shape: [2, 1], data: Int32Array.of(-5, 2 ** 31 - 1) },
    { shape: [1], data: BigInt64Array.of(-1n) },
    { shape: [2], data: special.subarray(1, 3) },
  ];
  it.each(cases)('$shape', (array) => {
    const back = decodeNpy(encodeNpy(array), 'a.npy');
    expect(back.shape).toEqual(array.shape);
    expect(back.data.constructor).toBe(array.data.constructor);
    expect(bits(back)).toEqual(bits(array));
  });
});

describe('what is refused, and how it is said', () => {
  const header = (descr: string, fortran = 'False', shape = '(1,)'): string =>
    `{'descr': ${descr}, 'fortran_order': ${fortran}, 'shape': ${shape}, }\n`;
  const eight = [0, 0, 0, 0, 0, 0, 0, 0];
  it.each([
    ['Python objects', file(header("'|O'"), eight), /Python objects.*save the array as float64/],
    ['complex', file(header("'<c16'"), [...eight, ...eight]), /complex numbers/],
    ['booleans', file(header("'|b1'"), [1]), /booleans/],
    ['text', file(header("'<U2'"), eight), /text/],
    ['records', file(header("[('a', '<f8')]"), eight), /records/],
    [
      'Fortran order',
      file(header("'<f8'", 'True', '(1, 1)'), eight),
      /Fortran order; save numpy.ascontiguousarray/,
    ],
    [
      'too short',
      file(header("'<f8'", 'False', '(2,)'), eight),
      /needs 16 bytes of numbers, but there are 8/,
    ],
    ['too long', file(header("'<f8'"), [...eight, 1]), /needs 8 bytes.*there are 9/],
    ['enormous shape', file(header("'<f8'", 'False', '(99999999, 99999999)'), eight), /needs \d+/],
    ['absurd integers', file(header("'<f8'", 'False', '(99999999999999999999,)'), eight), /impossible/],
    ['negative', file(header("'<f8'", 'False', '(-1,)'), eight), /not one that NumPy writes/],
    [
      'a repeated key',
      file("{'descr': '<f8', 'descr': '<f8', 'shape': (1,)}", eight),
      /not one that NumPy writes/,
    ],
    [
      'code',
      file("{'descr': __import__('os'), 'fortran_order': False, 'shape': (1,)}", eight),
      /not one that/,
    ],
    ['another file', Buffer.from('PK\u0003\u0004 something else'), /not a NumPy array file/],
    ['a newer version', file(header("'<f8'"), eight, [9, 0]), /version 9.0 is not known/],
    ['nothing', new Uint8Array(0), /not a NumPy array file/],
  ])('%s', (_, bytes, message) => {
    expect(() => decodeNpy(bytes, 'x.npy')).toThrow(UserError);
    expect(() => decodeNpy(bytes, 'x.npy')).toThrow(message);
  });

  it('every truncation', () => {
    const whole = encodeNpy({ shape: [4], data: Float64Array.of(1, 2, 3, 4) });
    for (let n = 0; n < whole.length; n++)
      expect(() => decodeNpy(whole.subarray(0, n), 'x')).toThrow(UserError);
  });

  it('a shape that does not fit, when writing', () => {
    expect(() => encodeNpy({ shape: [3], data: new Float64Array(2) })).toThrow(RangeError);
  });
});

describe.skipIf(!hasNumpy)('against NumPy itself (skipped where it is not installed)', () => {
  it('writes the very bytes of numpy.save', () => {
    const script =
      'import numpy as n,io,sys;b=io.BytesIO();n.save(b,n.arange(6,dtype="<f4").reshape(2,3)/7);sys.stdout.buffer.write(b.getvalue())';
    const theirs = execFileSync(python, ['-c', script]);
    const ours = encodeNpy({ shape: [2, 3], data: Float32Array.from([0, 1, 2, 3, 4, 5], (x) => x / 7) });
    expect(Buffer.from(ours).equals(theirs)).toBe(true);
  });
});
