import { describe, expect, test } from 'vitest';
import { type AnyStudy, type StudyName, studyNamed } from '../../src/analysis/studies';
import { studySettings } from '../../src/analysis/studies/settings';
import { studyView } from '../../src/figures/studies';
import { findingOf } from '../../src/figures/studies/finding-of';
import { parseExperiment } from '../../src/model/schema';
import { studiedRun } from '../analysis/studied-run';

/** Oracles: the answers that the views are made from, and the schema that their planes must satisfy. */

const run = studiedRun(
  {
    network: { sizes: [2, 3, 1], activations: 'relu' },
    initialisation: { weights: { name: 'constant', value: 0.5 } },
  },
  30,
);
function answered(name: StudyName, written: object) {
  const study: AnyStudy = studyNamed(name);
  const settings = studySettings(study, written);
  const parts = study.plan(run, settings).map((part) => study.work(run, settings, part));
  return studyView(name, study.join(run, settings, parts) as never);
}

describe('symmetry', () => {
  const view = answered('symmetry', { at: 'final' });

  test('shows width, balance and a plane that ties the first two twins', () => {
    expect(view.charts.map(({ title }) => title)).toEqual(['Effective width', 'Balance of layers']);
    expect([...view.charts[0]!.series[0]!.y]).toEqual(new Array(31).fill(1));
    expect(view.lookAlong).toMatchObject([
      { plane: { name: 'tied-units', layer: 1, unit: 1, twin: 2 }, centre: 'final' },
    ]);
    expect(view.evidence).toContainEqual({ label: 'permutations', value: '6' });
    expect(view.tables[0]!.rows).toEqual([['1', '3', 'relu', 'no', '3', '0']]);
  });
});

describe('line', () => {
  test('polynomials leave the chart where they leave the loss behind', () => {
    const view = answered('line', { at: 'init', direction: 'random', extent: 20, count: 101 });
    const [two, , , loss] = view.charts[0]!.series;
    expect(two!.y.some(Number.isNaN) || two!.y.every((value) => value <= 1.5 * Math.max(...loss!.y))).toBe(
      true,
    );
    expect(view.tables[0]!.rows).toHaveLength(7);
  });

  test.each([
    [
      { direction: 'eigenvector', index: 0 },
      { name: 'eigenvectors', first: 'lowest' },
    ],
    [
      { direction: 'eigenvector', index: -1 },
      { name: 'eigenvectors', first: 'highest' },
    ],
    [{ direction: 'gradient' }, { name: 'gradient' }],
    [{ direction: 'witness' }, { name: 'witness' }],
    [
      { direction: 'parameter', parameter: 'b2[0]' },
      { name: 'coordinates', first: 'b2[0]' },
    ],
    [
      { direction: 'between', to: 'final' },
      { name: 'between-checkpoints', to: 'final' },
    ],
  ])('%o can be looked along', (settings, plane) => {
    const [look] = answered('line', { at: 'init', ...settings }).lookAlong;
    expect(look).toMatchObject({ plane, centre: 'init' });
    const landscape = { ...run.experiment.landscape, plane: look!.plane };
    expect(parseExperiment({ ...run.experiment, landscape }).landscape.plane).toEqual(look!.plane);
  });
});

test('a sentence is split at its first colon or semicolon outside brackets', () => {
  expect(findingOf('No twins broke here: nothing did.')).toEqual({
    headline: 'No twins broke here.',
    detail: 'Nothing did.',
  });
  expect(findingOf('Units 1 and 2 (apart: 3) stay: they are tied.')).toEqual({
    headline: 'Units 1 and 2 (apart: 3) stay.',
    detail: 'They are tied.',
  });
  expect(findingOf('All is well.')).toEqual({ headline: 'All is well.', detail: '' });
});
