import { afterAll, expect, test } from 'vitest';
import { createSaddlescope } from '../../src/app';
import { renderPng } from '../../src/figures/headless';
import { readPngRecipe } from '../../src/files/png-recipe';
import type { Predictions } from '../../src/model/predictions';

/** Oracle: the same run without predictions. */

const app = createSaddlescope({ workers: 1 });
afterAll(() => app.dispose());

const predictions: Predictions = {
  A1a: { said: 'true', found: 'true' },
  A1d: { said: 'false', found: null },
  Q2: { said: null, found: 'true' },
};
const pushed = () => app.template('xor-pushed');
const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

test('are amended without another run, and taken away again', async () => {
  const { run } = await app.createRun(pushed());
  const trained = await app.train(run, { steps: 100 });
  const amended = await app.amend(run, { predictions });
  expect(amended).toEqual({ ...trained, experiment: { ...trained.experiment, predictions } });
  const { experiment } = await app.amend(run, { name: 'Mine' });
  expect(experiment.predictions).toEqual(predictions);
  expect((await app.amend(run, { predictions: {} })).experiment).not.toHaveProperty('predictions');
  await expect(
    app.amend(run, { predictions: { A1a: { said: 'perhaps' as 'true', found: null } } }),
  ).rejects.toThrow('predictions.A1a.said is "perhaps" but must be one of "true", "false", "depends".');
});

test('go into .saddle and JSON and come back, and leave every number as it is', async () => {
  const plain = await app.createRun(pushed());
  const guessed = await app.createRun({ ...pushed(), predictions });
  for (const { run } of [plain, guessed]) await app.train(run);
  const opened = await Promise.all(
    (['saddle', 'json'] as const).map(async (format) =>
      app.open(`x.${format}`, await app.encode(guessed.run, format)),
    ),
  );
  for (const { view, warnings } of opened) {
    expect(view.experiment.predictions).toEqual(predictions);
    expect(warnings).toEqual([]);
  }
  const [without, withThem] = await Promise.all([app.view(plain.run), app.view(guessed.run)]);
  expect({ ...withThem, run: '', experiment: pushed() }).toEqual({
    ...without,
    run: '',
    experiment: pushed(),
  });
  for (const format of ['theta-npy', 'history-csv'] as const)
    expect(await app.encode(guessed.run, format)).toEqual(await app.encode(plain.run, format));
  expect(text(await app.encode(plain.run, 'json'))).not.toContain('predictions');
});

test('stay out of pictures, which are handed around', async () => {
  const { run, experiment } = await app.createRun({ ...pushed(), predictions });
  const png = await renderPng(() => undefined, 8, 8);
  for (const of of [run, experiment]) {
    const recipe = JSON.parse(readPngRecipe(await app.stampPng(of, png), 'x.png')) as object;
    expect(recipe).not.toHaveProperty('predictions');
    expect(recipe).toMatchObject({ name: experiment.name, training: experiment.training });
  }
});
