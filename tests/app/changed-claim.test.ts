import { afterAll, describe, expect, test } from 'vitest';
import { createSaddlescope } from '../../src/app';

/** Oracle: a row measured on its own experiment is the row itself; theory says what changes do. */

const app = createSaddlescope({ workers: 2 });
afterAll(() => app.dispose());

describe('a row of a claim on another experiment', () => {
  test('with nothing changed is the same to the last bit', async () => {
    const result = await app.claim('A6e');
    for (const index of [0, 4, 11]) {
      const { row, verdict, held, decided } = await app.changeClaim(
        'A6e',
        index,
        result.rows[index]!.document,
      );
      expect(row).toEqual(result.rows[index]);
      expect([verdict, held, decided]).toEqual([result.verdict, result.held, result.decided]);
    }
  });

  test('a larger push leaves sooner, and the verdict over the table is told with it', async () => {
    const { rows, held } = await app.claim('A6e');
    const { document } = rows[3]!;
    const changed = await app.changeClaim('A6e', 3, {
      ...document,
      initialisation: {
        ...document.initialisation,
        perturbation: { ...document.initialisation.perturbation, size: 0.3 },
      },
    });
    expect(rows[3]!.holds).toBe(false);
    expect(changed.row.holds).toBe(true);
    expect(changed.held).toBe(held + 1);
    expect(changed.verdict).toBe('depends');
  });

  test('a change can turn a verdict', async () => {
    const { rows, verdict } = await app.claim('E2');
    expect(verdict).toBe('true');
    const { document } = rows[0]!;
    const changed = await app.changeClaim('E2', 0, {
      ...document,
      training: { ...document.training, steps: 1 },
    });
    expect(changed.row.holds).toBe(false);
    expect(changed.verdict).toBe('depends');
  });

  test('what is not defined for it is told in a sentence, and the table stays as it was', async () => {
    const before = await app.claim('A2f');
    const { document } = before.rows[0]!;
    const drawn = document.initialisation.weights.map(() => ({ name: 'normal', deviation: 1 }));
    await expect(
      app.changeClaim('A2f', 0, {
        ...document,
        initialisation: { ...document.initialisation, weights: drawn },
      }),
    ).rejects.toThrow(/equal units need the same number/);
    expect((await app.claim('A2f')).rows).toEqual(before.rows);
    await expect(app.changeClaim('A6e', 99, document)).rejects.toThrow(
      /^claim A6e has (\d+) rows: choose one from 1 to \1\.$/,
    );
    await expect(app.changeClaim('A6x', 0, document)).rejects.toThrow(/did you mean/);
  });
});

test('predictions belong to the document: amended, saved, opened, and no part of the run', async () => {
  const view = await app.createRun(app.template('xor-from-zero'));
  const predictions = { A1a: { said: 'true', found: 'true' }, E6: { said: 'depends', found: null } } as const;
  const amended = await app.amend(view.run, { predictions });
  expect(amended.experiment.predictions).toEqual(predictions);
  const opened = await app.open('x.saddle', await app.encode(view.run, 'saddle'));
  expect(opened.view.experiment.predictions).toEqual(predictions);
  expect(opened.warnings).toEqual([]);
  const json = JSON.parse(new TextDecoder().decode(await app.encode(view.run, 'json'))) as object;
  expect(app.checkExperiment(json).predictions).toEqual(predictions);
});
