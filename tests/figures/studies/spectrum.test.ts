import { afterAll, describe, expect, test } from 'vitest';
import { createSaddlescope, type StudySettings } from '../../../src/app';
import { studyView } from '../../../src/figures/studies';

/** Oracle: the answer itself; a view shows it and adds nothing. */

const app = createSaddlescope({ workers: 1 });
afterAll(() => app.dispose());

async function answer(settings: StudySettings<'spectrum'>) {
  const { run } = await app.createRun(app.checkExperiment({ data: 'and' }));
  return app.study(run, 'spectrum', { theta: [0, 0, 0, 0, 0, 0, 0, 0, -0.5], ...settings });
}
const factOf = (view: ReturnType<typeof studyView>, label: string) =>
  view.evidence.find((fact) => fact.label === label)?.value;

describe('how a spectrum is shown', () => {
  test('exact: every eigenvalue is one stem of one sign, and the inertia stands among the evidence', async () => {
    const report = await answer({});
    if (report.kind !== 'exact') throw new Error('not exact');
    const view = studyView('spectrum', report);
    const [chart] = view.charts;
    const stems = chart!.series.filter(({ draw }) => draw === 'stems');
    report.eigenvalues.forEach((value, k) =>
      expect(stems.map(({ y }) => y[k]!).filter((y) => !Number.isNaN(y))).toEqual([value]),
    );
    expect(stems.map(({ y }) => y.filter((value) => !Number.isNaN(value)).length)).toEqual([2, 4, 3]);
    expect(factOf(view, 'inertia (negative / zero / positive)')).toBe('2 / 4 / 3');
    expect(factOf(view, 'Gauss–Newton matrix')).toBe('0 / 8 / 1');
    expect(view.findings[0]).toEqual({
      headline: 'Three eigenvalues are positive, four are zero, two are negative.',
      detail:
        'A strict saddle, whose loss falls at second order along the eigenvectors of the negative ones.',
    });
    for (const { columns, rows } of view.tables)
      for (const row of rows) expect(row).toHaveLength(columns.length);
    expect(chart!.description).toContain('2 negative, 4 zero, 3 positive');
  });

  test('estimate: the density with its standard error, and the seed', async () => {
    const report = await answer({ method: 'estimate', probeSeed: 5 });
    const view = studyView('spectrum', report);
    const [density, above, below] = view.charts[0]!.series;
    density!.y.forEach((value, i) => {
      expect(above!.y[i]!).toBeGreaterThanOrEqual(value);
      expect(below!.y[i]!).toBeLessThanOrEqual(value);
    });
    expect(factOf(view, 'random directions')).toContain('seed 5');
    expect(factOf(view, 'estimate: negative')).toMatch(/ ± /);
    expect(JSON.stringify(view.findings)).not.toContain('undefined');
  });
});
