import { describe, expect, test } from 'vitest';
import { clustersOf } from '../../../src/analysis/spectrum/clusters';
import { inertiaOf } from '../../../src/analysis/spectrum/inertia';
import { residenceOf } from '../../../src/analysis/spectrum/residence';

/** Oracle: spectra written out by hand. */

const network = { sizes: [2, 2, 1], activations: ['tanh', 'linear'], biases: [true, true] } as const;

describe('inertia', () => {
  test('counts by the tolerance and shows the gap that it lies in', () => {
    const values = Float64Array.of(-2, -1e-15, 0, 1e-14, 3e-9, 1);
    expect(inertiaOf(values, 1e-12)).toEqual({
      negative: 1,
      zero: 3,
      positive: 2,
      tolerance: 1e-12,
      exactZeros: 1,
      largestZero: 1e-14,
      smallestNonZero: 3e-9,
    });
  });

  test('without zeros, and with nothing else', () => {
    expect(inertiaOf(Float64Array.of(-1, 1), 0.5)).toMatchObject({ zero: 0, largestZero: null });
    expect(inertiaOf(Float64Array.of(0, -0), 0)).toMatchObject({
      zero: 2,
      exactZeros: 2,
      smallestNonZero: null,
    });
  });
});

describe('multiplicities', () => {
  test('± pairs are named with the multiplicities of both sides', () => {
    const tiny = 2e-16;
    const clusters = clustersOf(Float64Array.of(-0.7, -0.7 + tiny, -1e-16, 0, 0.5, 0.7 - tiny), 1e-14);
    expect(clusters.map(({ value, multiplicity, first }) => [value, multiplicity, first])).toEqual([
      [expect.closeTo(-0.7, 12), 2, 0],
      [0, 2, 2],
      [0.5, 1, 4],
      [expect.closeTo(0.7, 12), 1, 5],
    ]);
    expect(clusters.map(({ mirror }) => mirror)).toEqual([3, null, null, 0]);
  });

  test('values further apart than twice the tolerance are two', () => {
    expect(clustersOf(Float64Array.of(1, 1 + 1e-10), 4e-11)).toHaveLength(2);
    expect(clustersOf(Float64Array.of(1, 1 + 1e-10), 6e-11)).toHaveLength(1);
  });

  test('a crowd is no multiplicity, however close each is to the next', () => {
    const crowd = Float64Array.from({ length: 9 }, (_, k) => 1 + k * 2 ** -34);
    expect(clustersOf(crowd, 2 ** -34).map(({ multiplicity }) => multiplicity)).toEqual([3, 3, 3]);
  });

  test('a value just beside zero does not join the zeros', () => {
    const clusters = clustersOf(Float64Array.of(0, 1.5e-12), 1e-12);
    expect(clusters.map(({ multiplicity }) => multiplicity)).toEqual([1, 1]);
  });
});

describe('where a direction lives', () => {
  // θ of 2-2-1: W1[0][0], W1[0][1], W1[1][0], W1[1][1], b1[0], b1[1], W2[0][0], W2[0][1], b2[0].
  test('shares by layer, by unit and by parameter', () => {
    const { layers, unit, largest } = residenceOf(network, [Float64Array.of(0, 0, 0.6, 0, 0, 0, 0, 0.8, 0)]);
    expect(layers).toEqual([expect.closeTo(0.36, 12), expect.closeTo(0.64, 12)]);
    expect(unit).toEqual({ layer: 1, unit: 1, share: expect.closeTo(1, 12) as number });
    expect(largest.map(({ name }) => name)).toEqual(['W2[0][1]', 'W1[1][0]']);
  });

  test('a space’s residence does not depend on its basis, and equal units have no first', () => {
    const c = Math.SQRT1_2;
    const axes = [Float64Array.of(0, 0, 0, 0, 0, 0, 1, 0, 0), Float64Array.of(0, 0, 0, 0, 0, 0, 0, 1, 0)];
    const turned = [Float64Array.of(0, 0, 0, 0, 0, 0, c, c, 0), Float64Array.of(0, 0, 0, 0, 0, 0, c, -c, 0)];
    const [a, b] = [residenceOf(network, axes), residenceOf(network, turned)];
    expect(a.unit).toBe(null);
    expect(b.unit).toBe(null);
    expect(b.layers[1]).toBeCloseTo(a.layers[1]!, 14);
  });
});
