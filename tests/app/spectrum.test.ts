import { afterAll, describe, expect, test } from 'vitest';
import { createSaddlescope, type StudyResult, type StudySettings } from '../../src/app';
import { dot } from '../../src/model/vectors';

/** Oracles: the exact spectrum against the estimate, properties that eigenvectors have, and the sentences that a person should get. */

const app = createSaddlescope({ workers: 2 });
afterAll(() => app.dispose());

type Exact = Extract<StudyResult<'spectrum'>, { readonly kind: 'exact' }>;
type Estimate = Extract<StudyResult<'spectrum'>, { readonly kind: 'estimate' }>;

async function spectrum(document: object, settings: StudySettings<'spectrum'> = {}, service = app) {
  const { run } = await service.createRun(service.checkExperiment(document));
  try {
    return await service.study(run, 'spectrum', settings);
  } finally {
    await service.closeRun(run);
  }
}
const xor = { data: 'xor' };
/** AND ±1 with 75 hidden units: ±1/√2, 75 times each, 1, and 150 zeros where only the output bias is −½. */
const wide = { data: 'and', network: { sizes: [2, 75, 1] } };
const wideSaddle = Array.from({ length: 301 }, (_, i) => (i === 300 ? -0.5 : 0));
const random = {
  data: 'moons',
  network: { sizes: [2, 12, 12, 1], activations: 'gelu' },
  initialisation: { weights: 'glorot', seed: 5 },
};

describe('an exact answer', () => {
  test('XOR from zero, in words', async () => {
    const { sentences } = await spectrum(xor);
    expect(sentences[0]).toBe(
      'One eigenvalue is positive, eight are zero, none is negative: to second order nothing falls from here, and a test by eigenvalues would call it no saddle. Higher orders decide.',
    );
  });

  test('AND: repeated ± pairs, a strict saddle that Gauss–Newton does not see', async () => {
    const report = (await spectrum(wide, { theta: wideSaddle })) as Exact;
    expect(report.inertia).toMatchObject({ negative: 75, zero: 150, positive: 76 });
    expect(report.clusters.map(({ multiplicity }) => multiplicity)).toEqual([75, 150, 75, 1]);
    expect(report.clusters.map(({ mirror }) => mirror)).toEqual([2, null, 0, null]);
    expect(report.gaussNewton.inertia).toMatchObject({ negative: 0, positive: 1 });
    const text = report.sentences.join(' ');
    expect(text).toContain('a strict saddle');
    expect(text).toContain('±0.7071 (75 times each)');
    expect(text).toContain('blind to the way down');
    const space = report.spaces.find(({ role }) => role === 'most-negative')!;
    expect(space.multiplicity).toBe(75);
    expect(space.residence.layers.map((share) => Math.round(1e9 * share) / 1e9)).toEqual([0.5, 0.5]);
    const inner = report.blockNorms.names.indexOf('W1') * report.blockNorms.names.length;
    // ‖∂²/∂W2∂W1‖² = 75·‖E[δx]‖² = 75·½.
    expect(report.blockNorms.norms[inner + report.blockNorms.names.indexOf('W2')]).toBeCloseTo(
      Math.sqrt(37.5),
      12,
    );
    expect(report.layers.map(({ inertia }) => inertia.negative)).toEqual([0, 0]);
  });

  test('its directions are eigenvectors with the residual that it states, of unit length, with honest curvatures', async () => {
    const report = (await spectrum(random, { at: 'init', vectors: 'all' })) as Exact;
    const { run } = await app.createRun(app.checkExperiment(random));
    const n = report.parameterCount;
    expect(report.directions).toHaveLength(n);
    report.directions.forEach(({ vector, value, gaussNewton }, k) => {
      expect(value).toBe(report.eigenvalues[k]);
      expect(Math.abs(dot(vector, vector) - 1)).toBeLessThan(1e-12);
      expect(gaussNewton).toBeGreaterThan(-1e-12);
    });
    expect(report.directions[0]!.role).toBe('most-negative');
    expect(report.directions[n - 1]!.role).toBe('most-positive');
    // Trace of the Gauss–Newton matrix, from its spectrum and from the curvatures along an orthonormal basis.
    const trace = report.gaussNewton.eigenvalues.reduce((sum, value) => sum + value, 0);
    const along = report.directions.reduce((sum, { gaussNewton }) => sum + gaussNewton, 0);
    expect(Math.abs(along / trace - 1)).toBeLessThan(1e-10);
    // Frobenius norm, from the eigenvalues and from the blocks.
    const squares = (values: Float64Array) => values.reduce((sum, value) => sum + value * value, 0);
    expect(Math.sqrt(squares(report.eigenvalues)) / report.frobenius).toBeCloseTo(1, 12);
    expect(Math.sqrt(squares(report.blockNorms.norms)) / report.frobenius).toBeCloseTo(1, 12);
    // Interlacing: a block's eigenvalues lie within the whole matrix's.
    for (const { eigenvalues } of [...report.layers, ...report.blocks]) {
      expect(eigenvalues[0]!).toBeGreaterThanOrEqual(report.eigenvalues[0]! - report.inertia.tolerance);
      expect(eigenvalues.at(-1)!).toBeLessThanOrEqual(report.eigenvalues[n - 1]! + report.inertia.tolerance);
    }
    await app.closeRun(run);
  });

  test('holds as many eigenvectors as were asked for', async () => {
    const few = (await spectrum(wide, { theta: wideSaddle, listed: 2 })) as Exact;
    expect(few.directions.map(({ role }) => role)).toEqual([
      'most-negative',
      'most-negative',
      'most-positive',
      'null',
      'null',
    ]);
    const none = (await spectrum(wide, { theta: wideSaddle, vectors: 'none' })) as Exact;
    expect(none.directions).toEqual([]);
    expect(none.eigenvalues).toEqual(few.eigenvalues);
  });

  test('at a kink it says whose Hessian it is', async () => {
    const report = await spectrum({ data: 'xor', network: { activations: 'relu' } });
    expect(report.smoothness.verdict).toBe('kinked');
    expect(report.sentences.join(' ')).toContain('the Hessian of one branch');
    const elu = await spectrum({ data: 'xor', network: { activations: 'elu' } });
    expect(elu.smoothness.verdict).toBe('curvature-jumps');
    expect(elu.sentences.join(' ')).toContain('The curvature jumps here');
    expect((await spectrum(xor)).sentences.join(' ')).not.toMatch(/kink|jumps/);
  });

  test('where the gradient is not 0 it does not speak of a saddle', async () => {
    const report = (await spectrum({ data: { name: 'xor', coding: 'zero-one' } })) as Exact;
    expect(report.inertia.negative).toBe(2);
    expect(report.sentences[0]).toContain('no critical point');
  });
});

describe('an estimate', () => {
  test('finds repeated ± pairs and counts as the exact answer does', async () => {
    const estimate = (await spectrum(wide, { theta: wideSaddle, method: 'estimate' })) as Estimate;
    expect(estimate.confirmed).toBe(true);
    estimate.lowest.forEach(({ value }) => expect(value).toBeCloseTo(-Math.SQRT1_2, 10));
    expect(estimate.highest[0]!.value).toBeCloseTo(1, 10);
    estimate.highest.slice(1).forEach(({ value }) => expect(value).toBeCloseTo(Math.SQRT1_2, 10));
    expect(estimate.lowest).toHaveLength(6);
    for (const [kind, truth] of [
      ['negative', 75],
      ['zero', 150],
      ['positive', 76],
    ] as const) {
      const { value, standardError } = estimate.inertia[kind];
      expect(Math.abs(value - truth)).toBeLessThan(4.5 * standardError);
      expect(standardError).toBeLessThan(10);
    }
    expect(estimate.inertia.undecided).toBeLessThan(0.5);
  });

  test('agrees with the exact spectrum at a point without structure', async () => {
    const settings = { at: 'init', listed: 4, probes: 24, smoothing: 0.02 };
    const exact = (await spectrum(random, settings)) as Exact;
    const estimate = (await spectrum(random, { ...settings, method: 'estimate' })) as Estimate;
    const n = exact.parameterCount;
    estimate.lowest.forEach(({ value, residual, vector }, k) => {
      expect(Math.abs(value - exact.eigenvalues[k]!)).toBeLessThan(1e-8 * exact.norm);
      expect(residual).toBeLessThan(1e-8 * exact.norm);
      if (k === 0) expect(Math.abs(dot(vector, exact.directions[0]!.vector))).toBeCloseTo(1, 6);
    });
    estimate.highest.forEach(({ value }, k) =>
      expect(Math.abs(value - exact.eigenvalues[n - 1 - k]!)).toBeLessThan(1e-8 * exact.norm),
    );
    const { grid, density, standardError, width } = estimate.density;
    const step = grid[1]! - grid[0]!;
    expect(density.reduce((sum, value) => sum + value * step, 0)).toBeCloseTo(1, 7);
    grid.forEach((lambda, i) => {
      const truth =
        exact.eigenvalues.reduce((sum, value) => sum + Math.exp(-0.5 * ((lambda - value) / width) ** 2), 0) /
        (n * width * Math.sqrt(2 * Math.PI));
      expect(Math.abs(density[i]! - truth)).toBeLessThan(4.5 * standardError[i]! + 1e-3 / width);
    });
  });

  test('is what a network of more than 2,000 parameters gets; the exact answer is refused in one sentence', async () => {
    const large = { data: 'and', network: { sizes: [2, 600, 1] } };
    const theta = Array.from({ length: 2401 }, (_, i) => (i === 2400 ? -0.5 : 0));
    const estimate = (await spectrum(large, { theta, probes: 2 })) as Estimate;
    expect(estimate.kind).toBe('estimate');
    expect(estimate.lowest[5]!.value).toBeCloseTo(-Math.SQRT1_2, 10);
    expect(estimate.sentences[0]).toContain('certainly negative: a strict saddle');
    await expect(spectrum(large, { method: 'exact' })).rejects.toThrow(
      /^spectrum\.method is "exact" but this network has 2,401 parameters.*at most 2,000: use "estimate"/,
    );
  });

  test('is the same bits with any number of threads, and others with another seed', async () => {
    const settings = {
      theta: wideSaddle,
      method: 'estimate',
      probes: 3,
      lanczosSteps: 20,
      points: 32,
    } as const;
    const single = createSaddlescope({ workers: 1 });
    const alone = (await spectrum(wide, settings, single).finally(() => single.dispose())) as Estimate;
    expect(await spectrum(wide, settings)).toEqual(alone);
    const other = (await spectrum(wide, { ...settings, probeSeed: 2 })) as Estimate;
    expect(other.density.density).not.toEqual(alone.density.density);
  });
});

describe('refuses in one sentence', () => {
  test.each<[string, StudySettings<'spectrum'>, RegExp]>([
    [
      'a point of the wrong length',
      { theta: [1, 2] },
      /theta has 2 numbers but this network has 9 parameters/,
    ],
    ['NaN in θ', { theta: [0, 0, NaN, 0, 0, 0, 0, 0, 0] }, /spectrum\.theta\[2\]/],
    ['an infinity in θ', { theta: [0, 0, 0, 0, Infinity, 0, 0, 0, 0] }, /spectrum\.theta\[4\]/],
    [
      'an unknown point',
      { at: 'nowhere' },
      /at is "nowhere" but must be origin, init, final, best or step:N/,
    ],
    ['a step that was not kept', { at: 'step:77' }, /not kept/],
    ['an unknown method', { method: 'guess' }, /spectrum\.method/],
    ['a point where the numbers overflow', { theta: [0, 0, 0, 0, 0, 0, 1e200, 0, 1e200] }, /not finite/],
  ])('%s', async (_, settings, message) => {
    await expect(spectrum(xor, settings)).rejects.toThrow(message);
  });

  test('an estimate at a point where the numbers overflow', async () => {
    const theta = [0, 0, 0, 0, 1, 0, 1e200, 0, 1e200];
    await expect(spectrum(xor, { theta, method: 'estimate' })).rejects.toThrow(/not finite|overflow/);
  });
});
