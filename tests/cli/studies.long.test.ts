import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { launch } from './launch';

/** The built command line as a person runs it: studies of a saddle. */

const folder = mkdtempSync(join(tmpdir(), 'saddlescope-cli-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const at = (name: string) => join(folder, name);

const saddlescope = (...args: string[]) => launch(args, { cwd: folder });

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
