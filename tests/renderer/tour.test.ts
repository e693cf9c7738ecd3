import { afterAll, describe, expect, test } from 'vitest';
import { tourFacts, type TourFacts } from '../../renderer/state/tour/facts';
import { tourSteps } from '../../renderer/state/tour/steps';
import { createSaddlescope } from '../../src/app';

/** Oracle: real runs of the steps' own experiments through the service, and the theory of their starts. */

const app = createSaddlescope({ workers: 1 });
afterAll(() => app.dispose());

async function facts(template: string, train: boolean): Promise<TourFacts> {
  let view = await app.createRun(app.template(template));
  if (train) view = await app.train(view.run);
  const report = await app.inspect(view.run, 'final');
  const spectrum = await app.study(view.run, 'spectrum', { at: 'final' });
  const order = await app.study(view.run, 'order', { at: 'final', constant: false });
  const { size } = view.experiment.initialisation.perturbation;
  const push = { points: 1, smallest: size, largest: size, members: 1, flow: false };
  const own = size > 0 ? (await app.study(view.run, 'escape', push)).own : null;
  await app.closeRun(view.run);
  return tourFacts(view, report, false, spectrum, order, own);
}

const said = (step: number, about: TourFacts) => tourSteps[step]!.say(about).join(' ');

test('seven steps, each about an experiment that exists', () => {
  expect(tourSteps).toHaveLength(7);
  const known = app.templates().map(({ name }) => name);
  for (const { template } of tourSteps) expect(known).toContain(template);
});

test('no step says a number before there is one', () => {
  const empty: TourFacts = {
    training: false,
    step: 0,
    firstLoss: 0.5,
    loss: 0.5,
    point: null,
    eigenvalues: null,
    order: null,
    parameters: 9,
    epsilon: 0,
    escape: null,
    law: null,
    units: 2,
    width: 1,
  };
  for (const { say } of tourSteps) expect(say(empty).join(' ')).not.toMatch(/NaN|null|undefined/);
});

describe('what the steps say', () => {
  test('1 to 4: nothing moves, no gradient, no negative eigenvalue, order 4', async () => {
    const zero = await facts('xor-from-zero', true);
    expect(said(0, zero)).toContain('After 5,000 steps the loss is 0.5. At the start it was 0.5.');
    expect(said(0, zero)).toContain('no weight has moved');
    expect(said(1, zero)).toContain('every entry of the gradient is exactly 0');
    expect(said(2, zero)).toContain('0 are negative, 8 are 0 and 1 is positive');
    expect(said(3, zero)).toContain('saddle of order 4');
  });

  test('they say otherwise of another run', async () => {
    const pushed = await facts('xor-pushed', false);
    expect(said(1, pushed)).toContain('it is not 0');
    expect(said(0, { ...pushed, step: 1 })).toContain('they have moved');
  });

  test('5: the step of the escape is that of the history, beside the closed form of the law', async () => {
    const pushed = await facts('xor-pushed', true);
    expect(pushed.escape).not.toBeNull();
    // (1 + √5)/2·(ε⁻² − Δ⁻²)/η with Δ⁴ = 0.05/C, C = (√5 − 1)/16.
    const root5 = Math.sqrt(5);
    const delta = (0.05 / ((root5 - 1) / 16)) ** (1 / 4);
    const { rate } = app.template('xor-pushed').training.rule as { rate: number };
    const law = (((1 + root5) / 2) * (pushed.epsilon ** -2 - delta ** -2)) / rate;
    expect(Math.abs(pushed.law! / law - 1)).toBeLessThan(1e-3);
    expect(said(4, pushed)).toContain(`would wait ${Math.round(law)} steps`);
    expect(said(4, pushed)).toContain(`at step ${pushed.escape}`);
    expect(pushed.loss).toBeLessThan(1e-6);
    expect(said(4, { ...pushed, escape: null })).toContain('plateau');
  });

  test('6 and 7: one effective unit, and a network that learns', async () => {
    const twins = await facts('xor-equal-units', true);
    expect(said(5, twins)).toContain('The effective width is 1.');
    expect(twins.loss).toBeGreaterThan(1 / 3);
    const works = await facts('output-layer-zero', true);
    expect(said(6, works)).toMatch(/It learns: after 1,000 steps .* 100 % of the samples right/);
    expect(said(6, { ...works, loss: works.firstLoss })).toContain('Go on training');
  });
});
