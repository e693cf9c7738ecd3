import { afterAll, describe, expect, test } from 'vitest';
import { createSaddlescope } from '../../src/app';
import { studyView } from '../../src/figures/studies';
import { parseExperiment } from '../../src/model/schema';

/** Oracles: the closed-form curves of Saxe, McClelland & Ganguli (2013), with their published numbers; ranks and losses of the saddles known in closed form. */

const app = createSaddlescope({ workers: 2 });
afterAll(() => app.dispose());

interface Asked {
  readonly rate: number;
  readonly steps: number;
  readonly layers?: number;
  readonly gain?: number;
  readonly more?: object;
}

/** Balanced and decoupled: every layer a multiple of the identity. */
async function aligned({ rate, steps, layers = 2, gain = Math.sqrt(0.001), more = {} }: Asked) {
  const { run } = await app.createRun(
    parseExperiment({
      saddlescope: 1,
      network: {
        sizes: Array.from({ length: layers + 1 }, () => 3),
        activations: Array.from({ length: layers }, () => 'linear'),
        biases: false,
      },
      data: { name: 'linear-modes', strengths: [3, 1], inputs: 3, outputs: 3 },
      loss: 'half-mean-squared-error',
      initialisation: { weights: { name: 'identity', gain }, biases: 'zeros' },
      training: { rule: { name: 'gradient-descent', rate }, steps },
      ...more,
    }),
  );
  await app.train(run, { steps });
  const report = await app.study(run, 'saddle-to-saddle');
  await app.closeRun(run);
  return report;
}

describe('two layers from a decoupled start', () => {
  test('the singular values follow u(t), more closely the smaller the steps', async () => {
    const report = await aligned({ rate: 0.0005, steps: 6000 });
    const { modes, steps, times, singularValues, singularCount } = report;
    expect(modes!.start).toBe('aligned');
    expect(modes!.initial[0]).toBeCloseTo(0.001, 14);
    [3, 1].forEach((strength, k) => expect(modes!.strengths[k]).toBeCloseTo(strength, 14));
    expect(report.noCurves).toBeNull();
    // The published values, at the shown step nearest to their time.
    for (const [time, strong, weak] of [
      [0.5, 0.0199585636, 0.0027136191],
      [1, 0.3557124789, 0.0073421467],
      [1.5, 2.1896116028, 0.019709373],
      [2, 2.9457206986, 0.0518206587],
      [3, 2.9998629821, 0.2876643687],
    ] as const) {
      const row = steps.findIndex((step) => step * 0.0005 >= time - 1e-9);
      expect(times![row]).toBeCloseTo(time, 2);
      if (Math.abs(times![row]! - time) > 1e-9) continue;
      expect(Math.abs(modes!.curves![row * 2]! - strong)).toBeLessThan(1e-9);
      expect(Math.abs(modes!.curves![row * 2 + 1]! - weak)).toBeLessThan(1e-9);
      expect(Math.abs(singularValues![row * singularCount]! / strong - 1)).toBeLessThan(0.005);
      expect(Math.abs(singularValues![row * singularCount + 1]! / weak - 1)).toBeLessThan(0.005);
    }
    const coarse = await aligned({ rate: 0.001, steps: 3000 });
    expect(modes!.deviation[0]).toBeLessThan(0.002);
    expect(coarse.modes!.deviation[0]! / modes!.deviation[0]!).toBeCloseTo(2, 1);
    expect(coarse.modes!.deviation[1]! / modes!.deviation[1]!).toBeCloseTo(2, 1);
  });

  test.each([
    ['mean-squared-error', 2 / 3],
    ['half-sum-of-squares', 3],
  ])('%s has its own time', async (loss, factor) => {
    const { modes } = await aligned({ rate: 0.001 / factor, steps: 3000, more: { loss } });
    const { modes: half } = await aligned({ rate: 0.001, steps: 3000 });
    expect(modes!.deviation[0]! / half!.deviation[0]!).toBeCloseTo(1, 6);
  });
});

test.each([3, 4])('%i layers follow u′ = N·u^(2−2/N)·(s − u)', async (layers) => {
  const gain = 0.3;
  const { modes } = await aligned({ rate: 0.002, steps: 4000, layers, gain });
  expect(modes!.start).toBe('aligned');
  expect(modes!.initial[0]).toBeCloseTo(gain ** layers, 14);
  expect(modes!.deviation[0]).toBeLessThan(0.02);
  expect(modes!.deviation[1]).toBeLessThan(0.005);
});

describe('the built-in experiment', () => {
  test('rests at saddles of rank 0 and 1, then learns everything; the same bits with one thread', async () => {
    const single = createSaddlescope({ workers: 1 });
    const ask = async (service: typeof app) => {
      const { run } = await service.createRun(service.template('linear-mode-by-mode'));
      await service.train(run, { steps: 3000 });
      const report = await service.study(run, 'saddle-to-saddle');
      await service.closeRun(run);
      return report;
    };
    const report = await ask(app);
    expect(await ask(single)).toEqual(report);
    await single.dispose();
    expect(report.plateaus.map(({ learned }) => learned)).toEqual([[], [0], [0, 1]]);
    expect(report.plateaus.map(({ saddle }) => saddle!.rank)).toEqual([0, 1, 2]);
    // ½·Σs² over the modes that are left.
    [5, 0.5, 0].forEach((loss, i) =>
      expect(Math.abs(report.plateaus[i]!.saddle!.loss - loss)).toBeLessThan(1e-12),
    );
    // The weak mode, through each of the three hidden directions that the strong one leaves free.
    expect(report.plateaus[1]!.saddle!.inertia.negative).toBe(3);
    expect(report.plateaus[2]!.saddle!.inertia.negative).toBe(0);
    expect(report.plateaus.map(({ atEnd }) => atEnd)).toEqual([false, false, true]);
    expect(report.modes!.start).toBe('matched');
    expect(Math.max(...report.modes!.deviation)).toBeLessThan(0.01);
    const { charts, tables, lookAlong } = studyView('saddle-to-saddle', report);
    for (const { series } of charts) for (const { x, y } of series) expect(y.length).toBe(x.length);
    expect(charts[0]!.series.map(({ name }) => name)).toContain('closed form, s = 3');
    expect(tables[0]!.rows.length).toBe(3);
    expect(lookAlong.map(({ centre }) => centre)).toEqual([
      null,
      ...report.plateaus.slice(0, 2).map(({ step }) => `step:${step}`),
    ]);
  });

  test('random directions of the modes change nothing of it', async () => {
    const template = app.template('linear-mode-by-mode');
    const { run } = await app.createRun({ ...template, data: { ...template.data, rotated: true } });
    await app.train(run, { steps: 3000 });
    const { modes, plateaus } = await app.study(run, 'saddle-to-saddle');
    await app.closeRun(run);
    expect(modes!.strengths[0]).toBeCloseTo(3, 13);
    expect(plateaus.map(({ saddle }) => saddle!.rank)).toEqual([0, 1, 2]);
    expect(Math.max(...modes!.deviation)).toBeLessThan(0.01);
  });
});

test('three layers leave the all-zero point, a saddle of order 3 where the Hessian is 0', async () => {
  const data = { name: 'linear-modes', strengths: [3, 2, 1], inputs: 3, outputs: 3 };
  const { plateaus, modes } = await aligned({
    rate: 0.005,
    steps: 2400,
    layers: 3,
    gain: 0.05,
    more: { data },
  });
  const { saddle, learned } = plateaus[0]!;
  expect(learned).toEqual([]);
  expect([saddle!.rank, saddle!.inertia.negative, saddle!.inertia.positive]).toEqual([0, 0, 0]);
  expect(saddle!.higher!.order).toBe(3);
  expect(modes!.deviation[0]).toBeLessThan(0.05);
});

test('a network that is not linear: plateaus and saddles without curves', async () => {
  const { run } = await app.createRun(app.template('xor-pushed'));
  await app.train(run, { steps: 1500 });
  const report = await app.study(run, 'saddle-to-saddle');
  await app.closeRun(run);
  expect([report.linear, report.modes, report.singularValues]).toEqual([false, null, null]);
  expect(report.plateaus.length).toBe(2);
  expect(report.plateaus[0]!.saddle!.loss).toBeCloseTo(0.5, 12);
  expect(report.plateaus[1]!.saddle!.loss).toBeLessThan(1e-20);
});

test('where the curves do not hold, the reason is said', async () => {
  const short = { rate: 0.001, steps: 50 };
  const momentum = { training: { rule: { name: 'momentum', rate: 0.001 }, steps: 50 } };
  const slow = await aligned({ ...short, more: momentum });
  expect(slow.noCurves).toBe('the update rule is not gradient descent');
  expect(slow.modes!.curves).toBeNull();
  expect(slow.sentences.at(-1)).toBe(
    'The closed-form curves do not hold here: the update rule is not gradient descent.',
  );
  const teacher = { data: { name: 'teacher', samples: 20, inputs: 3, outputs: 3 } };
  const skewed = await aligned({ ...short, more: teacher });
  expect(skewed.noCurves).toMatch(/the inputs are not white/);
  expect(skewed.modes).toBeNull();
  expect(skewed.singularValues!.length).toBe(skewed.steps.length * 3);
});
