import { afterAll, describe, expect, test } from 'vitest';
import { createSaddlescope } from '../../src/app';

/** Oracles: the service's own records, and the sentence that a person should get. */

const app = createSaddlescope({ workers: 2 });
afterAll(() => app.dispose());

describe('a study of a run', () => {
  test('is asked by name and sees the run as it is now', async () => {
    const { run } = await app.createRun(app.template('xor-equal-units'));
    const view = await app.train(run, { steps: 100 });
    const report = await app.study(run, 'symmetry');
    expect(report.steps).toEqual(view.checkpointSteps);
    const final = await app.inspect(run, 'final');
    expect(report.twins.at(-1)).toEqual(final.twins);
    await app.closeRun(run);
  });

  test('lists its settings for menus and help', () => {
    expect(app.studies().map(({ name }) => name)).toContain('symmetry');
    expect(structuredClone(app.studies())).toEqual(app.studies());
  });

  test('refuses an unknown study and an unknown setting with the place', async () => {
    const { run } = await app.createRun(app.template('xor-from-zero'));
    await expect(app.study(run, 'moods' as never)).rejects.toThrow(/no study "moods"; possible: /);
    await expect(app.study(run, 'symmetry', { depth: 3 } as never)).rejects.toThrow(
      /symmetry\.depth is not a known key/,
    );
    await app.closeRun(run);
  });

  test('that is cancelled says so', async () => {
    const { run } = await app.createRun(app.template('xor-from-zero'));
    const cancelled = app.study(run, 'symmetry', {}, { signal: AbortSignal.abort() });
    await expect(cancelled).rejects.toMatchObject({ place: 'cancelled' });
    await app.closeRun(run);
  });
});
