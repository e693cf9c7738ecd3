/** Oracle: files whose every number is known to be right, and the same files with one bit turned over. */
import { afterAll, describe, expect, test } from 'vitest';
import { createSaddlescope, type RunView, type Verification } from '../../src/app';
import { decodeSaddle, encodeSaddle, type SaddleDocument } from '../../src/files/saddle-file';
import type { Experiment } from '../../src/model/experiment';
import { UserError } from '../../src/model/user-error';

const app = createSaddlescope({ workers: 1 });
afterAll(() => app.dispose());

const pushed = app.template('xor-pushed');
const changed = (change: Partial<Experiment['training']>): Experiment =>
  app.checkExperiment({ ...pushed, training: { ...pushed.training, ...change } });

async function trained(experiment: Experiment, steps: number): Promise<RunView> {
  const { run } = await app.createRun(experiment);
  return app.train(run, { steps });
}

const written = (file: Uint8Array): SaddleDocument => decodeSaddle(file, 'x').document as SaddleDocument;
const verify = (document: SaddleDocument): Promise<Verification> =>
  app.verify('x.saddle', encodeSaddle(document));

/** The same file, one bit of one number turned over. */
function flipped(document: SaddleDocument, name: string, at: number, bit: number): SaddleDocument {
  const array = document.arrays[name]!;
  const data = (array.data as Float64Array).slice();
  new Uint8Array(data.buffer)[8 * at + (bit >> 3)]! ^= 1 << (bit & 7);
  return { ...document, arrays: { ...document.arrays, [name]: { ...array, data } } };
}

const view = await trained(pushed, 300);
await app.landscape(view.run, { resolution: 5, plane: { name: 'random', seed: 9 } });
await app.train(view.run, { steps: 100 });
/** 400 steps, with a landscape of step 300 that was asked for with other settings than the experiment's. */
const whole = written(await app.encode(view.run, 'saddle'));

describe('a file that tells the truth', () => {
  test('agrees, and it is said how much was compared', async () => {
    const found = await verify(whole);
    expect(found.differences).toEqual([]);
    expect(found).toMatchObject({ agrees: true, step: 400, arrays: Object.keys(whole.arrays).length });
    expect(found.unchecked).toEqual([]);
    const entries = Object.values(whole.arrays).reduce((sum, { data }) => sum + data.length, 0);
    // step, parameterCount, five scalars; the landscape's value, its cosine and the origin's place.
    expect(found.numbers).toBe(entries + 7 + 4);
    expect(found.sentences[0]).toMatch(
      /^x\.saddle agrees: 21 arrays with [\d,]+ numbers in all, computed again to step 400, are the same to the last bit\.$/,
    );
    expect(found.sentences[1]).toMatch(/^It was written by this build/);
  });

  test.each([
    ['batches, Adam, 32 bits', { batch: 2, rule: { name: 'adam', rate: 0.01 } }, 70, 'f32'],
    ['dropout and the recorded steps thinned out', { dropout: [0.5] }, 3001, 'f64'],
    ['a run that was stopped by its rule', { stopBelow: 0.4 }, 5000, 'f64'],
    ['a run that diverged', { rule: { name: 'gradient-descent', rate: 1e4 } }, 400, 'f64'],
    ['a run that has not moved yet', {}, 0, 'f64'],
  ] as const)('%s', async (_, training, steps, precision) => {
    const { run } = await trained({ ...changed(training as object), precision }, steps);
    await app.landscape(run, { resolution: 3 });
    const found = await app.verify('x.saddle', await app.encode(run, 'saddle'));
    expect(found.differences).toEqual([]);
    expect(found.agrees).toBe(true);
  });

  test('saved while the training goes on', async () => {
    const { run } = await app.createRun(changed({ steps: 1e9 }));
    const stop = new AbortController();
    const seen = new Promise<void>((done) => {
      void app.train(run, { signal: stop.signal, onUpdate: ({ step }) => step > 0 && done() });
    });
    await seen;
    const file = await app.encode(run, 'saddle');
    stop.abort();
    const opened = await app.open('x.saddle', file);
    expect(opened.warnings).toEqual([]);
    expect(opened.view.step).toBeGreaterThan(0);
    expect(opened.view.status).toBe('paused');
    // Only as far as can be trained again in no time: what is stored is a record of its own steps.
    expect(written(file).arrays['checkpoint_steps']!.data.at(-1)).toBe(opened.view.step);
  });

  test('a start that was typed as −0 is the same start when it was written and read', async () => {
    const values = (count: number) => ({ name: 'values', values: Array.from({ length: count }, () => -0) });
    const { initialisation } = pushed;
    const start = { ...initialisation, weights: [values(4), values(2)], biases: [values(2), values(1)] };
    const { run } = await trained(app.checkExperiment({ ...pushed, initialisation: start }), 3);
    expect((await app.verify('x.saddle', await app.encode(run, 'saddle'))).differences).toEqual([]);
  });
});

describe('one bit that is not what the experiment gives', () => {
  test.each(Object.keys(whole.arrays))('in %s', async (name) => {
    const { data, shape } = whole.arrays[name]!;
    const at = Math.floor(0.7 * data.length);
    const found = await verify(flipped(whole, name, at, Number.isNaN(Number(data[at])) ? 62 : 3));
    expect(found.agrees).toBe(false);
    const difference = found.differences.find(({ array }) => array === name);
    const width = shape[1] ?? 1;
    const index = shape.length === 1 ? [at] : [Math.floor(at / width), at % width];
    const perStep = /^(history|trajectory|checkpoint)/.test(name);
    const steps =
      whole.arrays[/^(history|trajectory)/.exec(name) ? `${RegExp.$1}_steps` : 'checkpoint_steps']!;
    expect(difference).toMatchObject({
      kind: 'numbers',
      index,
      step: perStep ? steps.data[index[0]!] : null,
      count: 1,
      computed: data[at],
    });
    expect(Object.is((difference as { stored: number }).stored, data[at])).toBe(false);
    expect(found.sentences.join(' ')).toContain(name);
  });

  test('the earliest step is named first, with both numbers in full', async () => {
    const late = flipped(whole, 'history_loss', 390, 0);
    const both = flipped(late, 'checkpoints', 9 * 120 + 4, 0);
    const found = await verify(both);
    expect(found.differences.map(({ array }) => array)).toEqual(['checkpoints', 'history_loss']);
    const was = whole.arrays['checkpoints']!.data[9 * 120 + 4]!;
    const now = both.arrays['checkpoints']!.data[9 * 120 + 4]!;
    expect(now).not.toBe(was);
    expect(found.sentences[1]).toContain(
      `The first: checkpoints at step 120, at [120, 4]: ${now} in the file, ${was} computed again, ${Math.abs(Number(now) - Number(was))} apart. 1 of 3609 differ`,
    );
    expect(found.sentences[2]).toBe('After it: history_loss.');
  });

  test('−0 is not 0, in an array and among the scalars', async () => {
    const sign = await verify(flipped(whole, 'trajectory_steps', 0, 63));
    expect(sign.differences).toMatchObject([{ array: 'trajectory_steps', stored: -0, computed: 0 }]);
    const results = { ...whole.results!, loss: 0.25 };
    const scalar = await verify({ ...whole, results });
    expect(scalar.differences).toMatchObject([{ array: 'results.loss', stored: 0.25 }]);
  });

  test('arrays and scalars are counted apart', async () => {
    const other = { ...whole.results!, loss: 0.25, gradientNorm: 3 };
    const two = await verify({ ...flipped(whole, 'history_loss', 5, 0), results: other });
    expect(two.sentences[0]).toMatch(
      /^x\.saddle does not agree: 1 of 21 arrays with [\d,]+ numbers in all, and 2 scalars, differ from/,
    );
    const one = await verify({ ...whole, results: { ...whole.results!, loss: 0.25 } });
    expect(one.sentences[0]).toMatch(
      /^x\.saddle does not agree: 1 scalar, and none of 21 arrays with [\d,]+ numbers in all, differs from/,
    );
  });

  test('how far apart the numbers are is said only of those that are finite', async () => {
    const { shape, data } = whole.arrays['history_loss']!;
    const losses = data as Float64Array;
    const withLosses = (change: Record<number, number>) => {
      const own = losses.slice();
      for (const [at, value] of Object.entries(change)) own[Number(at)] = value;
      return verify({ ...whole, arrays: { ...whole.arrays, history_loss: { shape, data: own } } });
    };
    const none = await withLosses({ 7: NaN });
    expect(none.differences).toMatchObject([{ count: 1, largest: NaN }]);
    expect(none.sentences[1]).toMatch(/computed again\. 1 of 401 differ\.$/);
    const some = await withLosses({ 7: NaN, 9: losses[9]! + 0.5, 11: losses[11]! + 0.25 });
    const most = losses[9]! + 0.5 - losses[9]!;
    expect(some.sentences[1]).toMatch(/ 3 of 401 differ, by at most [\d.]+ where finite\.$/);
    expect(some.differences).toMatchObject([{ count: 3, largest: most }]);
  });

  test('arrays that are missing, of another shape, or of nobody', async () => {
    const { history_loss: loss, landscape_values: values, ...rest } = whole.arrays;
    const found = await verify({
      ...whole,
      arrays: { ...rest, landscape_values: { ...values!, shape: [25] }, more: loss! },
    });
    expect(found.differences).toEqual([
      { kind: 'form', array: 'history_loss', stored: null, computed: [401] },
      { kind: 'form', array: 'landscape_values', stored: [25], computed: [5, 5] },
    ]);
    expect(found.unchecked).toEqual([{ array: 'more', why: 'no such array belongs to this run' }]);
  });

  test('a file of other settings than its numbers were computed with', async () => {
    const { experiment } = whole;
    const found = await verify({ ...whole, experiment: { ...experiment, loss: 'half-sum-of-squares' } });
    expect(found.differences[0]).toMatchObject({ array: 'history_loss', step: 0 });
  });
});

describe('what is said besides', () => {
  test('another build, or none', async () => {
    const other = await verify({ ...whole, engine: { version: '0.0.9', build: 'ab'.repeat(32) } });
    expect(other.agrees).toBe(true);
    expect(other.sentences[1]).toMatch(
      /^It was written by another build, Saddlescope 0\.0\.9 \(core abababababab\); this is Saddlescope \S+ \(core \w{12}\)\.$/,
    );
    const wrong = await verify({
      ...flipped(whole, 'history_loss', 5, 0),
      engine: { version: '0.0.9', build: 'cd'.repeat(32) },
    });
    expect(wrong.sentences.at(-1)).toMatch(/which may be the reason\.$/);
    const unsigned = await verify({ ...whole, engine: { version: '', build: '' } });
    expect(unsigned.sentences[1]).toMatch(/^The file does not say which program wrote it/);
  });

  test('an older file does not say how its landscape was asked for: the values are compared on the plane that it has', async () => {
    const { settings: _, ...landscape } = whole.results!.landscape!;
    const older = { ...whole, results: { ...whole.results!, landscape } };
    const found = await verify(older);
    expect(found.differences).toEqual([]);
    expect(found.unchecked.map(({ array }) => array)).toContain('landscape_first');
    expect(found.unchecked.map(({ array }) => array)).not.toContain('landscape_values');
    const wrong = await verify(flipped(older, 'landscape_values', 7, 0));
    expect(wrong.differences).toMatchObject([{ array: 'landscape_values', index: [1, 2] }]);
  });

  test('an experiment that has not run, and files that hold no run', async () => {
    const bare = { ...whole, results: null, arrays: {} };
    await expect(verify(bare)).rejects.toThrow(
      'x.saddle: this experiment has not run yet, so there is nothing to verify; train it and save it first.',
    );
    const json = new TextEncoder().encode('{}');
    await expect(app.verify('x.json', json)).rejects.toThrow(
      'x.json: only a .saddle file holds a run that can be verified.',
    );
    const endless = { ...whole, results: { ...whole.results!, step: 1e12 } };
    await expect(verify(endless)).rejects.toThrow(/claims 1000000000000 steps/);
  });

  test('it tells how far it is, and stops when asked', async () => {
    const shares: number[] = [];
    await app.verify('x.saddle', encodeSaddle(whole), {
      onProgress: ({ done, total, task }) => task === 'verify' && shares.push(done / total),
    });
    expect(shares.at(-1)).toBe(1);
    const stop = new AbortController();
    const long = { ...whole, results: { ...whole.results!, step: 1e9, landscape: null } };
    const attempt = app.verify('x.saddle', encodeSaddle(long), {
      signal: stop.signal,
      onProgress: () => stop.abort(),
    });
    await expect(attempt).rejects.toThrow(UserError);
    await expect(attempt).rejects.toMatchObject({ place: 'cancelled' });
  });
});
