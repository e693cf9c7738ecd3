import { describe, expect, test } from 'vitest';
import { compareRuns, type KeptRun } from '../../../src/analysis/comparison/comparison';
import {
  labelColumn,
  resultColumns,
  settingColumns,
  sortedRuns,
} from '../../../src/figures/comparison/columns';
import { comparisonPageSize, drawComparisonPage } from '../../../src/figures/comparison/comparison-page';
import { comparisonChart, quantitiesOf } from '../../../src/figures/comparison/curves';
import type { DrawingContext } from '../../../src/figures/context';
import { parseHex } from '../../../src/figures/oklab';
import { rankStyle } from '../../../src/figures/ranks';
import { readableAt, readingsAt } from '../../../src/figures/studies/readings';
import { engine, experiment } from '../../files/fixtures';
import { createCanvas } from '../canvas';

/** Oracle: histories written by hand, and the pixels of the finished picture. */

function kept(label: string, rank: number, loss: readonly number[], change: Partial<KeptRun> = {}): KeptRun {
  const steps = Float64Array.from(loss, (_, i) => i);
  const none = steps.map(() => NaN);
  return {
    id: label,
    label,
    rank,
    experiment: { ...experiment, initialisation: { ...experiment.initialisation, seed: 10 - rank } },
    parameterCount: 9,
    step: loss.length - 1,
    status: 'finished',
    message: '',
    history: {
      steps,
      loss: Float64Array.from(loss),
      gradientNorm: Float64Array.from(loss, (value) => value / 10),
      accuracy: none,
      testLoss: none,
      testAccuracy: none,
      effectiveWidth: steps.map(() => 1 + rank),
    },
    ...change,
  };
}
const comparison = compareRuns(
  [kept('flat', 0, [1, 1, 1, 1, 1]), kept('falls', 1, [1, 0.5, 0.25]), kept('leaps', 2, [1, 1e-9, 1e-12])],
  24,
);

describe('curves', () => {
  test('one per run, in its own colour; a highlighted one is last, thick, and the others faint', () => {
    const plain = comparisonChart(comparison, { quantity: 'loss', scale: 'log' });
    expect(plain.series.map(({ name, rank, strength }) => [name, rank, strength])).toEqual([
      ['flat', 0, 1],
      ['falls', 1, 1],
      ['leaps', 2, 1],
    ]);
    const one = comparisonChart(comparison, { quantity: 'loss', scale: 'log', highlighted: 'flat' });
    expect(one.series.at(-1)).toMatchObject({ name: 'flat', strength: 1 });
    expect(one.series[0]!.strength).toBeLessThan(0.5);
    const gone = comparisonChart(comparison, { quantity: 'loss', scale: 'log', highlighted: 'no more' });
    expect(gone).toEqual(plain);
  });

  test('only what some run has can be chosen', () => {
    expect(quantitiesOf(comparison).map(({ name }) => name)).toEqual([
      'loss',
      'gradient-norm',
      'effective-width',
    ]);
  });

  test('a run that diverges leaves the picture instead of pressing the others flat', () => {
    const wild = compareRuns(
      [kept('tame', 0, [1, 0.5, 0.2]), kept('wild', 1, [1, 9, 1e200], { status: 'diverged' })],
      24,
    );
    const chart = comparisonChart(wild, { quantity: 'loss', scale: 'linear' });
    expect([...chart.series[1]!.y]).toEqual([1, 9, NaN]);
    expect(chart.description).toMatch(/wild: 1 to 10²⁰⁰ in 2 steps, beyond the picture from step 2 on\./);
    // The same height is no reason where it was reached in good order.
    const high = compareRuns([kept('tame', 0, [1]), kept('high', 1, [1, 1e200])], 24);
    expect([...comparisonChart(high, { quantity: 'loss', scale: 'linear' }).series[1]!.y]).toEqual([
      1, 1e200,
    ]);
  });

  test('a run recorded at every fourth step says its newest value between, and nothing after its end', () => {
    const rare = kept('rare', 0, [1, 0.5]);
    const steps = Float64Array.of(0, 4);
    const both = compareRuns(
      [{ ...rare, history: { ...rare.history, steps } }, kept('all', 1, [3, 2, 1, 0, 0, 0])],
      24,
    );
    const chart = comparisonChart(both, { quantity: 'loss', scale: 'linear' });
    expect([...readableAt(chart)]).toEqual([0, 1, 2, 3, 4, 5]);
    expect(readingsAt(chart, 3)).toEqual([{ name: 'rare', value: 1 }, { name: 'all', value: 0 }]); // prettier-ignore
    expect(readingsAt(chart, 5)).toEqual([{ name: 'all', value: 0 }]);
  });
});

describe('the table', () => {
  const columns = resultColumns(comparison);
  const column = (id: string) =>
    [...columns, labelColumn, ...settingColumns(comparison)].find((one) => one.id === id)!;
  const order = (id: string, descending = false) =>
    sortedRuns(comparison.runs, column(id), descending).map(({ label }) => label);

  test('columns that no run fills are left out', () => {
    expect(columns.map(({ id }) => id)).not.toContain('accuracy');
    expect(columns.map(({ id }) => id)).not.toContain('testLoss');
    expect(columns.map(({ id }) => id)).toContain('escapeStep');
  });

  test('sorted by numbers, by names, by settings; nothing comes last either way', () => {
    expect(order('loss')).toEqual(['leaps', 'falls', 'flat']);
    expect(order('loss', true)).toEqual(['flat', 'falls', 'leaps']);
    expect(order('label')).toEqual(['falls', 'flat', 'leaps']);
    expect(order('escapeStep')).toEqual(['falls', 'leaps', 'flat']);
    expect(order('escapeStep', true)).toEqual(['falls', 'leaps', 'flat']);
    expect(order('setting:initialisation.seed')).toEqual(['leaps', 'falls', 'flat']);
    expect(sortedRuns(comparison.runs, null, true)).toBe(comparison.runs);
  });

  test('five digits to read, all of them to keep', () => {
    const third = compareRuns([kept('third', 0, [1 / 3]), kept('tiny', 1, [-1.23456789e-12])], 24).runs;
    const loss = column('loss');
    expect(third.map(loss.text)).toEqual(['0.33333', '−1.2346e−12']);
    expect(third.map(loss.exact).map(Number)).toEqual([1 / 3, -1.23456789e-12]);
  });

  test('no hidden layer has no effective width', () => {
    const flat = kept('flat', 0, [1]);
    const network = { sizes: [2, 1], activations: ['linear' as const], biases: [true] };
    const history = { ...flat.history, effectiveWidth: new Float64Array(0) };
    const [run] = compareRuns([{ ...flat, history, experiment: { ...flat.experiment, network } }], 24).runs;
    expect(column('effectiveWidth').text(run!)).toBe('–');
  });
});

describe('the page', () => {
  test.each([
    [1200, 900],
    [2400, 1800],
  ])('%d × %d shows every curve in its colour, and a sample of it in the table', (width, height) => {
    const canvas = createCanvas(width, height);
    const ctx = canvas.getContext('2d');
    drawComparisonPage(ctx as unknown as DrawingContext, {
      width,
      height,
      theme: 'light',
      comparison,
      curves: { quantity: 'loss', scale: 'log' },
      engine,
    });
    const { data } = ctx.getImageData(0, 0, width, height);
    for (const { rank } of comparison.runs) {
      const wanted = parseHex(rankStyle(rank, 'light').colour);
      const rows = new Set<number>();
      for (let i = 0; i < data.length; i += 4)
        if (wanted.every((value, k) => Math.abs(value - data[i + k]!) < 12))
          rows.add(Math.floor(i / 4 / width));
      expect(Math.min(...rows)).toBeLessThan(0.4 * height);
      expect(Math.max(...rows)).toBeGreaterThan(0.8 * height);
    }
  });

  test('grows with the number of runs', () => {
    const many = compareRuns(
      Array.from({ length: 20 }, (_, i) => kept(`run ${i}`, i, [1])),
      24,
    );
    expect(comparisonPageSize(many).height).toBeGreaterThan(comparisonPageSize(comparison).height);
  });
});
