import { afterAll, describe, expect, test } from 'vitest';
import { createSaddlescope } from '../../src/app';

/** Oracle: exact arithmetic keeps equal units equal; the training kernels; measured behaviour of libraries that add in an order per unit. */

const app = createSaddlescope({ workers: 2 });
afterAll(() => app.dispose());

describe('equal units under the microscope', () => {
  test('stay twins in one order, and break within a few steps where each unit has an order of its own', async () => {
    const { run } = await app.createRun(app.template('circles-equal-units'));
    const report = await app.study(run, 'round-off', { watched: 300 });
    expect(report.twins).toMatchObject([{ layer: 1, width: 13, effectiveWidth: 1 }]);
    expect(report.rows.map(({ precision, summation }) => `${precision} ${summation}`)).toEqual(
      ['f64', 'f32'].flatMap((precision) =>
        ['naive', 'pairwise', 'kahan', 'permuted'].map((summation) => `${precision} ${summation}`),
      ),
    );
    for (const row of report.rows) {
      expect(row.steps).toBe(300);
      expect(row.gapSteps.at(-1)).toBe(300);
      if (row.summation === 'permuted') {
        expect(row.firstBreak!.step).toBeLessThanOrEqual(5);
        expect(row.effectiveWidths[0]).toBeGreaterThan(1);
        expect(row.gaps[row.gapSteps.indexOf(row.firstBreak!.step)]).toBeGreaterThan(0);
      } else {
        expect(row.firstBreak).toBeNull();
        expect(row.effectiveWidths).toEqual([1]);
        expect(row.gaps.every((gap) => gap === 0)).toBe(true);
      }
    }
    const [f64, f32] = report.rows.filter(({ summation }) => summation === 'permuted');
    expect(f32!.finalGap).toBeGreaterThan(1e4 * f64!.finalGap);
    const view = await app.train(run, { steps: 300 });
    expect(report.rows[0]!.finalLoss).toBeCloseTo(view.history.loss.at(-1)!, 12);
    expect(report.sentences.join(' ')).toContain('as optimised matrix libraries do, twins first differ');
    await app.closeRun(run);
  });

  test('the answer is the same with another number of threads', async () => {
    const single = createSaddlescope({ workers: 1 });
    const answers = await Promise.all(
      [app, single].map(async (each) => {
        const { run } = await each.createRun(each.template('xor-equal-units'));
        return each.study(run, 'round-off', { watched: 100 });
      }),
    );
    expect(answers[0]).toEqual(answers[1]);
    await single.dispose();
  });

  test('a point without equal units is refused with the remedy', async () => {
    const { run } = await app.createRun(app.template('xor-pushed'));
    await expect(app.study(run, 'round-off', {})).rejects.toThrow(
      /^No two units of a hidden layer are equal at this point, .*\(xor-equal-units\)\.$/,
    );
    await app.closeRun(run);
  });
});
