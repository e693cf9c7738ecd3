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

  test('symmetry at a point: orbit, effective width and sentences agree with the point report', async () => {
    const { run } = await app.createRun(app.template('xor-equal-units'));
    await app.train(run, { steps: 50 });
    const report = await app.study(run, 'symmetry', { at: 'final' });
    // Four twins: no permutation moves anything, and each of the 2⁴ sign patterns gives another point.
    expect(report.orbit.permutations).toEqual({ elements: '24', fixing: '24', points: '1', exact: true });
    expect(report.orbit.withFlips).toEqual({ elements: '384', fixing: '24', points: '16', exact: true });
    expect([...report.effectiveWidth]).toEqual(new Array(51).fill(1));
    expect(report.sentences.join(' ')).toContain('No class of twins ever broke');
    expect(structuredClone(report)).toEqual(report);
    await app.closeRun(run);
  });

  test('a line through the all-zero point: XOR is flat to second order along a null vector, curved along the output bias', async () => {
    const { run } = await app.createRun(app.template('xor-from-zero'));
    const up = await app.study(run, 'line', { direction: 'eigenvector', index: -1 });
    expect(up.leading.right).toEqual({ order: 2, coefficient: 0.5 });
    const flat = await app.study(run, 'line', { direction: 'eigenvector', index: 0 });
    expect(Math.abs(flat.coefficients.right[2]!)).toBeLessThan(1e-15);
    // Along w = (1, 1), b = 1, v = ½ (all of the first unit) half-MSE begins with −1.25/2·t⁴.
    const values = [1, 1, 0, 0, 1, 0, 0.5, 0, 0];
    const down = await app.study(run, 'line', { direction: 'given', values, extent: 0.5 });
    expect(down.leading.right!.order).toBe(4);
    expect(down.leading.right!.coefficient).toBeCloseTo(-0.625, 13);
    expect(down.sentences[1]).toBe(
      'The first term that is not 0 is −0.625·t^4: the loss falls to both sides.',
    );
    expect(Math.min(...down.loss)).toBeLessThan(0.5);
    expect(structuredClone(down)).toEqual(down);
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
