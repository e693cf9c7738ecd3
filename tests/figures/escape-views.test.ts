import { afterAll, expect, test } from 'vitest';
import { createSaddlescope } from '../../src/app';
import { studyView } from '../../src/figures/studies';

/** Oracle: the answers themselves; what a person is shown holds their numbers and nothing that has no place on its axis. */

const app = createSaddlescope({ workers: 2 });
afterAll(() => app.dispose());

test('escape: the medians and the law over ε, and one survival curve per ε', async () => {
  const { run } = await app.createRun(app.template('xor-from-zero'));
  const settings = {
    direction: 'random',
    members: 8,
    points: 3,
    smallest: 0.1,
    largest: 0.2,
    flow: false,
  } as const;
  const report = await app.study(run, 'escape', settings);
  const { charts, findings, tables, evidence } = studyView('escape', report);
  const [times, survival] = charts;
  expect(times!.series.map(({ name }) => name)).toEqual(['median steps', '10 %', '90 %', 'law']);
  expect(Array.from(times!.series[0]!.y)).toEqual(report.rows.map(({ quantiles }) => quantiles[2]));
  expect(survival!.series).toHaveLength(3);
  for (const { x, y } of survival!.series) {
    expect([x[0], y[0]]).toEqual([0, 1]);
    expect(y.at(-1)).toBeCloseTo(0, 12);
  }
  report.sentences.forEach((sentence, i) => {
    expect(sentence.startsWith(findings[i]!.headline.slice(0, -1))).toBe(true);
    expect(sentence.toLowerCase().endsWith(findings[i]!.detail.toLowerCase())).toBe(true);
  });
  expect(tables[0]!.rows).toHaveLength(3);
  expect(evidence.map(({ label }) => label)).toEqual(
    expect.arrayContaining(['eigenvalues', 'leading constant C']),
  );
  await app.closeRun(run);
});

test('round-off: only twins that came apart are drawn, and no distance of 0 on a logarithmic axis', async () => {
  const { run } = await app.createRun(app.template('xor-equal-units'));
  const report = await app.study(run, 'round-off', { watched: 60 });
  const { charts, tables } = studyView('round-off', report);
  expect(charts[0]!.series.map(({ name }) => name)).toEqual(['permuted, f64', 'permuted, f32']);
  for (const { x, y } of charts[0]!.series) {
    expect(x).toHaveLength(61);
    expect(y[0]).toBeNaN();
    expect(y.at(-1)).toBeGreaterThan(0);
  }
  expect(tables[0]!.rows).toHaveLength(8);
  await app.closeRun(run);
});
