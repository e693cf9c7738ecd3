import { describe, expect, test } from 'vitest';
import { pathPointAt } from '../../src/figures/path-point';
import { planeGeometry } from '../../src/figures/plane-geometry';
import { cosSin, directionInPlane, pointInPlane } from '../../src/figures/plane-point';
import { shape } from './landscapes';

/** Oracle: θ = centre + α·d₁ + β·d₂, by hand. */

const plane = {
  centreTheta: Float64Array.of(1, 2, 3),
  first: Float64Array.of(2, 0, 1),
  second: Float64Array.of(0, -1, 0.5),
};

test('a point of the plane', () => {
  expect([...pointInPlane(plane, 0, 0)]).toEqual([1, 2, 3]);
  expect([...pointInPlane(plane, 0.5, -2)]).toEqual([2, 4, 2.5]);
});

test('the axes are exact: 90° has nothing of the first direction, not 6e-17 of it', () => {
  expect([0, 90, 180, 270, -90, 450].map(cosSin)).toEqual([
    [1, 0],
    [0, 1],
    [-1, 0],
    [0, -1],
    [0, -1],
    [0, 1],
  ]);
  expect([...directionInPlane(plane, 90)]).toEqual([...plane.second]);
  expect([...directionInPlane(plane, 0)]).toEqual([...plane.first]);
  const [cos, sin] = cosSin(30);
  expect([cos, sin]).toEqual([expect.closeTo(Math.sqrt(3) / 2, 14), expect.closeTo(0.5, 14)]);
});

describe('the point of the path that is pointed at', () => {
  const landscape = shape((a, b) => a + b, {
    path: [
      [0, 0],
      [0.5, 0.5, 0.2],
      [0.5, 0.5, 0.3],
      [NaN, 0],
    ],
  });
  const geometry = planeGeometry(landscape.alphas, landscape.betas, { x: 0, y: 0, width: 200, height: 200 });

  test('is the nearest within reach, of two in the same place the later', () => {
    expect(pathPointAt(landscape, geometry, 154, 48, 10)).toEqual({
      step: 200,
      alpha: 0.5,
      beta: 0.5,
      value: 1,
      planeValue: 1,
      distance: 0.3,
    });
    expect(pathPointAt(landscape, geometry, 101, 101, 10)?.step).toBe(0);
  });

  test('is none where none is within reach', () => {
    expect(pathPointAt(landscape, geometry, 20, 20, 10)).toBeNull();
  });
});
