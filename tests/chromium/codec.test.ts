import { describe, expect, test } from 'vitest';
import { createCodec } from '../../src/chromium/codec';

/** Oracle: structuredClone, and the value itself. */

const codec = createCodec();
const through = (value: unknown) => codec.decode(codec.encode(value));

const values: [string, unknown][] = [
  ['text with NUL, quotes and an emoji', '\0"\\\u2028 θ 🙂'],
  ['numbers', [0, -0, 1.5, -1e308, 5e-324, NaN, Infinity, -Infinity]],
  ['nothing', [undefined, null, { a: undefined }]],
  ['big integers', [0n, -(2n ** 70n)]],
  ['a date and an invalid one', [new Date(86_400_000), new Date(NaN)]],
  [
    'a map and a set',
    new Map<unknown, unknown>([
      [{ k: 1 }, new Set([1, '1', [2]])],
      [NaN, new Map()],
    ]),
  ],
  ['arrays that look like tags', [['a', 1], ['n', 'NaN'], ['t', 'Uint8Array', 'AAAA'], []]],
  ['keys that look like prototypes', JSON.parse('{"__proto__": {"x": 1}, "constructor": 2, "": 3}')],
  [
    'typed arrays',
    [
      new Float64Array([-0, NaN, 1 / 3]),
      new Uint8Array([0, 255]),
      new BigInt64Array([-1n]),
      new Float32Array(0),
      new Int16Array([-5]),
      new Uint8ClampedArray([7]),
    ],
  ],
  ['raw memory', [new Uint8Array([1, 2, 3]).buffer, new DataView(new ArrayBuffer(4))]],
];

test.each(values)('%s arrives as structuredClone would bring it', (_name, value) => {
  const arrived = through(value);
  expect(arrived).toEqual(structuredClone(value));
  // toEqual takes −0 and 0 for equal inside typed arrays on some versions: compare the text as well.
  expect(codec.encode(arrived)).toBe(codec.encode(value));
});

test('a long array may travel beside the text, bit for bit; a short one stays in it', () => {
  const value = {
    long: Float64Array.from({ length: 5000 }, (_, i) => (i === 7 ? -0 : 1 / i)),
    short: new Int16Array(3),
  };
  const attached: Uint8Array<ArrayBuffer>[] = [];
  const text = codec.encode(value, (bytes) => attached.push(bytes.slice()) - 1);
  expect(attached.map(({ length }) => length)).toEqual([40_000]);
  expect(text.length).toBeLessThan(200);
  expect(codec.encode(codec.decode(text, attached))).toBe(codec.encode(value));
});

test('−0 keeps its sign, and a view brings only its own part', () => {
  expect(Object.is((through([-0]) as number[])[0], -0)).toBe(true);
  const part = new Float64Array([1, 2, 3, 4]).subarray(1, 3);
  const arrived = through(part) as Float64Array;
  expect([...arrived]).toEqual([2, 3]);
  expect(arrived.buffer.byteLength).toBe(16);
});

test('a key __proto__ stays a key', () => {
  const arrived = through(JSON.parse('{"__proto__": 5}')) as object;
  expect(Object.hasOwn(arrived, '__proto__')).toBe(true);
  expect(Object.getPrototypeOf(arrived)).toBe(Object.prototype);
});

test('errors keep name, message and stack', () => {
  const arrived = through(new RangeError('too far')) as RangeError;
  expect(arrived).toBeInstanceOf(RangeError);
  expect(arrived.message).toBe('too far');
  expect(arrived.stack).toContain('codec.test');
  const named = Object.assign(new Error('mend it'), { name: 'UserError' });
  expect(through(named)).toMatchObject({ name: 'UserError', message: 'mend it' });
});

describe('what cannot be cloned is refused', () => {
  test.each([
    ['a function', () => 1],
    ['a symbol', Symbol('s')],
    ['a promise', Promise.resolve()],
  ])('%s', (_name, value) => {
    expect(() => codec.encode({ value })).toThrow(/could not be cloned/);
  });
  test('a cycle, but not a value used twice', () => {
    const twice = { x: 1 };
    expect(through([twice, twice])).toEqual([twice, twice]);
    const cycle: Record<string, unknown> = {};
    cycle['self'] = cycle;
    expect(() => codec.encode(cycle)).toThrow(/contains itself/);
  });
});

test('runs from its source text alone, with and without the engine’s own base64', () => {
  const source = `return (${createCodec})()`;
  const alone = new Function(source)() as ReturnType<typeof createCodec>;
  const browserLike = new Function('Buffer', source)(undefined) as ReturnType<typeof createCodec>;
  const value = { bytes: Uint8Array.from({ length: 10_003 }, (_, i) => (i * 31) & 255) };
  expect(alone.decode(browserLike.encode(value))).toEqual(value);
  expect(browserLike.decode(codec.encode(value))).toEqual(value);
});
