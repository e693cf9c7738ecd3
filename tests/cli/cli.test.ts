import { execFile, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { decodeNpy } from '../../src/files/npy';
import { decodeSaddle } from '../../src/files/saddle-file';
import { readPngRecipe } from '../../src/files/png-recipe';
import { cli, launch, type Outcome } from './launch';

/** The built command line as a person runs it. */

const folder = mkdtempSync(join(tmpdir(), 'saddlescope-cli-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const at = (name: string) => join(folder, name);

const saddlescope = (...args: string[]) => launch(args, { cwd: folder });

const pngSize = (bytes: Buffer) => [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];

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

  test('the spectrum beside the report, as a table and as JSON', async () => {
    const table = await saddlescope('inspect', 'xor-from-zero', '--spectrum');
    expect(table.code).toBe(0);
    expect(table.out).toMatch(/inertia \(negative \/ zero \/ positive\) +0 \/ 8 \/ 1/);
    expect(table.out).toMatch(/test by eigenvalues would call it no saddle/);
    const theta = '0,0,0,0,0,0,0,0,-0.5';
    const json = await saddlescope('inspect', 'and-from-zero', '--theta', theta, '--spectrum', '--json');
    const report = JSON.parse(json.out) as {
      at: string;
      criticality: { verdict: string };
      spectrum: { inertia: object; eigenvalues: number[]; directions: { residual: number }[] };
    };
    expect(report).toMatchObject({ at: 'given', criticality: { verdict: 'exact' } });
    expect(report.spectrum.inertia).toMatchObject({ negative: 2, zero: 4, positive: 3 });
    expect(report.spectrum.eigenvalues).toHaveLength(9);
    const alone = await saddlescope(
      'spectrum',
      'and-from-zero',
      '--theta',
      theta,
      '--method',
      'estimate',
      '--json',
    );
    expect(JSON.parse(alone.out)).toMatchObject({ kind: 'estimate', confirmed: true });
    const plain = await saddlescope('inspect', 'xor-from-zero');
    expect(plain.out).not.toMatch(/inertia/);
    expect(plain.out).toMatch(/critical +yes: every entry is 0 to the last bit/);
  });

  test('landscape as a picture, a table and an array hold the same values', async () => {
    const args = ['landscape', 'x.saddle', '--resolution', '21'];
    expect((await saddlescope(...args, '-o', 'map.png', '--size', '640x480', '--theme', 'dark')).code).toBe(
      0,
    );
    expect(pngSize(readFileSync(at('map.png')))).toEqual([640, 480]);
    await saddlescope(...args, '-o', 'map.csv');
    await saddlescope(...args, '-o', 'map.npy');
    const array = decodeNpy(readFileSync(at('map.npy')), 'map.npy');
    expect(array.shape).toEqual([21, 21]);
    const lines = readFileSync(at('map.csv'), 'utf8').trimEnd().split('\n');
    expect(lines).toHaveLength(1 + 21 * 21);
    expect(lines.slice(1).map((line) => Number(line.split(',')[2]))).toEqual(Array.from(array.data, Number));
    const { out } = await saddlescope(
      ...args,
      '--json',
      '--plane',
      'random',
      '--set',
      'seed=3',
      '--quantity',
      'gradient-norm',
    );
    const json = JSON.parse(out) as { values: number[][]; quantity: string; centreValue: number };
    expect(json.quantity).toBe('gradient-norm');
    expect(json.centreValue).toBe(0);
    expect(json.values).toHaveLength(21);
  });

  test('the curvature of a plane, in words, as a picture, an array and a run to be opened again', async () => {
    const args = ['landscape', 'x.saddle', '--resolution', '11', '--quantity', 'curvature'];
    for (const name of ['bent.svg', 'bent.npy']) {
      const { code, out } = await saddlescope(...args, '-o', name);
      expect(code).toBe(0);
      expect(out).toMatch(/smaller eigenvalue of the exact Hessian within the plane/);
      expect(out).toMatch(/^curvature at the centre \(origin\): /m);
    }
    expect(/>curvature /.test(readFileSync(at('bent.svg'), 'utf8'))).toBe(true);
    const { data } = decodeNpy(readFileSync(at('bent.npy')), 'bent.npy');
    expect(Array.from(data, Number).some((value) => value < 0)).toBe(true);
    await saddlescope(...args, '-o', 'bent.saddle');
    const file = decodeSaddle(readFileSync(at('bent.saddle')), 'bent.saddle').document;
    expect(file.results?.landscape?.quantity).toBe('curvature');
    expect(file.arrays['landscape_values']!.data).toEqual(data);
    const line = await saddlescope('line', 'x.saddle', '--at', 'final', '--curvature');
    expect(line.out).toMatch(/gradient norm +curvature/);
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

  test('every command has help with an example', async () => {
    for (const command of [
      'run',
      'inspect',
      'spectrum',
      'landscape',
      'line',
      'symmetry',
      'export',
      'new',
      'schema',
      'demo',
    ]) {
      const { out, code } = await saddlescope(command, '--help');
      expect(code).toBe(0);
      expect(out).toMatch(/Examples?:/);
    }
  });
});

describe('Ctrl-C', () => {
  /** Starts a run that would take minutes and interrupts it. */
  const interrupted = (...args: string[]): Promise<Outcome> =>
    new Promise((done) => {
      const child = execFile(process.execPath, [cli, ...args], { cwd: folder }, (_error, out, err) => {
        done({ code: child.exitCode ?? -1, out, err });
      });
      setTimeout(() => child.kill('SIGINT'), 1500);
    });

  test('keeps a run as far as it came', async () => {
    const { code, err } = await interrupted('run', 'iris-random', '--steps', '100000000', '-o', 'cut.saddle');
    expect(err).toMatch(/interrupted after \d+ steps; what was computed is kept/);
    expect(code).toBe(130);
    const { out } = await saddlescope('inspect', 'cut.saddle', '--at', 'final', '--json');
    expect((JSON.parse(out) as { step: number }).step).toBeGreaterThan(0);
  });

  test('writes nothing where the result would be of a shorter run than was asked for', async () => {
    const { code, err, out } = await interrupted('export', 'long.json', '-o', 'long.csv');
    expect(err).toMatch(/interrupted after \d+ steps; nothing was written/);
    expect(code).toBe(130);
    expect(out).toBe('');
    expect(readdirSync(folder)).not.toContain('long.csv');
  });
  writeFileSync(at('long.json'), JSON.stringify({ data: 'iris', training: { steps: 1e8 } }));
});

describe('mistakes: one sentence, exit code 2, no file', () => {
  writeFileSync(at('broken.json'), '{"name": ');
  writeFileSync(at('unknown.json'), '{"netwrok": {}}');
  writeFileSync(at('gap.csv'), 'a,b\n1,\n2,3\n');
  writeFileSync(at('huge.json'), '{"network": {"sizes": [2, 99999999, 1]}}');
  writeFileSync(at('damaged.saddle'), 'PK\u0003\u0004 this is no archive');
  test.each([
    [['run', 'missing.json'], /missing\.json: there is no such file/],
    [['run', 'broken.json'], /broken\.json, line 1/],
    [['run', 'unknown.json'], /netwrok/],
    [['run', 'gap.csv'], /gap\.csv.*line 2/],
    [['run', 'huge.json'], /network\.sizes/],
    [['inspect', 'damaged.saddle'], /damaged\.saddle/],
    [['run', '.'], /folder/],
    [['run', 'xor-from-zero', '--steps', 'many'], /--steps/],
    [['run', 'xor-from-zero', '--rate', '-1'], /rate/],
    [['inspect', 'xor-from-zero', '--at', 'nowhere'], /origin, init, final, best or step:N/],
    [['inspect', 'xor-from-zero', '--theta', '1,2'], /theta has 2 numbers but this network has 9 parameters/],
    [['spectrum', 'xor-from-zero', '--theta', '1,NaN'], /numbers separated by commas/],
    [['spectrum', 'xor-from-zero', '--method', 'guess'], /exact/],
    [['landscape', 'xor-from-zero', '-o', 'map.gif'], /map\.gif.*ending/],
    [['landscape', 'xor-from-zero', '--plane', 'nonsense'], /nonsense/],
    [['landscape', 'xor-from-zero', '--resolution', '1'], /resolution/],
    [['export', 'xor-from-zero', '-o', 'no/such/folder/x.saddle'], /folder no\/such\/folder does not exist/],
    [['run', 'xor-from-zero', '-o', 'no/such/x.saddle'], /folder no\/such does not exist/],
    [['demo', '/proc/nope'], /\/proc\/nope: the folder cannot be made/],
    [['rnu'], /run/],
  ] as [string[], RegExp][])('%j', async (args, sentence) => {
    const { code, out, err } = await saddlescope(...args);
    expect(err).toMatch(sentence);
    expect(err).not.toMatch(/\n\s+at |\[object|undefined/);
    expect(err.trimEnd().split('\n').length).toBeLessThanOrEqual(2);
    expect(out).toBe('');
    expect(code).toBe(2);
  });

  test('a diverging run says at which step, and is kept', async () => {
    const { code, err } = await saddlescope('run', 'and-from-zero', '--rate', '1000', '-o', 'wild.saddle');
    expect(err).toMatch(/saddlescope: The run diverged: after step \d+ .*learning rate/);
    expect(code).toBe(2);
    expect((await saddlescope('export', 'wild.saddle', '-o', 'wild.csv')).code).toBe(0);
  });
});

describe('what a stranger or a hurried hand does', () => {
  const refused = async (sentence: RegExp, ...args: string[]) => {
    const { code, out, err } = await saddlescope(...args);
    expect(err).toMatch(sentence);
    expect({ code, out }).toEqual({ code: 2, out: '' });
  };

  test('a reader that stops reading is no fault', async () => {
    const child = spawn(process.execPath, [cli, 'inspect', 'iris-from-zero', '--json'], { cwd: folder });
    child.stdout.destroy();
    let err = '';
    child.stderr.on('data', (part) => (err += String(part)));
    const code = await new Promise((done) => child.on('close', done));
    expect({ code, err }).toEqual({ code: 0, err: '' });
  });

  test('a name whose ending says something else is refused before anything is trained or written', async () => {
    await refused(/writes a \.saddle file/, 'run', 'xor-from-zero', '-o', 'wrong.json');
    await refused(/writes a \.png file/, 'run', 'xor-from-zero', '--png', 'wrong.saddle');
    expect(readdirSync(folder).filter((name) => name.startsWith('wrong'))).toEqual([]);
  });

  test('text in another encoding and an empty table are refused by their cause', async () => {
    writeFileSync(at('latin.csv'), Buffer.from('gr\xf6\xdfe,b,y\n1,2,0\n3,4,1\n', 'latin1'));
    await refused(/latin\.csv: .*UTF-8/, 'run', 'latin.csv');
    writeFileSync(at('nothing.csv'), '');
    await refused(/nothing\.csv has no rows/, 'run', 'nothing.csv');
  });

  test('an experiment draws in no file from outside its folder', async () => {
    writeFileSync(at('reaching.json'), '{"data": {"name": "csv", "file": "../other.csv"}}');
    await refused(/outside the experiment's folder/, 'run', 'reaching.json');
  });

  test('control characters of a name do not reach the terminal', async () => {
    writeFileSync(at('escape.json'), JSON.stringify({ name: 'a\u001b[31m\u202eb', training: { steps: 1 } }));
    expect((await saddlescope('run', 'escape.json')).out).toMatch(/^a\ufffd\[31m\ufffdb: a 2-2-1/);
  });

  test('--set alone changes the plane of the experiment, not another one', async () => {
    writeFileSync(
      at('plane.json'),
      '{"training": {"steps": 1}, "landscape": {"plane": "random", "resolution": 3}}',
    );
    expect((await saddlescope('landscape', 'plane.json', '--set', 'seed=3')).out).toContain('(seed 3)');
  });
});

describe('studies as commands', () => {
  test('symmetry: twins that noise broke are named with their step, in words and as JSON', async () => {
    const noisy = { name: 'perturbed-gradient-descent', rate: 0.2, radius: 0.01, threshold: 0.05 };
    writeFileSync(
      at('noisy.json'),
      JSON.stringify({
        network: { sizes: [2, 3, 1] },
        initialisation: { weights: { name: 'constant', value: 0.5 } },
        training: { rule: noisy, steps: 500 },
      }),
    );
    const { out, code } = await saddlescope('symmetry', 'noisy.json');
    expect(code).toBe(0);
    const [, step] = /twins 1, 2 and 3 of hidden layer 1 broke at step (\d+) into 3 classes, by noise/.exec(
      out,
    )!;
    expect(out).toMatch(/step +effective width 1 +‖W2‖² − ‖W1‖²/);
    const json = JSON.parse((await saddlescope('symmetry', 'noisy.json', '--json')).out) as {
      breaks: { step: number }[];
      orbit: { permutations: { elements: string } };
    };
    expect(json.breaks.map((one) => one.step)).toEqual([Number(step)]);
    expect(json.orbit.permutations.elements).toBe('6');
  });

  test('line: a table with the polynomials beside the loss, every point as JSON', async () => {
    const { out } = await saddlescope('line', 'xor-from-zero', '--direction', 'eigenvector', '--index', '-1');
    expect(out).toContain('The first term that is not 0 is 0.5·t^2: the loss rises to both sides.');
    expect(out).toMatch(/^ +t +loss +gradient norm +to order 2 +to order 4 +to order 6$/m);
    const asked = [
      'line',
      'xor-from-zero',
      '--direction',
      'parameter',
      '--parameter',
      'b2[0]',
      '--count',
      '5',
    ];
    const json = JSON.parse((await saddlescope(...asked, '--json')).out) as { t: number[]; loss: number[] };
    expect(json.t).toEqual([-1, -0.5, 0, 0.5, 1]);
    expect(json.loss).toEqual([1, 0.625, 0.5, 0.625, 1]);
  });

  test('line to the end of a run trains it first', async () => {
    const asked = ['line', 'xor-pushed', '--at', 'init', '--direction', 'between', '--count', '3', '--json'];
    const { loss } = JSON.parse((await saddlescope(...asked)).out) as { loss: number[] };
    expect(loss[2]).toBeLessThan(1e-3);
  });

  test('a plane of curvature says what it fell back on', async () => {
    const { out } = await saddlescope(
      'landscape',
      'xor-from-zero',
      '--plane',
      'eigenvectors',
      '--resolution',
      '3',
    );
    expect(out).toContain('no negative eigenvalue here');
    expect(out).toContain('Both directions have length 1');
  });
});
