import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createSaddlescope, type Landscape, type Saddlescope } from '../../src/app';
import { sliceExtent, sliceName, sliceQuestion, sliceView } from '../../src/figures/studies/slice';

/** Oracle: the landscape itself. A slice along an axis, or along a diagonal, has the very values of the grid's samples on it. */

let app: Saddlescope;
let run: string;
let landscape: Landscape;

beforeAll(async () => {
  app = createSaddlescope({ workers: 1 });
  const view = await app.createRun(app.template('xor-pushed'));
  run = view.run;
  await app.train(run, { steps: 500 });
  landscape = await app.landscape(run, { resolution: 61 });
});
afterAll(() => app?.dispose());

const slice = (degrees: number) => app.study(run, 'line', sliceQuestion(landscape, degrees));

describe.each([
  ['α', 0, (k: number) => [k, 30]],
  ['β', 90, (k: number) => [30, k]],
] as const)('along %s', (name, degrees, sampleOf) => {
  test('the slice goes through the samples of the grid', async () => {
    const report = await slice(degrees);
    const { alphas, values } = landscape;
    expect(report.t.at(-1)).toBe(alphas.at(-1));
    for (let k = 0; k < 61; k += 10) {
      const [i, j] = sampleOf(k) as [number, number];
      // 301 points of the slice on 61 of the grid.
      expect(report.t[5 * k]).toBeCloseTo(alphas[k]!, 12);
      expect(report.loss[5 * k]).toBeCloseTo(values[j * 61 + i]!, 12);
    }
  });

  test('says along what, and keeps the polynomials of the study of lines', async () => {
    const report = await slice(degrees);
    const { charts, findings, lookAlong } = sliceView(report, landscape, degrees);
    expect(findings[0]!.headline).toContain(`along ${name}`);
    expect(charts[0]!.x.label).toBe(degrees === 0 ? landscape.plane.firstLabel : landscape.plane.secondLabel);
    expect(charts[0]!.series.map((series) => series.name)).toEqual([
      'Taylor, order 2',
      'Taylor, order 4',
      'Taylor, order 6',
      'loss',
    ]);
    expect(charts[0]!.description).toContain(report.sentences[1]);
    expect(JSON.stringify([charts[0]!.description, findings])).not.toMatch(/given (direction|point)/);
    expect(lookAlong).toEqual([]);
  });
});

test('of curvature: the second derivative along the slice, nowhere below the smaller eigenvalue on the map, and that is reached', async () => {
  const bent = await app.landscape(run, { resolution: 61, quantity: 'curvature', centre: 'final' });
  const least = Float64Array.from({ length: 61 }, () => Infinity);
  for (let degrees = 0; degrees < 180; degrees += 10) {
    const report = await app.study(run, 'line', sliceQuestion(bent, degrees));
    if (degrees % 90 === 0)
      least.forEach((_, k) => {
        const [i, j] = degrees === 0 ? [k, 30] : [30, k];
        expect(report.curvature![5 * k]).toBeGreaterThan(bent.values[j * 61 + i]! - 1e-12);
      });
    least[30] = Math.min(least[30]!, report.curvature![150]!);
    expect(sliceView(report, bent, degrees).charts[2]!.title).toBe('Curvature along the slice');
  }
  expect(least[30]! - bent.centreValue).toBeGreaterThan(-1e-12);
  expect(least[30]! - bent.centreValue).toBeLessThan(0.05);
  expect(bent.centreValue).not.toBe(0);
  expect((await slice(0)).curvature).toBeNull();
});

test('along the diagonal the slice ends in the corner, and 45° is both axes alike', async () => {
  const report = await slice(45);
  const { alphas, values } = landscape;
  expect(report.t.at(-1)! * Math.SQRT1_2).toBeCloseTo(alphas.at(-1)!, 12);
  for (let k = 0; k < 61; k += 12) expect(report.loss[5 * k]).toBeCloseTo(values[k * 61 + k]!, 12);
});

test('about a point that may have moved on since, it is asked by its parameters', async () => {
  const final = await app.landscape(run, { resolution: 21, centre: 'final' });
  expect(sliceQuestion(final, 0)).toMatchObject({ theta: Array.from(final.plane.centreTheta) });
  expect(sliceQuestion(landscape, 0)).toMatchObject({ at: 'origin' });
  const report = await app.study(run, 'line', sliceQuestion(final, 0));
  expect(report.loss[150]).toBe(final.centreValue);
  expect(sliceView(report, final, 0).findings[0]!.headline).toContain('through final');
});

test('it ends at the edge that comes first', () => {
  const axis = (half: number) => Float64Array.of(-half, 0, half);
  expect(sliceExtent(axis(2), axis(1), 0)).toBe(2);
  expect(sliceExtent(axis(2), axis(1), 90)).toBe(1);
  expect(sliceExtent(axis(2), axis(1), 30)).toBeCloseTo(2, 12);
  expect(sliceExtent(axis(2), axis(1), 60)).toBeCloseTo(2 / Math.sqrt(3), 12);
});

test('directions in words', () => {
  expect([0, 90, 180, 45, 120].map(sliceName)).toEqual([
    'α',
    'β',
    '−α',
    '0.707·α + 0.707·β',
    '−0.5·α + 0.866·β',
  ]);
});
