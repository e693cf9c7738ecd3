/** Oracles: curvatures whose sign is known by hand. */
import { describe, expect, it } from 'vitest';
import { barLabels } from '../../src/figures/colour-bar';
import { describeLandscape } from '../../src/figures/describe';
import { landscapeScale } from '../../src/figures/landscape-map';
import { mapNotes } from '../../src/figures/map-notes';
import { surfaceModel } from '../../src/figures/surface-model';
import { levelsOf, positionOf } from '../../src/figures/value-scale';
import { shape } from './landscapes';

const curvature = (f: (alpha: number, beta: number) => number) => shape(f, { quantity: 'curvature' });
const bent = curvature((a) => (a < 0 ? a : 3 * a));

describe('the scale of a curvature', () => {
  it('is pinned at 0 wherever the centre is, and equal colours are equal curvatures', () => {
    const scale = landscapeScale({ ...bent, centreValue: 2 });
    expect(scale).toMatchObject({ kind: 'diverging', centre: 0, low: -3, high: 3 });
    expect(positionOf(scale, -1)).toBe(-positionOf(scale, 1));
    expect(levelsOf(scale, 10)).toContain(0);
  });

  it('shows what rounding leaves of 0 as nothing, beside anything that is not 0', () => {
    const scale = landscapeScale(curvature((a, b) => (b > 0 ? a + 2 : -1e-17)));
    expect(Math.abs(positionOf(scale, -1e-17))).toBeLessThan(1e-9);
  });

  it('has one arm where one sign is all there is', () => {
    expect(landscapeScale(curvature((a) => 1 + a)).low).toBe(0);
    expect(landscapeScale(curvature((a) => -1 - a)).high).toBe(0);
  });

  it('of a constant one names that number, not 0', () => {
    const scale = landscapeScale(curvature(() => 0.25));
    expect(barLabels(scale, levelsOf(scale, 10))).toMatchObject([{ value: 0.25, text: '0.25' }]);
    expect(
      mapNotes(
        curvature(() => 0.25),
        scale,
      ),
    ).toContain('The curvature is constant to the last bit: 0.25.');
    const flat = curvature(() => 0);
    expect(mapNotes(flat, landscapeScale(flat))).toContain('constant to the last bit: 0.');
  });
});

it('the picture says what the number is, and its surface stands on the same scale', () => {
  expect(mapNotes(bent, landscapeScale(bent))).toMatch(
    /^Curvature is λ₁, the smaller eigenvalue of the exact Hessian within the plane/,
  );
  expect(
    mapNotes(
      shape((a) => a),
      landscapeScale(shape((a) => a)),
    ),
  ).toBe('');
  const { values, notes } = surfaceModel(bent, { heights: 'about-centre', exaggeration: 1 });
  expect(values).toMatchObject({ centre: 0, low: -3, high: 3 });
  expect(notes).toContain('the difference from 0, up and down alike');
});

it('the text alternative counts where the loss bends down, rounding left out', () => {
  const text = describeLandscape(bent);
  expect(text).toMatch(/^Map of the curvature on 51 × 51 points/);
  expect(text).toContain(
    'It is below 0 at 1,275 of 2,601 points: there the loss bends down along some direction of the plane.',
  );
  const round = curvature((a, b) => (b > 0 ? a + 2 : -1e-17));
  expect(describeLandscape(round)).toContain('It is below 0 at 0 of 2,601 points');
  const moved = shape((a) => a, { quantity: 'curvature', path: [[0, 0], [0.5, 0]] }); // prettier-ignore
  expect(describeLandscape(moved)).toContain('its curvature goes from 0 to 0.5.');
});
