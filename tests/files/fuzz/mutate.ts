/** Small random changes to files, the same for the same seed. */
import { crc32 } from 'node:zlib';
import { zipSync, unzipSync } from 'fflate';

/** mulberry32 (Tommy Ettinger): what the fuzzer needs is speed and a seed, not quality. */
export function randomOf(seed: number): (bound: number) => number {
  let state = seed >>> 0;
  return (bound) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 2 ** 32) * bound);
  };
}

type Random = ReturnType<typeof randomOf>;

/** Numbers at which lengths, offsets and counts go wrong. */
const extremes = [0, 1, 0x7f, 0x80, 0xff, 0x7fff, 0xffff, 0x7fff_ffff, 0x8000_0000, 0xffff_fffe, 0xffff_ffff];

/** Pieces of the formats that are read, and of what has gone wrong in readers before. */
const words = [
  '{',
  '}',
  '[',
  ']',
  '"',
  ':',
  ',',
  '\\',
  '"a":',
  'null',
  'true',
  '-0',
  '1e999',
  'NaN',
  '1e-400',
  '__proto__',
  '{"__proto__":',
  '"constructor"',
  '[[[[[[[[',
  '\u0000',
  '\u202e',
  '\ufeff',
  '\ud7ff',
  '<metadata id="saddlescope-experiment">',
  '</metadata>',
  '<!ENTITY a "b">',
  '&a;',
  '&#x110000;',
  '<![CDATA[',
  ']]>',
  '<script>',
  'PK\u0003\u0004',
  'PK\u0001\u0002',
  'PK\u0005\u0006',
  '\u0093NUMPY',
  "'fortran_order': True",
  "'shape': (-1,)",
  '|O',
  '>c16',
  'iTXt',
  'IEND',
  'saddlescope\u0000',
  '"saddlescope": 999',
  '"data_offsets":[0,',
  '"dtype":"F64"',
  '"sizes": [1e9]',
  '"name": "csv"',
  '"text": "',
  ';',
  '\t',
  '\r',
  '\r\n',
  '""',
  '1,5',
  '3.0.0',
];

const encoder = new TextEncoder();

function join(...parts: readonly Uint8Array[]): Uint8Array {
  return Uint8Array.from(Buffer.concat(parts));
}

function once(bytes: Uint8Array, other: Uint8Array, random: Random): Uint8Array {
  const at = random(bytes.length + 1);
  const length = 1 + random(random(4) === 0 ? bytes.length + 1 : 16);
  const copy = bytes.slice();
  switch (random(9)) {
    case 0:
      if (at < copy.length) copy[at]! ^= 1 << random(8);
      return copy;
    case 1:
      if (at < copy.length) copy[at] = random(256);
      return copy;
    case 2: {
      const width = [1, 2, 4, 8][random(4)]!;
      const value = BigInt(extremes[random(extremes.length)]!);
      const view = new DataView(copy.buffer);
      if (at + width > copy.length) return copy;
      const little = random(2) === 0;
      if (width === 1) view.setUint8(at, Number(value & 0xffn));
      else if (width === 2) view.setUint16(at, Number(value & 0xffffn), little);
      else if (width === 4) view.setUint32(at, Number(value), little);
      else view.setBigUint64(at, random(2) === 0 ? value : value << 32n, little);
      return copy;
    }
    case 3:
      return bytes.slice(0, at);
    case 4:
      return join(bytes.subarray(0, at), bytes.subarray(at + length));
    case 5:
      return join(bytes.subarray(0, at), bytes.subarray(at, at + length), bytes.subarray(at));
    case 6: {
      const from = random(other.length + 1);
      return join(
        bytes.subarray(0, at),
        other.subarray(from, from + length),
        bytes.subarray(at + random(2) * length),
      );
    }
    case 7:
      return join(bytes.subarray(0, at), encoder.encode(words[random(words.length)]), bytes.subarray(at));
    default: {
      const word = encoder.encode(words[random(words.length)]);
      return join(bytes.subarray(0, at), word, bytes.subarray(at + word.length));
    }
  }
}

/** One to six changes; now and then inside a member of an archive or a chunk of a picture, whose checksum is then made right again. */
export function mutated(bytes: Uint8Array, other: Uint8Array, random: Random): Uint8Array {
  if (random(2) === 0) {
    const inner = bytes[0] === 0x50 ? insideZip(bytes, other, random) : insidePng(bytes, other, random);
    if (inner !== null) return inner;
  }
  return several(bytes, other, random);
}

function several(bytes: Uint8Array, other: Uint8Array, random: Random): Uint8Array {
  let changed = bytes;
  for (let count = 1 + random(6); count > 0; count--) changed = once(changed, other, random);
  return changed;
}

function insideZip(bytes: Uint8Array, other: Uint8Array, random: Random): Uint8Array | null {
  let members: Record<string, Uint8Array>;
  try {
    members = unzipSync(bytes);
  } catch {
    return null;
  }
  const names = Object.keys(members);
  if (names.length === 0) return null;
  const name = names[random(names.length)]!;
  return zipSync({ ...members, [name]: several(members[name]!, other, random) }, { level: 1 });
}

function insidePng(bytes: Uint8Array, other: Uint8Array, random: Random): Uint8Array | null {
  const at = Buffer.from(bytes).indexOf('iTXt');
  if (bytes[0] !== 0x89 || at < 4) return null;
  const length = new DataView(bytes.buffer, bytes.byteOffset).getUint32(at - 4);
  if (at + 8 + length > bytes.length) return null;
  const data = several(bytes.slice(at + 4, at + 4 + length), other, random);
  const body = join(bytes.subarray(at, at + 4), data);
  const frame = new Uint8Array(8);
  const view = new DataView(frame.buffer);
  view.setUint32(0, data.length);
  view.setUint32(4, crc32(body));
  return join(
    bytes.subarray(0, at - 4),
    frame.subarray(0, 4),
    body,
    frame.subarray(4),
    bytes.subarray(at + 8 + length),
  );
}
