import { describe, expect, test } from 'vitest';
import { createCodec } from '../../src/chromium/codec';
import { frame, FrameReader } from '../../src/chromium/pipe';
import { createPieces } from '../../src/chromium/pieces';

/** Oracle: what was put in comes out, wherever it is cut. */

describe('the debugging pipe', () => {
  const messages = [{ id: 1, text: 'θ = 0' }, {}, { list: [1, 2, 3], text: '🙂'.repeat(20) }];
  const stream = Buffer.concat(messages.map(frame));

  test('cut at every byte, the messages are the same', () => {
    for (let cut = 0; cut <= stream.length; cut++) {
      const reader = new FrameReader();
      const got = [...reader.read(stream.subarray(0, cut)), ...reader.read(stream.subarray(cut))];
      expect(got.map((text) => JSON.parse(text))).toEqual(messages);
    }
  });
  test('byte by byte', () => {
    const reader = new FrameReader();
    const got = [...stream].flatMap((byte) => reader.read(Buffer.from([byte])));
    expect(got.map((text) => JSON.parse(text))).toEqual(messages);
  });
  test('an unfinished message is not given out', () => {
    expect(new FrameReader().read(stream.subarray(0, 5))).toEqual([]);
  });
});

describe('long messages in pieces', () => {
  const codec = createCodec();
  test.each([0, 1, 7, 8, 9, 1000])('%i characters in pieces of 8', (length) => {
    const pieces = createPieces(8, codec);
    const text = Array.from({ length }, (_, i) => String.fromCharCode(32 + (i % 90))).join('');
    const split = pieces.split(text);
    expect(split).toHaveLength(Math.max(1, Math.ceil(length / 8)));
    const joined = split.map((piece) => pieces.join(piece));
    expect(joined.slice(0, -1).every((part) => part === null)).toBe(true);
    expect(joined.at(-1)).toEqual({ text, attached: [] });
  });
  test.each([0, 1, 6, 7, 1000])('%i bytes beside the text', (length) => {
    const pieces = createPieces(8, codec);
    const bytes = Uint8Array.from({ length }, (_, i) => (i * 31) & 255);
    const attached = [bytes, bytes.slice(0, length >> 1)];
    const joined = pieces.split('the text of it', attached).map((piece) => pieces.join(piece));
    expect(joined.at(-1)).toEqual({ text: 'the text of it', attached });
  });
  test('two messages may interleave', () => {
    const pieces = createPieces(2, codec);
    const [a, b] = [pieces.split('abcd'), pieces.split('wxyz')];
    const joined = [a[0], b[0], b[1], a[1]].map((piece) => pieces.join(piece!)?.text ?? null);
    expect(joined).toEqual([null, null, 'wxyz', 'abcd']);
  });
  test('a missing piece is noticed', () => {
    const pieces = createPieces(4, codec);
    const [, second] = pieces.split('abcdefgh');
    expect(() => pieces.join(second!)).toThrow(/missing/);
    expect(() => pieces.join('abcd')).toThrow(/header/);
  });
});
