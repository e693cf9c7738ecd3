/**
 * Oracle: files made by hand to break a reader. Each is refused, or read as far as it is whole, in one sentence that names the trouble, without
 * taking the time or memory that it claims. What `zip`, `npy`, `png-recipe`, `svg-recipe` and `csv` test by themselves is not repeated.
 */
import { crc32, deflateRawSync, deflateSync } from 'node:zlib';
import { zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import type { History } from '../../src/analysis/history';
import { readContents } from '../../src/app/open-file';
import { packRun } from '../../src/files/stored-run';
import { encodeSaddle, saddleJson } from '../../src/files/saddle-file';
import { readZip } from '../../src/files/zip';
import { UserError } from '../../src/model/user-error';
import { engine, experiment, record } from './fixtures';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const read = (name: string, content: Uint8Array) => readContents(name, content, undefined);

/** The one sentence of a refusal, however long it takes: the test's own time limit is the bound. */
async function sentence(name: string, content: Uint8Array): Promise<string> {
  try {
    await read(name, content);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    expect(error.message).not.toMatch(/[\n\p{Cc}\u202a-\u202e\u2066-\u2069]/u);
    expect(error.message.length).toBeLessThan(1000);
    return error.message;
  }
  return 'read';
}

const whole = encodeSaddle({ experiment, engine, ...packRun(record) });
const json = bytes(saddleJson({ experiment, engine, results: packRun(record).results }));

describe('archives', () => {
  test('empty, and too short for anything', async () => {
    expect(await sentence('x.saddle', new Uint8Array(0))).toMatch(/this is not a \.saddle file/);
    expect(await sentence('x.saddle', bytes('PK\u0005\u0006'))).toMatch(
      /there is no readable experiment\.json/,
    );
    expect(await sentence('x.saddle', bytes('PK'))).toMatch(/is not a \.saddle file|no readable/);
  });

  test('truncated at every 53rd byte: the question, or one sentence', async () => {
    for (let n = 0; n < whole.length; n += 53) {
      const said = await sentence('x.saddle', whole.subarray(0, n));
      expect(said).toMatch(/^(read|x\.saddle: (this is not|there is no readable experiment\.json))/);
    }
  });

  test('one bit turned over in every 61st byte: never other numbers than those that were written', async () => {
    const original = (await read('x.saddle', whole)).record;
    for (let n = 0; n < whole.length; n += 61) {
      const broken = whole.slice();
      broken[n]! ^= 1 << (n % 8);
      try {
        const { record: found, warnings } = await read('x.saddle', broken);
        if (warnings.length === 0) expect(found).toStrictEqual(original);
        else if (found !== null) {
          if (found.lost !== 'checkpoints') expect(found.checkpoints).toStrictEqual(original!.checkpoints);
          for (const [name, numbers] of Object.entries(original!.history) as [keyof History, Float64Array][])
            if (name !== 'steps' && !found.history[name].every(Number.isNaN))
              expect(found.history[name]).toStrictEqual(numbers);
        }
      } catch (error) {
        expect(error).toBeInstanceOf(UserError);
      }
    }
  });

  /** One packed member of `size` zeros, as often as there are names. */
  function bomb(names: readonly string[], size: number): Uint8Array {
    const content = new Uint8Array(size);
    const packed = deflateRawSync(content, { level: 9 });
    const crc = crc32(content);
    const parts: Buffer[] = [];
    const directory: Buffer[] = [];
    let at = 0;
    for (const name of names) {
      const head = Buffer.alloc(30);
      head.writeUInt32LE(0x04034b50, 0);
      head.writeUInt16LE(8, 8);
      head.writeUInt32LE(crc, 14);
      head.writeUInt32LE(packed.length, 18);
      head.writeUInt32LE(size, 22);
      head.writeUInt16LE(name.length, 26);
      parts.push(head, Buffer.from(name), packed);
      const entry = Buffer.alloc(46);
      entry.writeUInt32LE(0x02014b50, 0);
      head.copy(entry, 10, 8, 30);
      entry.writeUInt32LE(crc, 16);
      entry.writeUInt32LE(packed.length, 20);
      entry.writeUInt32LE(size, 24);
      entry.writeUInt16LE(name.length, 28);
      entry.writeUInt32LE(at, 42);
      directory.push(entry, Buffer.from(name));
      at += 30 + name.length + packed.length;
    }
    const listed = Buffer.concat(directory);
    const end = Buffer.alloc(22);
    end.writeUInt32LE(0x06054b50, 0);
    end.writeUInt16LE(names.length, 8);
    end.writeUInt16LE(names.length, 10);
    end.writeUInt32LE(listed.length, 12);
    end.writeUInt32LE(at, 16);
    return Buffer.concat([...parts, listed, end]);
  }

  test('a bomb: a thousand members of a megabyte, packed a thousand to one', async () => {
    const names = Array.from({ length: 1000 }, (_, i) => `a${i}.npy`);
    const small = bomb(names, 2 ** 20);
    expect(small.length).toBeLessThan(2 * 2 ** 20);
    const before = process.memoryUsage().rss;
    expect(await sentence('x.saddle', small)).toBe(
      'x.saddle: the archive unpacks to 1048576000 bytes of almost nothing; at most 536870912 are allowed.',
    );
    expect(process.memoryUsage().rss - before).toBeLessThan(64 * 2 ** 20);
    // What a run that never moved packs to is no bomb.
    expect(readZip(bomb(names.slice(0, 20), 2 ** 20), 'x').members.size).toBe(20);
  });

  test('a bomb of archives in one another is not opened up', async () => {
    const inner = zipSync({ 'experiment.json': json });
    const outer = zipSync({ 'experiment.json': json, 'inner.saddle': inner });
    const { warnings } = await read('x.saddle', outer);
    expect(warnings[0]).toBe("x.saddle: the member 'inner.saddle' is not known here and was ignored.");
  });

  test('a million members, with and without a directory', async () => {
    const head = Buffer.alloc(30 + 1);
    head.writeUInt32LE(0x04034b50, 0);
    head.writeUInt16LE(1, 26);
    head[30] = 0x61;
    const million = Buffer.concat(Array.from({ length: 1_000_000 }, () => head));
    expect(await sentence('x.saddle', million)).toMatch(
      /the archive has 4097 members; at most 4096 are allowed/,
    );
    const listed = bomb(
      Array.from({ length: 60_000 }, (_, i) => `${i}.npy`),
      1,
    );
    expect(await sentence('x.saddle', listed)).toMatch(/the archive has 60000 members; at most 4096/);
  });

  test('a text made of member headers with names as long as they can be', async () => {
    const head = Buffer.alloc(8, 0);
    head.writeUInt32LE(0x04034b50, 0);
    const text = Buffer.concat(Array.from({ length: 200_000 }, () => head));
    for (let at = 26; at + 2 < text.length; at += 8) text.writeUInt16LE(0xffff, at);
    expect(await sentence('x.saddle', text)).toMatch(/no readable experiment\.json/);
  });

  test('names: paths, devices, and characters that turn a sentence around', async () => {
    for (const name of ['../x.npy', '/x.npy', 'C:\\x.npy', '..'])
      expect(await sentence('x.saddle', zipSync({ 'experiment.json': json, [name]: json }))).toMatch(
        /is a path; the file is not opened/,
      );
    const { warnings } = await read('x.saddle', zipSync({ 'experiment.json': json, 'a\u202egpj.npy': json }));
    expect(warnings[0]).toBe("x.saddle: the member 'a\ufffdgpj.npy' is not known here and was ignored.");
  });

  test('arrays that are not what they should be are named, and the question is there', async () => {
    const npy = (header: string, data: number): Uint8Array => {
      const text = header.padEnd(117) + '\n';
      return Buffer.concat([
        Buffer.from([0x93]),
        Buffer.from('NUMPY'),
        Buffer.from([1, 0, text.length, 0]),
        Buffer.from(text),
        Buffer.alloc(data),
      ]);
    };
    const descr = (of: string, shape = '(2,)', fortran = 'False') =>
      `{'descr': '${of}', 'fortran_order': ${fortran}, 'shape': ${shape}, }`;
    const members = {
      'a_object.npy': npy(descr('|O'), 16),
      'b_fortran.npy': npy(descr('<f8', '(2, 1)', 'True'), 16),
      'c_complex.npy': npy(descr('<c16'), 32),
      'd_boolean.npy': npy(descr('|b1'), 2),
      'e_text.npy': npy(descr('<U4'), 32),
      'f_short.npy': npy(descr('<f8', '(3,)'), 16),
      'g_big_endian.npy': npy(descr('>f8'), 16),
    };
    const { experiment: found, warnings } = await read(
      'x.saddle',
      zipSync({ 'experiment.json': json, ...members }),
    );
    expect(found.name).toBe(experiment.name);
    const about = (member: string) => warnings.filter((warning) => warning.includes(member)).join();
    expect(about('a_object')).toMatch(/Python objects/);
    expect(about('b_fortran')).toMatch(/Fortran order/);
    expect(about('c_complex')).toMatch(/complex numbers/);
    expect(about('d_boolean')).toMatch(/booleans/);
    expect(about('e_text')).toMatch(/\(text\)/);
    expect(about('f_short')).toMatch(/needs 24 bytes/);
    expect(about('g_big_endian')).toBe('');
  });

  test('checkpoints at steps that are not finite or do not ascend are none', async () => {
    for (const wrong of [NaN, Infinity, -1]) {
      const steps = record.checkpointSteps.slice();
      steps[1] = wrong;
      const { results, arrays } = packRun({ ...record, checkpointSteps: steps });
      const file = encodeSaddle({ experiment, engine, results, arrays });
      const contents = await read('x.saddle', file);
      expect(contents.record!.checkpoints).toEqual([]);
      expect(contents.warnings[0]).toMatch(/checkpoints are missing or damaged \(checkpoint_steps\)/);
    }
  });
});

describe('documents', () => {
  test.each([
    ['a version of the future', { saddlescope: 999 }, /has version 999; this program reads versions up to 1/],
    ['a version of the past', { saddlescope: 0 }, /saddlescope is 0 but must be 1/],
    ['a version that is text', { saddlescope: '1' }, /saddlescope is "1" but must be 1/],
    ['another schema', { nodes: [], edges: [] }, /"nodes" is not a setting|nodes/],
    ['a key of every object', '{"__proto__": {"polluted": true}}', /__proto__/],
    ['the same, further in', '{"network": {"constructor": {"prototype": 1}}}', /network\.constructor/],
    [
      'a million layers',
      { network: { sizes: Array.from({ length: 1_000_000 }, () => 2) } },
      /network\.sizes lists 1000000 entries but at most 65/,
    ],
    [
      'a million wrong layers',
      { network: { sizes: Array.from({ length: 1_000_000 }, () => 'x') } },
      /network\.sizes/,
    ],
    [
      'a layer of a milliard units',
      { network: { sizes: [2, 1e9, 1] } },
      /network\.sizes\[1\] is 1000000000 but must be a number of at most 4096/,
    ],
    [
      '200,000 activations',
      { network: { activations: Array.from({ length: 200_000 }, () => 'tanh') } },
      /network\.activations lists 200000/,
    ],
    [
      'more parameters than there is memory',
      { network: { sizes: [2, ...Array.from({ length: 63 }, () => 4096), 1] } },
      /at most 4,000,000 are possible/,
    ],
    [
      '1e999',
      '{"training": {"rule": {"name": "gradient-descent", "rate": 1e999}}}',
      /training\.rule\.rate is Infinity/,
    ],
    ['NaN as a text', { training: { l1: 'NaN' } }, /training\.l1 is "NaN" but must be/],
    ['results that are a cycle of nothing', { results: { results: {} } }, /^read$/],
  ] as const)('%s', async (_, document, expected) => {
    const text = typeof document === 'string' ? document : JSON.stringify(document);
    expect(await sentence('x.json', bytes(text))).toMatch(expected);
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });

  test('nested a hundred thousand deep: as JSON, as a value, as a section that is kept', async () => {
    const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
    expect(await sentence('x.json', bytes(deep))).toMatch(/the experiment is a list/);
    expect(await sentence('x.json', bytes('['.repeat(100_000)))).toMatch(/column 100001: the text ends/);
    expect(await sentence('x.json', bytes(`{"a": ${deep}}`))).toMatch(/x\.json/);
    expect(await sentence('x.json', bytes(`{"name": ${deep}}`))).toMatch(/name is a list but must be/);
    const { results } = packRun(record);
    const text = JSON.stringify({ ...experiment, results }).replace(
      '"landscape":{"quantity"',
      `"landscape":{"settings":${deep},"quantity"`,
    );
    const { record: none, warnings } = await read('x.saddle', zipSync({ 'experiment.json': bytes(text) }));
    expect(none).toBeNull();
    expect(warnings[0]).toMatch(/the section 'results' is damaged and was ignored: results/);
  });

  test('names that would move the cursor or turn the line around are shown as text', async () => {
    const name = '\u001b[2J\u202eevil\u0007';
    expect(await sentence('x.json', bytes(JSON.stringify({ [name]: 1 })))).toMatch(/\ufffd|\\u001b/);
    expect(await sentence(`${name}.json`, bytes('{'))).toMatch(/^\ufffd\[2J\ufffdevil\ufffd\.json, line 1/);
    expect((await read('x.json', bytes(JSON.stringify({ name })))).experiment.name).toBe(name);
  });

  test('a gigantic text is refused before it is decoded', async () => {
    const gigantic = new Uint8Array(129 * 2 ** 20).fill(0x20);
    gigantic[0] = 0x7b;
    expect(await sentence('x.json', gigantic)).toMatch(
      /the text has 135266304 bytes, which is more than an experiment can hold/,
    );
    const table = gigantic.subarray(0, 33 * 2 ** 20).fill(0x31);
    expect(await sentence('x.csv', table)).toMatch(/more than an experiment can hold/);
  });

  test('an encoding that is not UTF-8', async () => {
    expect(await sentence('x.json', Buffer.from('\ufeff{"name": "é"}', 'utf16le'))).toMatch(/not in UTF-8/);
    expect(await sentence('x.csv', Buffer.from('größe,b\n1,2\n', 'latin1'))).toMatch(/not in UTF-8/);
  });
});

describe('pictures', () => {
  const start = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  const chunk = (type: string, data: Uint8Array): Buffer => {
    const body = Buffer.concat([Buffer.from(type), data]);
    const out = Buffer.alloc(body.length + 8);
    out.writeUInt32BE(data.length, 0);
    body.copy(out, 4);
    out.writeUInt32BE(crc32(body), body.length + 4);
    return out;
  };
  const end = chunk('IEND', Buffer.alloc(0));
  const ihdr = chunk('IHDR', Buffer.from([0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0]));
  const png = (...chunks: readonly Buffer[]) => Buffer.concat([start, ihdr, ...chunks, end]);
  const recipe = (text: string) => chunk('iTXt', Buffer.from(`saddlescope\0\0\0\0\0${text}`));

  test('a PNG whose recipe is no experiment, is none of ours, or is of the future', async () => {
    expect(await sentence('x.png', png(recipe('{"saddlescope": 999}')))).toMatch(/has version 999/);
    expect(await sentence('x.png', png(recipe('<svg/>')))).toMatch(/x\.png, line 1, column 1/);
    expect(await sentence('x.png', png(recipe('{"evil": 1}')))).toMatch(/^x\.png: evil is not a/);
    expect(await sentence('x.png', png())).toMatch(/holds no experiment/);
    expect(await sentence('x.png', png(chunk('iTXt', Buffer.from('x'.repeat(100)))))).toMatch(
      /holds no experiment/,
    );
  });

  test('a million parts, and a part that claims four gigabytes', async () => {
    const empty = chunk('tEXt', Buffer.alloc(0));
    const many = Buffer.alloc(1_000_000 * empty.length, empty);
    expect(await sentence('x.png', png(many))).toBe(
      'x.png: the picture has more than 100000 parts; it is not opened.',
    );
    const liar = png(recipe('{}'));
    liar.writeUInt32BE(0xffff_ffff, 33);
    expect(await sentence('x.png', liar)).toMatch(/is cut off/);
  });

  test('a recipe that unpacks to nothing but blanks', async () => {
    const packed = deflateSync(Buffer.alloc(4 * 2 ** 20, 0x20));
    const part = chunk('iTXt', Buffer.concat([Buffer.from('saddlescope\0\u0001\0\0\0'), packed]));
    expect(await sentence('x.png', png(part))).toMatch(/the text ends where JSON has a value/);
  });

  const svg = (inside: string) => bytes(`<svg xmlns="http://www.w3.org/2000/svg">${inside}</svg>`);
  const metadata = (text: string) => `<metadata id="saddlescope-experiment">${text}</metadata>`;

  test('an SVG with entities: none is expanded, none is fetched', async () => {
    const laughs = `<!DOCTYPE svg [<!ENTITY a "${'ha'.repeat(100)}"><!ENTITY b "${'&a;'.repeat(100)}"><!ENTITY f SYSTEM "file:///etc/passwd">]>`;
    const text = `${laughs}<svg>${metadata('{"name": "&b;&f;"}')}</svg>`;
    expect((await read('x.svg', bytes(text))).experiment.name).toBe('&b;&f;');
  });

  test('an SVG with scripts is only looked through for its recipe', async () => {
    const { experiment: found } = await read(
      'x.svg',
      svg(
        `<script>throw 1</script><g onload="alert(1)"/>${metadata('{&quot;name&quot;: &quot;&lt;script&gt;&quot;}')}`,
      ),
    );
    expect(found.name).toBe('<script>');
  });

  test('a forged recipe: in a comment, in another element, cut short, twice', async () => {
    expect(await sentence('x.svg', svg('<desc id="saddlescope-experiment">{}</desc>'))).toMatch(
      /holds no experiment/,
    );
    expect(await sentence('x.svg', svg('<metadata id="saddlescope-experiment">{}'))).toMatch(
      /holds no experiment/,
    );
    expect(
      await sentence('x.svg', svg('<metadata><a id="saddlescope-experiment">{}</a></metadata>')),
    ).toMatch(/holds no experiment/);
    expect(await sentence('x.svg', svg(metadata('{"training": {"steps": -1}}')))).toMatch(
      /^x\.svg: training\.steps is -1/,
    );
    const twice = svg(metadata('{"name": "first"}') + metadata('{"name": "second"}'));
    expect((await read('x.svg', twice)).experiment.name).toBe('first');
  });

  test.each([
    ['beginnings of the element', '<metadata '],
    ['marks', 'id="saddlescope-experiment" '],
    ['beginnings with marks', '<metadata id="saddlescope-experiment" '],
    ['whole elements that are not closed', '<metadata id="saddlescope-experiment">x<'],
    ['brackets', '<'],
  ])('a text of two megabytes made of %s takes no time', async (_, piece) => {
    const text = piece.repeat(Math.ceil(2 ** 20 / piece.length));
    const started = performance.now();
    expect(await sentence('x.svg', svg(text))).toMatch(/holds no experiment/);
    expect(performance.now() - started).toBeLessThan(5000);
  });
});

describe('tables', () => {
  test.each([
    [
      '10,000 columns',
      `${Array.from({ length: 10_000 }, (_, i) => `c${i}`).join()}\n${Array.from({ length: 10_000 }, () => 1).join()}\n`,
      'x.csv: x.csv has 10000 columns; at most 1024 are read.',
    ],
    [
      'a quotation mark that is never closed',
      `a,b\n1,"2\n${'3,4\n'.repeat(50_000)}`,
      'line 2, that is never closed',
    ],
    ['binary data', 'a,b\n\u0000\u0001,\u0002\n', 'line 2, column "a" is "\ufffd\ufffd", not a number'],
    ['a name with a line break and an escape', '"a\n\u001b[2J",b\nx,1\n', 'column "a↵\ufffd[2J" is "x"'],
    [
      'a decimal comma between quotation marks',
      'a,b\n"1,5",2\n',
      'line 2, column "a" is "1,5", not a number: write decimals with a point',
    ],
    ['a decimal comma among commas', 'a,b\n1,5,2\n', 'line 2 has 3 cells but the first row has 2'],
    ['infinity', 'a,b\nInfinity,1\n', 'line 2, column "a" is "Infinity"'],
    ['one enormous cell', `a,b\n${'9'.repeat(200_000)},1\n`, 'line 2, column "a"'],
  ])('%s', async (_, text, expected) => {
    expect(await sentence('x.csv', bytes(text))).toContain(expected.replace('x.csv: x.csv', 'x.csv'));
  });

  test('line ends of three systems in one file, and a byte-order mark', async () => {
    const { experiment: found } = await read('x.csv', bytes('\ufeffa,b,y\r\n1,2,0\n3,4,1\r5,6,0\r\n'));
    expect(found.network.sizes).toEqual([2, 2, 1]);
  });

  test('bytes of no text at all under the name of a table', async () => {
    const noise = Uint8Array.from({ length: 100_000 }, (_, i) => (i * i * 31 + (i >> 3)) & 255);
    expect(await sentence('x.csv', noise)).toMatch(/not in UTF-8/);
    expect(await sentence('x.bin', noise)).toMatch(/this is not a file that holds an experiment/);
  });
});
