/** Oracles: the bytes that went in; archives damaged or forged on purpose. */
import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { readZip, writeZip, zipLimits } from '../../src/files/zip';
import { UserError } from '../../src/model/user-error';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const noise = Uint8Array.from({ length: 5000 }, (_, i) => (i * i * 31 + (i >> 3)) & 255);
const members = [
  { name: 'experiment.json', bytes: bytes('{"saddlescope": 1}'.repeat(40)) },
  { name: 'empty.npy', bytes: new Uint8Array(0) },
  { name: 'zeros.npy', bytes: new Uint8Array(100_000) },
  { name: 'noise.npy', bytes: noise },
];
const archive = writeZip(members);

/** Offsets of the records with a signature. */
function find(data: Uint8Array, signature: number): number[] {
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  const hits: number[] = [];
  for (let i = 0; i + 4 <= data.length; i++) if (view.getUint32(i, true) === signature) hits.push(i);
  return hits;
}

function patch(data: Uint8Array, change: (view: DataView, copy: Uint8Array) => void): Uint8Array {
  const copy = data.slice();
  change(new DataView(copy.buffer), copy);
  return copy;
}

describe('round trip', () => {
  it('gives back every byte in the given order', () => {
    const { members: back, lost } = readZip(archive, 'x.saddle');
    expect(lost).toEqual([]);
    expect([...back.keys()]).toEqual(members.map((member) => member.name));
    for (const member of members) expect(Buffer.from(back.get(member.name)!).equals(member.bytes)).toBe(true);
  });

  it('stored, gives back the same, and every byte stands in it as it is', () => {
    const stored = writeZip(members, { stored: true });
    const { members: back, lost } = readZip(stored, 'x.saddle');
    expect(lost).toEqual([]);
    expect(back).toEqual(readZip(archive, 'x.saddle').members);
    for (const member of members) expect(Buffer.from(stored).indexOf(member.bytes)).not.toBe(-1);
    expect(stored.length).toBeGreaterThan(archive.length);
  });

  it('is deterministic, whatever the time zone', () => {
    const before = process.env['TZ'];
    try {
      process.env['TZ'] = 'Pacific/Kiritimati';
      expect(Buffer.from(writeZip(members)).equals(archive)).toBe(true);
    } finally {
      if (before === undefined) delete process.env['TZ'];
      else process.env['TZ'] = before;
    }
  });

  it('opens archives of other programs', () => {
    const foreign = zipSync({
      'a.npy': [bytes('hello'), { level: 9 }],
      'b.txt': [bytes('there'), { level: 0 }],
    });
    expect([...readZip(foreign, 'x').members.keys()]).toEqual(['a.npy', 'b.txt']);
  });
});

describe('damage: what is whole is read, what is lost is named, nothing wrong is returned', () => {
  const sound = (contents: ReturnType<typeof readZip>): void => {
    for (const [name, content] of contents.members) {
      const original = members.find((member) => member.name === name);
      expect(original && Buffer.from(content).equals(original.bytes)).toBe(true);
    }
  };

  it('truncation at every 97th byte', () => {
    for (let n = 0; n < archive.length; n += 97) {
      if (n < 4) {
        expect(() => readZip(archive.subarray(0, n), 'x')).toThrow(UserError);
        continue;
      }
      const contents = readZip(archive.subarray(0, n), 'x');
      sound(contents);
      expect(contents.lost.length).toBeGreaterThan(0);
    }
  });

  it('without its directory, every member is still found', () => {
    const contents = readZip(archive.subarray(0, find(archive, 0x02014b50)[0]), 'x');
    sound(contents);
    expect(contents.members.size).toBe(members.length);
    expect(contents.lost).toEqual([expect.stringContaining('directory is damaged')]);
  });

  it('a bit flipped at every 31st byte', () => {
    let noticed = 0;
    for (let n = 4; n < archive.length; n += 31) {
      const broken = patch(archive, (_, copy) => (copy[n]! ^= 1 << (n % 8)));
      try {
        const contents = readZip(broken, 'x');
        // A flip in a name renames the member; its content is still what the checksum says.
        for (const [name, content] of contents.members) {
          const original = members.find((member) => member.name === name);
          if (original) expect(Buffer.from(content).equals(original.bytes)).toBe(true);
        }
        if (contents.lost.length > 0) noticed++;
      } catch (error) {
        expect(error).toBeInstanceOf(UserError);
        noticed++;
      }
    }
    expect(noticed).toBeGreaterThan(archive.length / 31 / 2);
  });

  it('a flip inside stored data is caught by the checksum', () => {
    const raw = zipSync({ 'a.npy': [noise, { level: 0 }] });
    const contents = readZip(
      patch(raw, (_, copy) => (copy[40 + 100]! ^= 4)),
      'x',
    );
    expect(contents.members.size).toBe(0);
    expect(contents.lost).toEqual(['a.npy: lost, its checksum does not match']);
  });
});

describe('hostile archives are refused before memory is taken', () => {
  it.each(['../evil.npy', '/etc/passwd', 'a\\b.npy', 'C:x.npy', 'dir/', '..', 'a\u0000.npy'])(
    'the name %j',
    (name) => {
      expect(() => readZip(zipSync({ [name]: bytes('x') }), 'f.saddle')).toThrow(
        /^f\.saddle: the member name/,
      );
      expect(() => writeZip([{ name, bytes: bytes('x') }])).toThrow(RangeError);
    },
  );

  it('a repeated name', () => {
    const two = zipSync({ 'a.npy': bytes('1'), 'b.npy': bytes('2') });
    const same = patch(two, (_, copy) => {
      for (let i = 0; i < copy.length - 4; i++) if (copy[i] === 0x62 && copy[i + 1] === 0x2e) copy[i] = 0x61;
    });
    expect(() => readZip(same, 'f')).toThrow(/'a\.npy' is there twice/);
    expect(() => writeZip([members[0]!, members[0]!])).toThrow(RangeError);
  });

  it('declared sizes beyond the limits, and beyond what deflate can hold', () => {
    const at = find(archive, 0x02014b50)[2]!;
    const claim = (size: number): Uint8Array => patch(archive, (view) => view.setUint32(at + 24, size, true));
    expect(() => readZip(claim(0xffff_ffff), 'f')).toThrow(/claims 4294967295 bytes; at most/);
    expect(() => readZip(claim(2 ** 29), 'f')).toThrow(/cannot be true/);
    expect(() => readZip(archive, 'f')).not.toThrow();
  });

  it('a declared size smaller than the data', () => {
    const at = find(archive, 0x02014b50)[2]!;
    const { lost } = readZip(
      patch(archive, (view) => view.setUint32(at + 24, 5000, true)),
      'f',
    );
    expect(lost).toEqual(['zeros.npy: lost, its compressed data are damaged']);
  });

  it('too many members', () => {
    const many = Object.fromEntries(
      Array.from({ length: zipLimits.members + 1 }, (_, i) => [`a${i}.npy`, new Uint8Array(0)]),
    );
    expect(() => readZip(zipSync(many), 'f')).toThrow(/4097 members; at most 4096/);
  });

  it('something that is not an archive', () => {
    for (const data of [new Uint8Array(0), bytes('hello world'), noise])
      expect(() => readZip(data, 'f')).toThrow(/not a \.saddle file/);
  });
});
