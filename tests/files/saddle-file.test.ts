/** Oracles: what went in; JSON.parse on the member itself; NumPy where it is installed. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { packRun, unpackRun } from '../../src/files/stored-run';
import {
  decodeSaddle,
  encodeSaddle,
  saddleJson,
  splitSaddleJson,
  type SaddleDocument,
} from '../../src/files/saddle-file';
import type { NpyArray } from '../../src/files/npy';
import { writeZip } from '../../src/files/zip';
import { quantities } from '../../src/model/quantities';
import { UserError } from '../../src/model/user-error';
import { engine, experiment, record } from './fixtures';
import { hasNumpy, python } from './numpy';

const document: SaddleDocument = { experiment, engine, ...packRun(record) };
const size = { parameterCount: 9, hiddenLayers: 1 };
const file = encodeSaddle(document);
/** The results as the file spells them. */
const written = (JSON.parse(saddleJson(document)) as { results: Record<string, unknown> }).results;

describe('round trip', () => {
  it('question, engine, results and every array come back, bit for bit', () => {
    const { document: back, warnings } = decodeSaddle(file, 'x.saddle');
    expect(warnings).toEqual([]);
    // toStrictEqual tells −0 from 0 and knows NaN
    expect(back).toStrictEqual(document);
    expect(unpackRun(back, size, 'x.saddle')).toStrictEqual({ record, warnings: [] });
  });

  it.each(quantities.map(({ name }) => [name]))('a landscape of the %s', (quantity) => {
    const kept = { ...record, landscape: record.landscape && { ...record.landscape, quantity } };
    const back = decodeSaddle(encodeSaddle({ experiment, engine, ...packRun(kept) }), 'x.saddle');
    expect(unpackRun(back.document, size, 'x.saddle')).toStrictEqual({ record: kept, warnings: [] });
  });

  it('is deterministic', () => {
    const reversed = { ...document, arrays: Object.fromEntries(Object.entries(document.arrays).reverse()) };
    expect(Buffer.from(encodeSaddle(reversed)).equals(file)).toBe(true);
  });

  it('an experiment that has not run', () => {
    const bare: SaddleDocument = { experiment, engine, results: null, arrays: {} };
    expect(decodeSaddle(encodeSaddle(bare), 'x').document).toStrictEqual(bare);
  });
});

describe('experiment.json', () => {
  const json = new TextDecoder().decode(unzipSync(file)['experiment.json']);

  it('is the experiment with two sections more, and stands first in the archive', () => {
    const { engine: wroteEngine, results, ...question } = JSON.parse(json) as Record<string, unknown>;
    expect(question).toEqual(experiment);
    expect(wroteEngine).toEqual(engine);
    expect(results).toMatchObject({
      loss: 'Infinity',
      gradientNorm: 'NaN',
      landscape: { plane: { cosine: '-0' } },
    });
    expect(Object.keys(unzipSync(file))[0]).toBe('experiment.json');
    expect(saddleJson(document)).toBe(json);
  });

  it('a newer version is refused with its number', () => {
    expect(() => splitSaddleJson({ saddlescope: 7 }, 'f.json')).toThrow(
      'f.json: this experiment has version 7; this program reads versions up to 1.',
    );
  });

  it('plain experiment JSON and anything else pass through to the parser of the question', () => {
    expect(splitSaddleJson({ saddlescope: 1, oddity: 2 }, 'f')).toMatchObject({
      question: { saddlescope: 1, oddity: 2 },
      results: null,
      warnings: [],
    });
    for (const odd of [null, 3, 'x', [1]]) expect(splitSaddleJson(odd, 'f').question).toBe(odd);
  });

  it.each([
    ['an unknown key', { extra: 1 }, 'results.extra is not a known key'],
    ['a wrong status', { status: 'sleeping' }, 'results.status is "sleeping" but must be one of "ready"'],
    ['text for a number', { loss: 'nan' }, 'results.loss is "nan" (did you mean "NaN"?) but must be one of'],
    ['a fraction of a step', { step: 1.5 }, 'results.step is 1.5 but must be a whole number'],
    ['a step before the first', { step: -1 }, 'results.step is -1 but must be a number of at least 0.'],
    ['a wrong centre', { landscape: { plane: { centre: 'nowhere' } } }, 'results.landscape.'],
  ])('results with %s are dropped and named; the question stays', (_, change, place) => {
    const split = splitSaddleJson({ ...experiment, results: { ...written, ...change } }, 'f');
    expect(split.results).toBeNull();
    expect(split.question).toEqual(experiment);
    expect(split.warnings).toEqual([
      expect.stringContaining(`f: the section 'results' is damaged and was ignored: ${place}`),
    ]);
  });
});

describe('damaged files', () => {
  it('cut off at every 97th byte: the question survives, what is lost is named', () => {
    let opened = 0;
    for (let n = 0; n < file.length; n += 97) {
      try {
        const { document: back, warnings } = decodeSaddle(file.subarray(0, n), 'x');
        expect(back.experiment).toEqual(experiment);
        expect(warnings.length).toBeGreaterThan(0);
        for (const [name, array] of Object.entries(back.arrays))
          expect(array).toStrictEqual(document.arrays[name]);
        const { record: run, warnings: more } = unpackRun(back, size, 'x');
        if (run === null || run.landscape === null) expect(more.length).toBeGreaterThan(0);
        opened++;
      } catch (error) {
        expect(error).toBeInstanceOf(UserError);
      }
    }
    expect(opened).toBeGreaterThan((0.7 * file.length) / 97);
  });

  type Arrays = typeof document.arrays;
  const without = (...names: string[]): Arrays =>
    Object.fromEntries(Object.entries(document.arrays).filter(([key]) => !names.includes(key)));
  const unpack = (arrays: Arrays, of = size): ReturnType<typeof unpackRun> =>
    unpackRun({ results: document.results, arrays }, of, 'x');
  const columns = ['loss', 'gradient_norm', 'accuracy', 'test_loss', 'test_accuracy', 'effective_width'];

  it('a run of another network is not taken', () => {
    expect(unpack(document.arrays, { ...size, parameterCount: 10 })).toEqual({
      record: null,
      warnings: [
        "x: the run is of a network with 9 parameters and the experiment's has 10; the experiment is opened as one that has not run.",
      ],
    });
  });

  it.each(columns)('without history_%s everything else stays, and it is empty', (column) => {
    const key = column.replace(/_(.)/g, (_all, letter: string) => letter.toUpperCase());
    const { history } = record;
    expect(unpack(without(`history_${column}`))).toStrictEqual({
      record: { ...record, lost: 'history', history: { ...history, [key]: new Float64Array(3).fill(NaN) } },
      warnings: [
        `x: of the run's history, what is missing or damaged is left empty (history_${column}); training it on makes it anew.`,
      ],
    });
  });

  it('effective widths of another number of layers are none', () => {
    const { record: found, warnings } = unpack(document.arrays, { ...size, hiddenLayers: 2 });
    expect(found!.history.effectiveWidth).toEqual(new Float64Array(6).fill(NaN));
    expect(warnings).toEqual([expect.stringContaining('(history_effective_width)')]);
  });

  const lostCheckpoints = {
    ...record,
    lost: 'checkpoints',
    checkpointSteps: new Float64Array(0),
    checkpoints: new Float64Array(0),
  };
  const vector = (data: Float64Array): NpyArray => ({ shape: [data.length], data });
  const shifted = (key: string, by: number): Arrays => ({
    ...document.arrays,
    [key]: vector((document.arrays[key]!.data as Float64Array).map((step) => step + by)),
  });
  const matrix = (value: number): Arrays => ({
    ...document.arrays,
    checkpoints: { shape: [2, 9], data: record.checkpoints.map((old, i) => (i === 17 ? value : old)) },
  });

  it.each([
    ['checkpoint_steps missing', without('checkpoint_steps'), 'checkpoint_steps'],
    [
      'checkpoint_steps backwards',
      { ...document.arrays, checkpoint_steps: vector(Float64Array.of(50, 0)) },
      'checkpoint_steps',
    ],
    ...[-1, 0.5, 1].map(
      (by) =>
        [`checkpoint_steps moved by ${by}`, shifted('checkpoint_steps', by), 'checkpoint_steps'] as const,
    ),
    ['checkpoints missing', without('checkpoints'), 'checkpoints'],
    ['checkpoints with NaN', matrix(NaN), 'checkpoints'],
    ['checkpoints with infinity', matrix(-Infinity), 'checkpoints'],
  ] as const)('%s: the history and the landscape stay', (_, arrays, array) => {
    expect(unpack(arrays)).toStrictEqual({
      record: lostCheckpoints,
      warnings: [
        expect.stringContaining(`checkpoints are missing or damaged (${array}); its history is kept`),
      ],
    });
  });

  it.each([
    ['history_steps missing', without('history_steps'), 'history_steps'],
    ...[-1, 0.5, 1].map(
      (by) => [`history_steps moved by ${by}`, shifted('history_steps', by), 'history_steps'] as const,
    ),
    ['every column missing', without(...columns.map((column) => `history_${column}`)), 'all its columns'],
  ] as const)('%s: the checkpoints and the landscape stay', (_, arrays, array) => {
    const { record: found, warnings } = unpack(arrays);
    const { steps, ...rest } = found!.history;
    expect({ ...found, history: record.history }).toStrictEqual({ ...record, lost: 'history' });
    expect(steps).toEqual(record.checkpointSteps);
    expect(Object.values(rest)).toEqual(columns.map(() => new Float64Array(2).fill(NaN)));
    expect(warnings).toEqual([
      expect.stringContaining(`history is missing or damaged (${array}); its checkpoints are kept`),
    ]);
  });

  it('with neither history nor checkpoints there is no run', () => {
    expect(unpack(without('history_steps', 'checkpoints'))).toEqual({
      record: null,
      warnings: [
        "x: the run's checkpoints (checkpoints) and its history (history_steps) are missing or damaged; the experiment is opened as one that has not run.",
      ],
    });
  });

  it('a landscape that is damaged is dropped alone', () => {
    const transposed = { ...document.arrays['landscape_values']!, shape: [3, 2] };
    for (const arrays of [without('landscape_values'), { ...document.arrays, landscape_values: transposed }])
      expect(unpack(arrays)).toStrictEqual({
        record: { ...record, landscape: null },
        warnings: ['x: the landscape is missing or damaged; compute it again.'],
      });
  });

  it('unknown members are named, a missing or unreadable experiment.json is an error', () => {
    const text = (content: string): Uint8Array => new TextEncoder().encode(content);
    const json = { name: 'experiment.json', bytes: text(saddleJson(document)) };
    const { warnings } = decodeSaddle(writeZip([json, { name: 'note.txt', bytes: text('hi') }]), 'x');
    expect(warnings).toEqual(["x: the member 'note.txt' is not known here and was ignored."]);
    const object = writeZip([json, { name: 'a.npy', bytes: text('rubbish') }]);
    expect(decodeSaddle(object, 'x').warnings).toEqual([
      expect.stringContaining('x, a.npy: this is not a NumPy array file'),
    ]);
    expect(() => decodeSaddle(writeZip([{ name: 'a.npy', bytes: text('') }]), 'x')).toThrow(
      /no readable experiment.json/,
    );
    const twice = text('{"training": {"steps": 3, "steps": 4}}');
    expect(() => decodeSaddle(writeZip([{ ...json, bytes: twice }]), 'x')).toThrow(
      'x, experiment.json: training.steps is there twice; keep one of the two.',
    );
    expect(() => decodeSaddle(writeZip([{ ...json, bytes: text('{') }]), 'x')).toThrow(
      'x, experiment.json, line 1, column 2: the text ends where JSON has a key in double quotes',
    );
  });
});

describe.skipIf(!hasNumpy)('numpy.load (skipped where NumPy is not installed)', () => {
  it('lists and reads every array', () => {
    const folder = mkdtempSync(join(tmpdir(), 'saddle-'));
    try {
      const path = join(folder, 'x.saddle');
      writeFileSync(path, file);
      const script =
        'import numpy,json,sys\nz=numpy.load(sys.argv[1])\nprint(json.dumps({k:[list(z[k].shape),z[k].astype("<f8").tobytes().hex()] for k in z.files if k!="experiment.json"}))';
      const read = JSON.parse(execFileSync(python, ['-c', script, path], { encoding: 'utf8' })) as Record<
        string,
        [number[], string]
      >;
      expect(Object.keys(read).sort()).toEqual(Object.keys(document.arrays).sort());
      for (const [name, [shape, hex]] of Object.entries(read)) {
        const array = document.arrays[name]!;
        expect(shape).toEqual(array.shape);
        expect(hex).toBe(
          Buffer.from(array.data.buffer, array.data.byteOffset, array.data.byteLength).toString('hex'),
        );
      }
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
