import { mkdtempSync, readFileSync, rmSync, writeFileSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { decodeNpy } from '../../src/files/npy';
import { readPngRecipe } from '../../src/files/png-recipe';
import { hasMade, launch, start, type Outcome } from './launch';
import { pngSize } from './png-size';

/** The built command line as a person runs it: the way through it from the first command. */

const folder = mkdtempSync(join(tmpdir(), 'saddlescope-cli-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const at = (name: string) => join(folder, name);

const saddlescope = (...args: string[]) => launch(args, { cwd: folder });

describe('the story', () => {
  test('run: XOR from zero does not move, and says why', async () => {
    const { code, out, err } = await saddlescope('run', 'xor-from-zero');
    expect(code).toBe(0);
    expect(out).toMatch(/The gradient is exactly 0/);
    expect(out).toMatch(/no parameter has moved/);
    expect(out.trimEnd().split('\n')).toHaveLength(5);
    expect(err).toBe('');
  });

  test('run: pushed off, saved, drawn, and the same numbers as JSON', async () => {
    const made = await saddlescope(
      'run',
      'xor-from-zero',
      '--epsilon',
      '0.5',
      '-o',
      'x.saddle',
      '--png',
      'x.png',
      '--json',
    );
    expect(made.err).toBe('wrote x.png\nwrote x.saddle\n');
    expect(made.code).toBe(0);
    const result = JSON.parse(made.out) as {
      loss: number;
      initialLoss: number;
      theta: Record<string, number>;
    };
    expect(result.loss).toBeLessThan(result.initialLoss / 10);
    expect(pngSize(readFileSync(at('x.png')))).toEqual([1200, 900]);
    const recipe = JSON.parse(readPngRecipe(readFileSync(at('x.png')), 'x.png')) as {
      initialisation: { perturbation: { size: number } };
    };
    expect(recipe.initialisation.perturbation.size).toBe(0.5);

    const again = await saddlescope('inspect', 'x.saddle', '--at', 'final', '--json');
    const report = JSON.parse(again.out) as { loss: number; theta: number[] };
    expect(report.loss).toBe(result.loss);
    expect(report.theta).toEqual(Object.values(result.theta));
  });

  test('inspect --order and the order command: the same verdict, in words and as JSON', async () => {
    const words = await saddlescope('inspect', 'xor-from-zero', '--order');
    expect(words.out).toMatch(/• A saddle of order 4\. The gradient is exactly 0/);
    expect(words.out).toMatch(/Taylor coefficients along the witness/);
    const json = await saddlescope('order', 'xor-from-zero', '--search-seed', '2', '--no-constant', '--json');
    const answer = JSON.parse(json.out) as { order: number; constant: null; search: { seed: number } };
    expect(answer).toMatchObject({ verdict: 'saddle', order: 4, constant: null, search: { seed: 2 } });
    const refused = await saddlescope('order', 'xor-from-zero', '--highest', '13');
    expect(refused.code).toBe(2);
    expect(refused.err).toMatch(/order\.highest/);
  });

  test('inspect at the origin, in words', async () => {
    const { out, code } = await saddlescope('inspect', 'x.saddle', '--at', 'origin');
    expect(code).toBe(0);
    expect(out).toMatch(/gradient norm +exactly 0/);
    expect(out).toMatch(/effective width, hidden layer 1 +1 of 2/);
  });

  test('export: history, θ and the experiment', async () => {
    expect((await saddlescope('export', 'x.saddle', '-o', 'history.csv')).code).toBe(0);
    expect(readFileSync(at('history.csv'), 'utf8')).toMatch(/^step,loss,/);
    expect((await saddlescope('export', 'x.saddle', '-o', 'theta.npy')).code).toBe(0);
    expect(decodeNpy(readFileSync(at('theta.npy')), 'theta.npy').shape[1]).toBe(9);
    expect((await saddlescope('export', 'x.png', '-o', 'x.json')).code).toBe(0);
    expect((JSON.parse(readFileSync(at('x.json'), 'utf8')) as { saddlescope: number }).saddlescope).toBe(1);
  });

  test('new, edit, run; a table of one’s own; the schema', async () => {
    expect((await saddlescope('new', '--list')).out).toMatch(/^xor-from-zero/);
    await saddlescope('new', 'xor-pushed', '-o', 'mine.json');
    const mine = JSON.parse(readFileSync(at('mine.json'), 'utf8')) as { name: string };
    writeFileSync(at('mine.json'), JSON.stringify({ ...mine, name: 'Mine' }));
    expect((await saddlescope('run', 'mine.json')).out).toMatch(/^Mine: /);
    writeFileSync(at('points.csv'), 'a,b,label\n1,2,x\n2,1,y\n3,1,y\n1,4,x\n');
    expect((await saddlescope('run', 'points.csv', '--steps', '50')).code).toBe(0);
    await saddlescope('new', '--csv', 'points.csv', '-o', 'points.json');
    expect((await saddlescope('run', 'points.json', '--json', '--steps', '50')).out).toMatch(
      /"status": "finished"/,
    );
    writeFileSync(at('beside.json'), JSON.stringify({ data: { name: 'csv', file: 'points.csv' } }));
    expect((await saddlescope('run', 'beside.json', '--steps', '50')).code).toBe(0);
    expect((JSON.parse((await saddlescope('schema')).out) as { type: string }).type).toBe('object');
  });

  test('Iris from zero runs headless', async () => {
    const { out, code } = await saddlescope('run', 'iris-from-zero');
    expect(code).toBe(0);
    expect(out).toMatch(/iris/);
  });

  test('the demo writes both experiments and their pictures, and tells each in five lines', async () => {
    const { out, code } = await saddlescope('demo', 'shown');
    expect(code).toBe(0);
    expect(readdirSync(at('shown')).sort()).toEqual([
      'xor-from-zero.png',
      'xor-from-zero.saddle',
      'xor-pushed.png',
      'xor-pushed.saddle',
    ]);
    expect(out.split('\n\n')[0]!.split('\n')).toHaveLength(5);
  });
});

// Windows has no signal for another process.
describe.skipIf(process.platform === 'win32')('Ctrl-C', () => {
  /** Starts a run that would take minutes and interrupts it, once something of it is kept. */
  const interrupted = async (...args: string[]): Promise<Outcome> => {
    const running = start(args, { cwd: folder });
    await hasMade(at(`${args.at(-1)!}.unfinished`), running);
    running.child.kill('SIGINT');
    return running.outcome;
  };

  test('keeps a run as far as it came', async () => {
    const { code, err } = await interrupted('run', 'iris-random', '--steps', '100000000', '-o', 'cut.saddle');
    expect(err).toMatch(
      /interrupted after [\d,]+ steps; what was computed is kept, and the same command goes on from there/,
    );
    expect(code).toBe(130);
    const { out } = await saddlescope('inspect', 'cut.saddle', '--at', 'final', '--json');
    expect((JSON.parse(out) as { step: number }).step).toBeGreaterThan(0);
  });

  test('writes nothing where the result would be of a shorter run than was asked for', async () => {
    const { code, err, out } = await interrupted('export', 'long.json', '-o', 'long.csv');
    expect(err).toMatch(
      /interrupted after [\d,]+ steps; what was computed is kept, and the same command goes on from there\.\n$/,
    );
    expect(code).toBe(130);
    expect(out).toBe('');
    expect(readdirSync(folder)).not.toContain('long.csv');
    expect(readdirSync(folder)).toContain('long.csv.unfinished');
  });
  writeFileSync(at('long.json'), JSON.stringify({ data: 'iris', training: { steps: 1e8 } }));
});
