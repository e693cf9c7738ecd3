/** Oracles: small sets of values whose ends, positions and levels are known by hand. */
import { describe, expect, it } from 'vitest';
import { levelsOf, positionOf, scaleNote, valueAt, valueScale } from '../../src/figures/value-scale';
import { axis, shape } from './landscapes';

const even = axis(-1, 2, 301);

describe('ends of the scale', () => {
  it('pins the centre and gives each arm its own end', () => {
    const scale = valueScale(even, { kind: 'diverging', centre: 0 });
    expect(scale).toMatchObject({
      low: -1,
      high: 2,
      clippedLow: false,
      clippedHigh: false,
      mode: 'linear',
      constant: false,
    });
    expect([-1, -0.5, 0, 1, 2].map((v) => positionOf(scale, v))).toEqual([-1, -0.5, 0, 0.5, 1]);
  });

  it('symmetric: equal colours are equal differences', () => {
    const scale = valueScale(even, { kind: 'diverging', centre: 0, symmetric: true, mode: 'linear' });
    expect(scale).toMatchObject({ low: -2, high: 2 });
    expect(positionOf(scale, -1)).toBe(-0.5);
  });

  it('a few exploding corners do not flatten the rest, and are said', () => {
    const scale = valueScale([...even, 1e6, 2e6, 3e6], { kind: 'diverging', centre: 0 });
    expect(scale.high).toBeLessThan(2.1);
    expect(scale).toMatchObject({ low: -1, clippedHigh: true, clippedLow: false });
    expect(positionOf(scale, 1e6)).toBe(1);
    expect(scaleNote(scale)).toContain('ends at the 90 % quantile');
  });

  it('an order-4 saddle is bent until its typical value shows', () => {
    const four = shape((a, b) => 0.5 + 0.4 * (a ** 6 - b ** 6)).values;
    const scale = valueScale(four, { kind: 'diverging', centre: 0.5 });
    expect(scale.mode).not.toBe('linear');
    const shown = four.filter((v) => Math.abs(positionOf(scale, v)) > 0.1).length / four.length;
    expect(shown).toBeGreaterThan(0.5);
  });

  it('values that are not finite are counted, never used', () => {
    const scale = valueScale([NaN, Infinity, -Infinity, 0, 1, 2], { kind: 'diverging', centre: 1 });
    expect(scale).toMatchObject({ low: 0, high: 2, finiteCount: 3, nonFiniteCount: 3 });
    expect(positionOf(scale, NaN)).toBeNaN();
    expect(valueScale([NaN, NaN], { kind: 'diverging', centre: NaN })).toMatchObject({
      finiteCount: 0,
      constant: false,
    });
  });

  it('constant to the last bit', () => {
    const scale = valueScale([0.5, 0.5], { kind: 'diverging', centre: 0.5 });
    expect(scale).toMatchObject({ constant: true, low: 0.5, high: 0.5 });
    expect(positionOf(scale, 0.5)).toBe(0);
    expect(levelsOf(scale, 10)).toEqual([]);
    expect(valueScale([0.5, 0.5000000000000001], { kind: 'diverging', centre: 0.5 }).constant).toBe(false);
  });

  it('sequential runs from the smallest value', () => {
    const scale = valueScale([1, 2, 3], { kind: 'sequential', centre: 2 });
    expect([1, 2, 3].map((v) => positionOf(scale, v))).toEqual([0, 0.5, 1]);
  });
});

describe.each(['linear', 'square-root', 'symlog'] as const)('%s', (mode) => {
  const scale = valueScale(even, { kind: 'diverging', centre: 0.25, mode });
  it('position and value are each other’s inverse, rising', () => {
    let before = -Infinity;
    for (let k = -20; k <= 20; k++) {
      const value = valueAt(scale, k / 20);
      expect(value).toBeGreaterThan(before);
      expect(positionOf(scale, value)).toBeCloseTo(k / 20, 9);
      before = value;
    }
  });

  it('levels are ascending, inside the scale, and contain the centre', () => {
    const levels = levelsOf(scale, 10);
    expect(levels).toContain(0.25);
    expect(levels.length).toBeGreaterThan(4);
    expect(levels.length).toBeLessThan(16);
    expect(levels).toEqual([...new Set(levels)].sort((a, b) => a - b));
    for (const level of levels) expect(level >= scale.low && level <= scale.high).toBe(true);
  });
});

it('a round level right beside the centre gives way to it', () => {
  for (const centre of [0.29, 0.31, 0.5, 0.71]) {
    const scale = valueScale(axis(0, 1, 101), { kind: 'diverging', centre, mode: 'linear' });
    const levels = levelsOf(scale, 10);
    const gaps = levels.slice(1).map((level, i) => level - levels[i]!);
    expect(levels.filter((level) => level === centre)).toEqual([centre]);
    expect(Math.min(...gaps)).toBeGreaterThan(0.25 * Math.max(...gaps));
  }
});
