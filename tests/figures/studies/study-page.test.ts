import { expect, test } from 'vitest';
import type { DrawingContext } from '../../../src/figures/context';
import { drawStudyPage, studyPageSize } from '../../../src/figures/studies/study-page';
import { emptyView, type StudyChart, type StudyView } from '../../../src/figures/studies/study-view';
import { parseHex } from '../../../src/figures/oklab';
import { themes } from '../../../src/figures/theme';
import { engine, experiment } from '../../files/fixtures';
import { createCanvas } from '../canvas';

/** Oracle: the pixels; every chart of the answer leaves its colour in its own part of the page. */

const chart = (title: string): StudyChart => ({
  title,
  x: { label: 'x', scale: 'linear' },
  y: { label: 'y', scale: 'linear' },
  series: [{ name: 'a', x: Float64Array.of(0, 1), y: Float64Array.of(0, 1), draw: 'line', tone: 'witness' }],
  description: title,
});
const answer = (charts: number): StudyView => ({
  ...emptyView,
  findings: Array.from({ length: 30 }, (_, i) => ({
    headline: `Finding ${i}.`,
    detail: 'So it is. '.repeat(40),
  })),
  charts: Array.from({ length: charts }, (_, i) => chart(`Chart ${i}`)),
  evidence: Array.from({ length: 40 }, (_, i) => ({ label: `fact ${i}`, value: 'exactly 0' })),
});

function page(view: StudyView, width: number, height: number) {
  const ctx = createCanvas(width, height).getContext('2d');
  drawStudyPage(ctx as unknown as DrawingContext, {
    width,
    height,
    theme: 'light',
    study: 'Saddle order',
    view,
    run: { experiment, step: 0, parameterCount: 9 },
    engine,
  });
  const [r, g, b] = parseHex(themes.light.trajectory);
  return (x: number, y: number, w: number, h: number): number => {
    const { data } = ctx.getImageData(Math.round(x), Math.round(y), Math.round(w), Math.round(h));
    let count = 0;
    for (let i = 0; i < data.length; i += 4)
      if (data[i] === r && data[i + 1] === g && data[i + 2] === b) count++;
    return count;
  };
}

test('more to say than the page holds leaves the charts their room, and nothing is drawn over the edge', () => {
  for (const charts of [1, 2, 3, 4]) {
    const view = answer(charts);
    const { width, height } = studyPageSize(view);
    const witness = page(view, width, height);
    const rows = Math.ceil(charts / 2);
    for (let i = 0; i < charts; i++) {
      const column = charts === 1 ? [0, width] : [(i % 2) * (width / 2), width / 2];
      const band = [0.36 * height, 0.36 * height + (0.4 * height) / rows];
      const top = charts <= 2 ? band[0]! : band[0]! + Math.floor(i / 2) * (0.4 * height * 0.5);
      expect(witness(column[0]!, top, column[1]!, band[1]! - band[0]!)).toBeGreaterThan(20);
    }
  }
});

test('a small page, and an answer without charts, are no error', () => {
  expect(page(answer(2), 320, 240)(0, 0, 320, 240)).toBeGreaterThanOrEqual(0);
  expect(page(answer(0), 1200, 900)(0, 0, 1200, 900)).toBe(0);
});
