/** Oracles: a PNG put together by hand from the specification (with its published CRCs); the text that went in. */
import { crc32, deflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { readPngRecipe, recipeLimit, writePngRecipe } from '../../src/files/png-recipe';
import { UserError } from '../../src/model/user-error';

const start = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
// IHDR of a 1 × 1 grey picture and IEND, with the CRCs that every PNG of this kind has.
const ihdr = [
  0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52, 0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0, 0x3a, 0x7e, 0x9b, 0x55,
];
const iend = [0, 0, 0, 0, 0x49, 0x45, 0x4e, 0x44, 0xae, 0x42, 0x60, 0x82];

function chunk(type: string, data: Uint8Array): number[] {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const out = Buffer.alloc(body.length + 8);
  out.writeUInt32BE(data.length, 0);
  body.copy(out, 4);
  out.writeUInt32BE(crc32(body), body.length + 4);
  return [...out];
}

const idat = chunk('IDAT', deflateSync(Uint8Array.of(0, 128)));
const png = Uint8Array.from([...start, ...ihdr, ...idat, ...iend]);
const itxt = (keyword: string, flags: readonly number[], text: Uint8Array): number[] =>
  chunk('iTXt', Buffer.concat([Buffer.from(keyword), Buffer.from([0, ...flags, 0, 0]), text]));
const withChunk = (...chunks: number[][]): Uint8Array =>
  Uint8Array.from([...start, ...ihdr, ...chunks.flat(), ...idat, ...iend]);

describe('round trip', () => {
  it('the CRC is the one of the specification', () => {
    expect(crc32('123456789')).toBe(0xcbf43926);
    expect(chunk('IEND', new Uint8Array(0))).toEqual(iend);
  });

  it.each([
    ['short text', '{"a": 1}'],
    ['empty text', ''],
    ['Chinese and emoji', '{"name": "从零开始的神经网络 🙂🧠", "ε": "10⁻³"}'],
    ['long text', `{"notes": "${'鞍点 saddle '.repeat(5000)}"}`],
  ])('%s', (_, recipe) => {
    const stamped = writePngRecipe(png, recipe);
    expect(readPngRecipe(stamped, 'x.png')).toBe(recipe);
    // Only a chunk was added, in front of the image data.
    expect(Buffer.from(stamped).indexOf('IDAT')).toBeGreaterThan(Buffer.from(stamped).indexOf('iTXt'));
    expect([...stamped.subarray(-idat.length - iend.length)]).toEqual([...idat, ...iend]);
    expect([...stamped.subarray(0, start.length + ihdr.length)]).toEqual([...start, ...ihdr]);
  });

  it('packs above 1 KB only', () => {
    expect(writePngRecipe(png, 'x'.repeat(1024)).length).toBe(png.length + 12 + 16 + 1024);
    expect(writePngRecipe(png, 'x'.repeat(1025)).length).toBeLessThan(png.length + 100);
  });

  it('replaces an older recipe and keeps every foreign chunk', () => {
    const foreign = [
      chunk('tEXt', Buffer.from('Software\0other')),
      itxt('Comment', [0, 0], Buffer.from('saddlescope')),
      chunk('tEXt', Buffer.from('saddlescope\0not this one')),
      chunk('pHYs', Buffer.alloc(9)),
    ];
    const once = writePngRecipe(withChunk(...foreign), 'first');
    const twice = writePngRecipe(once, 'second');
    expect(readPngRecipe(twice, 'x')).toBe('second');
    expect(twice.length).toBe(once.length + 1);
    for (const one of foreign) expect(Buffer.from(twice).includes(Buffer.from(one))).toBe(true);
  });

  it('is found behind the image data too, where another program may move it', () => {
    const moved = Uint8Array.from([
      ...start,
      ...ihdr,
      ...idat,
      ...chunk('tIME', Buffer.alloc(7)),
      ...itxt('saddlescope', [0, 0], Buffer.from('here')),
      ...iend,
    ]);
    expect(readPngRecipe(moved, 'x')).toBe('here');
  });

  it('may follow a picture that has rubbish after its end', () => {
    expect(readPngRecipe(Uint8Array.from([...writePngRecipe(png, 'r'), 1, 2, 3]), 'x')).toBe('r');
  });
});

describe('what is refused, and how it is said', () => {
  const bomb = deflateSync(Buffer.alloc(recipeLimit + 1, 0x20));
  const forged = writePngRecipe(png, 'hello there');
  forged[Buffer.from(forged).indexOf('hello')]! ^= 1;
  it.each([
    ['not a PNG', Uint8Array.from([1, 2, 3, 4, 5, 6, 7, 8, 9]), /is not a PNG picture/],
    ['nothing', new Uint8Array(0), /is not a PNG picture/],
    ['no recipe', png, /holds no experiment/],
    ['a forged checksum', forged, /is damaged; export the picture again/],
    ['no end', png.subarray(0, -12), /cut off/],
    ['no header', Uint8Array.from([...start, ...idat, ...iend]), /does not begin with its header/],
    [
      'a huge chunk',
      Uint8Array.from([...start, 0xff, 0xff, 0xff, 0xff, 0x49, 0x48, 0x44, 0x52, 0, 0, 0, 0]),
      /cut off/,
    ],
    ['a bomb', withChunk(itxt('saddlescope', [1, 0], bomb)), /unpacks to more than 8388608 bytes/],
    ['bad compression', withChunk(itxt('saddlescope', [1, 0], Buffer.from('abc'))), /is damaged/],
    ['an unknown method', withChunk(itxt('saddlescope', [1, 7], Buffer.from('abc'))), /is damaged/],
    ['no text field', withChunk(chunk('iTXt', Buffer.from('saddlescope\0'))), /is damaged/],
    ['broken UTF-8', withChunk(itxt('saddlescope', [0, 0], Buffer.from([0xff, 0xfe]))), /is damaged/],
  ])('%s', (_, bytes, message) => {
    expect(() => readPngRecipe(bytes, 'x.png')).toThrow(UserError);
    expect(() => readPngRecipe(bytes, 'x.png')).toThrow(message);
  });

  it('truncation anywhere never returns a wrong recipe', () => {
    const stamped = writePngRecipe(png, 'the recipe');
    for (let n = 0; n < stamped.length; n++)
      expect(() => readPngRecipe(stamped.subarray(0, n), 'x')).toThrow(UserError);
  });

  it('a recipe too long for a picture', () => {
    expect(() => writePngRecipe(png, 'x'.repeat(recipeLimit + 1))).toThrow(/save a \.saddle file instead/);
  });
});
