import { afterAll, describe, expect, test } from 'vitest';
import { createSaddlescope } from '../../src/app';

/** Oracle: the same point under another name, closed forms, and the sentence that a person should get. */

const app = createSaddlescope({ workers: 1 });
afterAll(() => app.dispose());

const runOf = async (document: object) => (await app.createRun(app.checkExperiment(document))).run;

describe('a given point', () => {
  test('is reported as the same point is by its name', async () => {
    const { run } = await app.createRun(app.template('xor-pushed'));
    await app.train(run, { steps: 50 });
    const named = await app.inspect(run, 'final');
    const given = await app.inspect(run, named.theta);
    expect(given).toMatchObject({ at: 'given', step: null });
    const { at: _a, step: _s, findings: _f, ...facts } = given;
    expect(facts).toEqual(
      Object.fromEntries(Object.keys(facts).map((key) => [key, named[key as keyof typeof named]])),
    );
    const text = given.findings.map(({ headline }) => headline).join(' ');
    expect(text).toMatch(/This point lies .* from where the run starts/);
    expect(text).not.toMatch(/moved/);
  });

  test('AND ±1 with its output bias at −½ is critical, at 0 it is not', async () => {
    const run = await runOf({ data: 'and' });
    const saddle = await app.inspect(run, Float64Array.of(0, 0, 0, 0, 0, 0, 0, 0, -0.5));
    expect(saddle.criticality).toMatchObject({ verdict: 'exact', critical: true });
    expect(saddle.loss).toBe(0.375);
    const origin = await app.inspect(run, 'origin');
    expect(origin.criticality).toMatchObject({ verdict: 'none', critical: false, gradientNorm: 0.5 });
    expect(origin.criticality.tolerance).toBeLessThan(1e-14);
    expect(origin.criticality.reason).toMatch(
      /^Not critical: the gradient’s norm is 0\.5, and rounding alone/,
    );
  });

  test('units on their kink are named', async () => {
    const run = await runOf({ data: 'xor', network: { activations: 'relu' } });
    // Unit 1: x₁ + x₂ is 0 for two of the four samples; unit 2 is never at 0.
    const report = await app.inspect(run, Float64Array.of(1, 1, 1, 1, 0, 0.5, 1, 1, 0));
    expect(report.smoothness).toEqual({
      verdict: 'kinked',
      units: [{ layer: 1, unit: 0, activation: 'relu', samples: 2 }],
      penalisedZeros: 0,
      samples: 4,
    });
    expect(report.findings.find(({ key }) => key === 'kink')!.detail).toContain(
      '1 unit of layer 1 (ReLU): unit 1 for 2 of 4 samples',
    );
  });

  test.each<[string, Float64Array, RegExp]>([
    [
      'a wrong length',
      Float64Array.of(1, 2),
      /^theta has 2 numbers but this network has 9 parameters: give all/,
    ],
    ['NaN', new Float64Array(9).fill(NaN, 3, 4), /^theta\[3\] is NaN but must be a finite number/],
    ['an infinity', new Float64Array(9).fill(-Infinity, 8), /^theta\[8\] is -Infinity/],
  ])('%s is refused in one sentence', async (_, theta, message) => {
    const run = await runOf({ data: 'xor' });
    await expect(app.inspect(run, theta)).rejects.toThrow(message);
  });
});
