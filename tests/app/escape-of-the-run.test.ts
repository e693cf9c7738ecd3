import { afterAll, expect, test } from 'vitest';
import { createSaddlescope, type StudySettings } from '../../src/app';
import { studyView } from '../../src/figures/studies';
import { parseExperiment } from '../../src/model/schema';

/**
 * What the escape study says of the run itself. Oracles: the run trained to the step before and to the step, whatever its record leaves out, and the closed form
 * of the law (1 + √5)/2·(ε⁻² − Δ⁻²) with Δ⁴ = 0.05/C, C = (√5 − 1)/16.
 */

const app = createSaddlescope({ workers: 1 });
afterAll(() => app.dispose());

const root5 = Math.sqrt(5);
/** Along the first unit alone: w = ½, ½, and b, v of the closed form. */
const steepest = [0.5, 0.5, 0, 0, 0.601500955, 0, 0.371748034, 0, 0];
const rate = 0.2;

async function pushed(size: number, direction: object = { name: 'values', values: steepest }) {
  const base = app.template('xor-from-zero');
  const initialisation = { ...base.initialisation, perturbation: { size, direction } };
  return (await app.createRun(parseExperiment({ ...base, initialisation }))).run;
}
const ownOf = async (run: string, settings: StudySettings<'escape'> = {}) =>
  (await app.study(run, 'escape', { points: 1, smallest: 0.2, largest: 0.2, flow: false, ...settings })).own;

test('it left at the very step at which its loss had fallen by a tenth, beside the law of its own ε', async () => {
  const run = await pushed(0.05);
  const view = await app.train(run);
  const own = (await ownOf(run))!;
  // More steps than a record keeps.
  expect(view.history.steps.length).toBeLessThan(view.step);
  expect(own.epsilon).toBeCloseTo(0.05, 15);
  expect(own.alignment!).toBeGreaterThan(0.999);
  await app.reset(run);
  const before = await app.train(run, { steps: own.left! - 1 });
  expect(before.history.loss.at(-1)).toBeGreaterThanOrEqual(0.45);
  const after = await app.train(run, { steps: 1 });
  expect(after.history.loss.at(-1)).toBeLessThan(0.45);
  const delta = (0.05 / ((root5 - 1) / 16)) ** (1 / 4);
  const law = (((1 + root5) / 2) * (0.05 ** -2 - delta ** -2)) / rate;
  expect(Math.abs(own.law!.steps! / law - 1)).toBeLessThan(1e-3);
  expect(Math.abs(own.left! / law - 1)).toBeLessThan(0.05);
  await app.closeRun(run);
});

test('it is told in words and drawn among the starts of the study', async () => {
  const run = await pushed(0.3, { name: 'random' });
  const settings = { points: 2, smallest: 0.1, largest: 0.2, flow: false } as const;
  const untrained = await app.study(run, 'escape', settings);
  expect(untrained.own).toMatchObject({ left: null, watched: 0 });
  expect(untrained.sentences.at(-1)).toMatch(
    /starts 0\.3 from here and has not been trained; the law says [\d.]+ steps\. It is not pushed along the steepest/,
  );
  await app.train(run, { steps: 20 });
  expect((await app.study(run, 'escape', settings)).sentences.at(-1)).toMatch(
    /was still there after 20 steps \(law [\d.]+\)/,
  );
  await app.train(run);
  const report = await app.study(run, 'escape', settings);
  expect(report.sentences.at(-1)).toContain(`had left after ${report.own!.left} steps (law `);
  const series = studyView('escape', report).charts[0]!.series.find(({ name }) => name === 'this run')!;
  expect([series.x[0], series.y[0]]).toEqual([report.own!.epsilon, report.own!.left]);
  expect(structuredClone(report)).toEqual(report);
  await app.closeRun(run);
});

test('a run that starts at the point, far from it, or comes to it later is not one that was pushed off it', async () => {
  const { run } = await app.createRun(app.template('xor-from-zero'));
  expect(await ownOf(run)).toBeNull();
  await app.closeRun(run);
  const far = await pushed(3);
  expect(await ownOf(far)).toBeNull();
  await app.closeRun(far);
  const comes = (await app.createRun(app.template('and-from-zero'))).run;
  await app.train(comes);
  expect(await ownOf(comes, { at: 'final' })).toBeNull();
  await app.closeRun(comes);
});
