import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { decodeSaddle, encodeSaddle, type SaddleDocument } from '../../src/files/saddle-file';
import { decodeSafetensors } from '../../src/files/safetensors';
import { launch } from './launch';

/** The built command line as a person runs it: what leaves the program can be checked, and comes back. */

const folder = mkdtempSync(join(tmpdir(), 'saddlescope-outward-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const at = (name: string) => join(folder, name);

const saddlescope = (...args: string[]) => launch(args, { cwd: folder });

interface Report {
  readonly theta: number[];
}
const pointOf = async (...args: string[]) =>
  (JSON.parse((await saddlescope('inspect', ...args, '--json')).out) as Report).theta;

beforeAll(async () => {
  expect((await saddlescope('run', 'xor-pushed', '--steps', '60', '-o', 'x.saddle')).code).toBe(0);
});

test('verify: a file that agrees, one that does not, and one that has no run, told apart by the exit code', async () => {
  const fine = await saddlescope('verify', 'x.saddle');
  expect(fine).toMatchObject({ code: 0, err: '' });
  expect(fine.out).toMatch(
    /^x\.saddle agrees: 9 arrays with [\d,]+ numbers in all, computed again to step 60/,
  );

  const { document } = decodeSaddle(readFileSync(at('x.saddle')), 'x');
  const loss = document.arrays['history_loss']!;
  const data = (loss.data as Float64Array).slice();
  data[41]! += 2 ** -53;
  const arrays = { ...document.arrays, history_loss: { ...loss, data } };
  writeFileSync(at('forged.saddle'), encodeSaddle({ ...document, arrays } as SaddleDocument));
  const forged = await saddlescope('verify', 'forged.saddle');
  expect(forged).toMatchObject({ code: 3, err: '' });
  expect(forged.out).toMatch(/does not agree: 1 of 9 arrays/);
  expect(forged.out).toMatch(/The first: history_loss at step 41, at \[41\]/);
  const json = await saddlescope('verify', 'forged.saddle', '--json');
  expect(json.code).toBe(3);
  expect(JSON.parse(json.out)).toMatchObject({
    agrees: false,
    differences: [{ array: 'history_loss', step: 41, index: [41], count: 1, computed: loss.data[41] }],
  });

  writeFileSync(at('plain.json'), '{}');
  const plain = await saddlescope('verify', 'plain.json');
  expect(plain.code).toBe(2);
  expect(plain.err).toBe('saddlescope: plain.json: only a .saddle file holds a run that can be verified.\n');
});

test('verify: a sweep is computed again, and the run that differs is named', async () => {
  const asked = ['--over', 'rate=0.1,1', '--over', 'seed=1..10'];
  expect((await saddlescope('sweep', 'xor-pushed', ...asked, '-o', 's.saddle')).code).toBe(0);
  const fine = await saddlescope('verify', 's.saddle');
  expect(fine).toMatchObject({ code: 0, err: '' });
  expect(fine.out).toMatch(/^s\.saddle agrees: 17 arrays .* computed again in all 20 runs of its sweep, are/);

  const { document } = decodeSaddle(readFileSync(at('s.saddle')), 's');
  const steps = document.arrays['sweep_steps']!;
  const data = (steps.data as Float64Array).slice();
  data[13]! -= 1;
  const arrays = { ...document.arrays, sweep_steps: { ...steps, data } };
  writeFileSync(at('forged-sweep.saddle'), encodeSaddle({ ...document, arrays } as SaddleDocument));
  const forged = await saddlescope('verify', 'forged-sweep.saddle');
  expect(forged).toMatchObject({ code: 3, err: '' });
  expect(forged.out).toContain('The first: sweep_steps at run 13 (rate 1, initialisation.seed 4), at [13]: ');
  const json = await saddlescope('verify', 'forged-sweep.saddle', '--json');
  expect(JSON.parse(json.out)).toMatchObject({
    step: null,
    differences: [
      { array: 'sweep_steps', run: 13, at: { 'training.rule.rate': 1, 'initialisation.seed': 4 } },
    ],
  });
});

test('parameters leave as safetensors and a run starts from them, bit for bit', async () => {
  expect((await saddlescope('export', 'x.saddle', '-o', 'theta.safetensors', '--at', 'step:30')).err).toBe(
    'wrote theta.safetensors\n',
  );
  const { tensors, metadata } = decodeSafetensors(readFileSync(at('theta.safetensors')), 'theta');
  const theta = await pointOf('x.saddle', '--at', 'step:30');
  expect([...tensors.keys()]).toEqual([
    'layers.0.weight',
    'layers.0.bias',
    'layers.1.weight',
    'layers.1.bias',
  ]);
  expect([...tensors.values()].flatMap(({ data }) => [...data])).toEqual(theta);
  expect(Object.fromEntries(metadata)).toMatchObject({ format: 'pt', point: 'step:30' });

  const start = await pointOf('xor-pushed', '--at', 'init', '--from', 'theta.safetensors');
  expect(start).toEqual(theta);
  expect(
    (await saddlescope('new', 'xor-pushed', '--from', 'theta.safetensors', '-o', 'mine.json')).code,
  ).toBe(0);
  expect(await pointOf('mine.json', '--at', 'init')).toEqual(theta);
  // The other half of the run is what the whole run had there.
  expect((await saddlescope('run', 'mine.json', '--steps', '30', '-o', 'half.saddle')).code).toBe(0);
  expect(await pointOf('half.saddle', '--at', 'final')).toEqual(await pointOf('x.saddle', '--at', 'final'));
});

test('parameters that do not fit, or are none, are refused in a sentence', async () => {
  await saddlescope('export', 'xor-pushed', '-o', 'start.safetensors', '--at', 'init');
  const other = await saddlescope('run', 'iris-random', '--from', 'start.safetensors');
  expect(other.code).toBe(2);
  expect(other.err).toMatch(
    /^saddlescope: start\.safetensors: "layers\.0\.weight" has the shape \[2, 2\], and layer 1/,
  );
  const wrong = await saddlescope('run', 'xor-pushed', '--from', 'x.saddle');
  expect(wrong.err).toBe(
    'saddlescope: x.saddle: this is not a safetensors file, or its header is damaged.\n',
  );
  const opened = await saddlescope('run', 'start.safetensors');
  expect(opened.err).toMatch(
    /holds parameters and no experiment; saddlescope run EXPERIMENT --from start\.safetensors/,
  );
});

test('a PyTorch script by its ending, and what it cannot repeat', async () => {
  expect((await saddlescope('export', 'x.saddle', '--pytorch', '-o', 'x.py')).code).toBe(0);
  expect(readFileSync(at('x.py'), 'utf8')).toMatch(/^STEPS = 60$/m);
  const ending = await saddlescope('export', 'x.saddle', '--pytorch', '-o', 'x.txt');
  expect(ending.code).toBe(2);
  expect(ending.err).toMatch(/this option writes a \.py file/);
  writeFileSync(at('dropout.json'), JSON.stringify({ training: { dropout: 0.5, steps: 3 } }));
  const refused = await saddlescope('export', 'dropout.json', '-o', 'y.py');
  expect(refused.code).toBe(2);
  expect(refused.err).toMatch(/cannot repeat this run: training\.dropout/);
});

test('two processes that save the same file: one of the two, whole', async () => {
  const runs = ['30', '40'].map((steps) =>
    saddlescope('run', 'xor-pushed', '--steps', steps, '-o', 'both.saddle'),
  );
  for (const { code } of await Promise.all(runs)) expect(code).toBe(0);
  const { document, warnings } = decodeSaddle(readFileSync(at('both.saddle')), 'both');
  expect(warnings).toEqual([]);
  expect([30, 40]).toContain(document.results!.step);
  expect(readdirSync(folder).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  expect((await saddlescope('verify', 'both.saddle')).code).toBe(0);
});
