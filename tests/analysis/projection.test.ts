import { expect, test } from 'vitest';
import { gridAxis } from '../../src/analysis/grid';
import { coordinatesIn } from '../../src/analysis/projection';
import { addScaled, norm } from '../../src/model/vectors';

/** Oracle: points built from known coordinates. Trap: overlays that are wrong for directions that are not unit or not orthogonal. */
test('coordinates and distance in a skew plane of directions that are not unit', () => {
  const frame = {
    centreTheta: Float64Array.from([1, 2, 3, 4]),
    first: Float64Array.from([2, 0, 0, 0]),
    second: Float64Array.from([1, 5, 0, 0]),
  };
  const theta = frame.centreTheta.slice();
  addScaled(theta, 0.25, frame.first);
  addScaled(theta, -3, frame.second);
  theta[2]! += 6;
  theta[3]! -= 8;
  const { alpha, beta, distance } = coordinatesIn(frame, theta);
  expect(alpha).toBeCloseTo(0.25, 12);
  expect(beta).toBeCloseTo(-3, 12);
  expect(distance).toBeCloseTo(10, 12);
});

const path = (...alpha: number[]) => ({
  steps: new Float64Array(alpha.length),
  alpha: Float64Array.from(alpha),
  beta: new Float64Array(alpha.length),
  distance: new Float64Array(alpha.length),
  loss: new Float64Array(alpha.length),
  planeLoss: new Float64Array(alpha.length),
});

test('the grid is symmetric to the last bit, with an exact 0 in the middle when its number of points is odd', () => {
  for (const resolution of [2, 3, 51, 100, 101]) {
    const axis = gridAxis(resolution, 0.7, path(0));
    expect(axis[0]).toBe(-0.7);
    expect(axis.at(-1)).toBe(0.7);
    for (let i = 0; i < resolution; i++) expect(axis[i]! + axis[resolution - 1 - i]!).toBe(0);
    if (resolution % 2 === 1) expect(Math.abs(axis[(resolution - 1) / 2]!)).toBe(0);
  }
});

test('an automatic window holds the whole path, and [−1, 1] around one that never moved', () => {
  expect(gridAxis(3, 'auto', path(0, 0, 0))[2]).toBe(1);
  expect(gridAxis(3, 'auto', path(0, -7.3, NaN))[2]).toBeGreaterThanOrEqual(7.3 * 1.1);
  expect(gridAxis(3, 'auto', path(0, -7.3))[2]).toBeLessThan(9);
});

test('the norm does not overflow before its result does', () => {
  expect(norm(Float64Array.from([3e300, -4e300]))).toBeCloseTo(5e300, -286);
  expect(norm(Float64Array.from([3, -4]))).toBe(5);
  expect(norm(Float64Array.from([Infinity, 1]))).toBe(Infinity);
  expect(norm(Float64Array.from([NaN, 1]))).toBeNaN();
});
