import { describe, expect, test } from 'vitest';
import { groupRuns } from '../../../src/analysis/sweeps/groups';
import { sweepSentences } from '../../../src/analysis/sweeps/sentences';
import { summarise, type SweepRows } from '../../../src/analysis/sweeps/summary';
import { sweepTable, tableAxes } from '../../../src/analysis/sweeps/table';
import { core } from '../../../src/core';
import { cividis, colourAt } from '../../../src/figures/colour-maps';
import type { DrawingContext } from '../../../src/figures/context';
import { solvedChart, survivalChart } from '../../../src/figures/sweeps/charts';
import { describeSweep, drawSweepPage } from '../../../src/figures/sweeps/sweep-page';
import { drawTableMap } from '../../../src/figures/sweeps/table-map';
import { parseExperiment } from '../../../src/model/schema';
import { column, rowColumns } from '../../../src/model/sweep/row';
import { SweepPlan } from '../../../src/model/sweep/plan';
import { engine } from '../../files/fixtures';
import { createCanvas } from '../canvas';

/** Oracle: rows written by hand. Of the four seeds, width 2 solves as many as the rate's place says, and width 3 all; escapes are at 10·seed. */

const experiment = parseExperiment({
  name: 'by hand',
  sweep: {
    axes: [
      { over: 'rate', values: [0.1, 0.2, 0.4] },
      { over: 'width', values: [2, 3] },
      { over: 'seed', values: [1, 2, 3, 4] },
    ],
  },
});
const plan = new SweepPlan(experiment, core().math);
const width = rowColumns(plan.hiddenLayers).length;
const data: SweepRows = {
  width,
  rows: new Float64Array(plan.runs * width).fill(NaN),
  known: new Uint8Array(plan.runs).fill(1),
};
for (let run = 0; run < plan.runs; run++) {
  const [rate, wide, seed] = plan.coordinates(run) as [number, number, number];
  const row = data.rows.subarray(run * width, (run + 1) * width);
  row[column.status] = 0;
  row[column.steps] = 100;
  row[column.solved] = wide === 1 || seed <= rate ? 1 : 0;
  row[column.final_loss] = 1 + seed;
  row[column.escape_step] = seed === 3 ? NaN : 10 * (seed + 1);
}
const summary = summarise(groupRuns(plan), data, core().math);
const axes = tableAxes(plan)!;
const tables = (['solved', 'escape-step'] as const).map((name) => sweepTable(plan, data, axes, name));
const sentences = sweepSentences(summary);

describe('statistics of rows', () => {
  test('one group per rate and width, over the seeds', () => {
    expect(summary.groups.map(({ label, runs }) => [label, runs])).toEqual([
      ['rate 0.1, width 2', 4],
      ['rate 0.1, width 3', 4],
      ['rate 0.2, width 2', 4],
      ['rate 0.2, width 3', 4],
      ['rate 0.4, width 2', 4],
      ['rate 0.4, width 3', 4],
    ]);
    expect(summary.groups[2]).toMatchObject({ solved: { count: 2, share: 0.5 }, escaped: { count: 3 } });
    expect(summary.groups[0]!.finalLoss.median).toBe(2.5);
    expect(summary.groups[0]!.escapeSteps).toEqual({ low: 10, median: 20, high: NaN });
  });

  test('a table over the two axes that are no seeds, the later one across', () => {
    expect(tables[0]!.across).toEqual({ place: 'network.width', values: [2, 3] });
    expect(Array.from(tables[0]!.numbers)).toEqual([0.25, 1, 0.5, 1, 0.75, 1]);
    expect(Array.from(tables[1]!.numbers)).toEqual([20, 20, 20, 20, 20, 20]);
    expect(Array.from(tables[0]!.counts)).toEqual([4, 4, 4, 4, 4, 4]);
  });

  test('sentences name the best and the worst group', () => {
    expect(sentences.join(' ')).toBe(
      '24 runs: 18 solved, 18 escaped, 0 diverged. Most are solved with rate 0.1, width 3: 4 of 4 (100 %; 95 %: 51–100 %); fewest with rate 0.1, width 2: 1 of 4 (25 %; 95 %: 4.56–69.9 %).',
    );
  });

  test('what is not there yet is in no number', () => {
    const half = { ...data, known: data.known.map((_, run) => (run < 12 ? 1 : 0)) };
    const partial = summarise(groupRuns(plan), half, core().math);
    expect([partial.done, partial.groups[5]!.done, partial.groups[5]!.solved.share]).toEqual([12, 0, NaN]);
    expect(sweepSentences(partial)[0]).toBe('12 of 24 runs are there.');
  });
});

describe('figures', () => {
  test('a survival curve per group begins at 1 and has the group’s steps', () => {
    const { series, description } = survivalChart(summary);
    expect(series.map(({ name }) => name)).toEqual(summary.groups.map(({ label }) => label));
    expect(Array.from(series[0]!.x)).toEqual([0, 10, 20, 30]);
    expect(Array.from(series[0]!.y)).toEqual([1, 0.75, 0.5, 0.25]);
    expect(description).toMatch(/rate 0\.1, width 2: half have escaped by step 20\./);
  });

  test('few groups have their bands, one series each', () => {
    const few = { ...summary, groups: summary.groups.slice(0, 2) };
    expect(survivalChart(few).series.map(({ name }) => name)).toEqual([
      '95 %',
      'rate 0.1, width 2',
      '95 %',
      'rate 0.1, width 3',
    ]);
  });

  test('shares solved stand over the field that is varied, in its order', () => {
    const one = {
      ...summary,
      places: ['training.rule.rate'],
      groups: [4, 0, 2].map((i) => summary.groups[i]!),
    };
    const { x, series } = solvedChart(one);
    expect(x.label).toBe('rate');
    expect(Array.from(series[2]!.x)).toEqual([0.1, 0.2, 0.4]);
    expect(Array.from(series[2]!.y)).toEqual([0.25, 0.5, 0.75]);
  });

  test('cells of the map have the colours of their numbers, the first line at the bottom', () => {
    const canvas = createCanvas(600, 400);
    const ctx = canvas.getContext('2d');
    const place = { x: 0, y: 0, width: 600, height: 400 };
    const cells = drawTableMap(ctx as unknown as DrawingContext, {
      table: tables[0]!,
      theme: 'light',
      ...place,
    });
    expect(cells[0]!.y).toBeGreaterThan(cells[4]!.y);
    cells.forEach((cell, i) => {
      const pixel = ctx.getImageData(Math.round(cell.x + 4), Math.round(cell.y + 4), 1, 1).data;
      expect(Array.from(pixel.slice(0, 3))).toEqual([...colourAt(cividis, tables[0]!.numbers[i]!)]);
    });
  });

  test('the whole page is drawn in both themes, and told in words', () => {
    const about = { experiment, summary, tables, sentences, engine };
    const pictures = (['light', 'dark'] as const).map((theme) => {
      const canvas = createCanvas(900, 600);
      const ctx = canvas.getContext('2d');
      drawSweepPage(ctx as unknown as DrawingContext, { width: 900, height: 600, theme, ...about });
      return new Set(new Uint32Array(ctx.getImageData(0, 0, 900, 600).data.buffer)).size;
    });
    for (const colours of pictures) expect(colours).toBeGreaterThan(50);
    expect(describeSweep(about)).toMatch(/The share solved over width and rate\. rate 0\.1, width 2: 25 %;/);
  });
});
