import { describe, expect, test } from 'vitest';
import { between, describeOrbit, firstView, towardsEye, turned, zoomed } from '../../src/figures/orbit';
import { landscapeScale } from '../../src/figures/landscape-map';
import { surfaceFrame } from '../../src/figures/surface-frame';
import { heightScale } from '../../src/figures/surface-heights';
import { surfaceModel } from '../../src/figures/surface-model';
import { surfaceSpace } from '../../src/figures/surface-mesh';
import { shape } from './landscapes';

/** Oracle: what turning means. */

const front = { azimuth: 0, elevation: 30, zoom: 1 };

test('a full turn is none, and one can neither go below the floor nor over the top', () => {
  expect(turned(front, 360, 0)).toEqual(front);
  expect(turned(turned(front, 250, 0), 250, 0).azimuth).toBe(140);
  expect(turned(front, 0, 1000).elevation).toBe(89);
  expect(turned(front, 0, -1000).elevation).toBe(3);
});

test('nearer and back is where one was; there are limits', () => {
  expect(zoomed(zoomed(front, 2), 0.5)).toEqual(front);
  expect(zoomed(front, 1e9).zoom).toBe(6);
  expect(zoomed(front, 0).zoom).toBe(0.6);
});

test('the way back goes the shorter way round and ends there', () => {
  const from = { azimuth: 170, elevation: 60, zoom: 4 };
  const to = { azimuth: -170, elevation: 30, zoom: 1 };
  expect(between(from, to, 0)).toEqual(from);
  expect(between(from, to, 0.5).zoom).toBe(2);
  expect(Math.abs(between(from, to, 0.5).azimuth)).toBe(180);
  expect(between(from, to, 1)).toEqual(to);
});

test('the eye is in front at 0°, on the right at 90°, above at 90°', () => {
  const eye = (azimuth: number, elevation: number) =>
    towardsEye({ azimuth, elevation, zoom: 1 }).map((value) => Math.round(1e6 * value) / 1e6 + 0);
  expect(eye(0, 0)).toEqual([0, 0, 1]);
  expect(eye(90, 0)).toEqual([1, 0, 0]);
  expect(eye(0, 90)).toEqual([0, 1, 0]);
});

test('a view in words', () => {
  expect(describeOrbit({ azimuth: -32, elevation: 30, zoom: 1 })).toBe(
    'Seen from 32° to the left of the front, 30° above the floor.',
  );
  expect(describeOrbit({ azimuth: 0.2, elevation: 12, zoom: 2 })).toContain(
    'the front, 12° above the floor, 2.0 times as near',
  );
});

describe('the first view', () => {
  test('is from the side on which the front is lower', () => {
    const settings = { heights: 'linear', exaggeration: 1 } as const;
    expect(
      surfaceModel(
        shape((a) => a),
        settings,
      ).firstView,
    ).toEqual(firstView('left'));
    expect(
      surfaceModel(
        shape((a) => -a),
        settings,
      ).firstView,
    ).toEqual(firstView('right'));
  });
});

describe('the axes', () => {
  const landscape = shape((a, b) => a * a - b * b);
  const heights = heightScale(landscape.values, landscapeScale(landscape), 'linear');
  const space = surfaceSpace(landscape, 1);

  test.each([0, 40, 90, 135, 180, -60, -120])(
    'from %d°: α and β stand at edges before the eye, the heights at the left',
    (azimuth) => {
      const { axes } = surfaceFrame(landscape, space, heights, { azimuth, elevation: 30, zoom: 1 });
      const [ex, , ez] = towardsEye({ azimuth, elevation: 0, zoom: 1 });
      const [alpha, beta, upright] = axes;
      const towards = ([x, , z]: readonly [number, number, number]) => x * ex + z * ez;
      expect(towards(alpha!.outward)).toBeGreaterThanOrEqual(-1e-12);
      expect(towards(beta!.outward)).toBeGreaterThanOrEqual(-1e-12);
      const right = ([x, , z]: readonly [number, number, number]) => x * ez - z * ex;
      const corners = [-1, 1].flatMap((x) => [-1, 1].map((z) => right([x, 0, z])));
      expect(right(upright!.from)).toBeCloseTo(Math.min(...corners), 12);
    },
  );

  test('numbers stand where they are', () => {
    const { axes } = surfaceFrame(landscape, space, heights, front);
    for (const { at, text } of axes[0]!.ticks)
      expect(space.planeAt(at[0], 0).alpha).toBeCloseTo(Number(text.replace('−', '-')), 12);
    for (const { at, text } of axes[2]!.ticks)
      expect(2 * (at[1] / space.height) - 1).toBeCloseTo(Number(text.replace('−', '-')), 12);
  });
});
