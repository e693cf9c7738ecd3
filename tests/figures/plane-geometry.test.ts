/** Oracle: the mapping's own inverse, and the corners of the window. */
import { describe, expect, it } from 'vitest';
import { planeGeometry } from '../../src/figures/plane-geometry';
import { axis } from './landscapes';

const room = { x: 30.3, y: 20.7, width: 501, height: 399 };

describe('pixel ↔ (α, β)', () => {
  it.each([
    ['square', axis(-1, 1, 5), axis(-1, 1, 5)],
    ['not square', axis(-1, 2, 5), axis(-0.5, 0.5, 9)],
    ['long', axis(0, 100, 5), axis(-1, 1, 5)],
    ['one sample', Float64Array.of(3), Float64Array.of(0)],
  ])('%s', (_, alphas, betas) => {
    const g = planeGeometry(alphas, betas, room, 2);
    for (const x of [0, 0.25, 1]) {
      for (const y of [0, 0.6, 1]) {
        const px = g.plot.x + x * g.plot.width;
        const py = g.plot.y + y * g.plot.height;
        const { alpha, beta } = g.toPlane(px, py);
        const back = g.toPixel(alpha, beta);
        expect(back.x).toBeCloseTo(px, 9);
        expect(back.y).toBeCloseTo(py, 9);
        expect(g.contains(px, py)).toBe(true);
      }
    }
    expect(g.toPlane(g.plot.x, g.plot.y)).toEqual({ alpha: g.alphaRange[0], beta: g.betaRange[1] });
    expect(g.contains(g.plot.x - 1, g.plot.y)).toBe(false);
    // Edges on whole device pixels, inside the room.
    for (const edge of [g.plot.x, g.plot.y, g.plot.width, g.plot.height])
      expect(Number.isInteger(edge * 2)).toBe(true);
    expect(g.plot.width <= room.width + 1 && g.plot.height <= room.height + 1).toBe(true);
  });

  it('equal units on both axes, as long as the shape is sensible', () => {
    const g = planeGeometry(axis(-1, 1, 5), axis(-2, 2, 5), room);
    expect(g.plot.height / g.plot.width).toBeCloseTo(2, 1);
    expect(planeGeometry(axis(0, 100, 5), axis(-1, 1, 5), room).plot.height).toBe(399);
    expect(planeGeometry(axis(-1, 1, 5), axis(-2, 2, 5), room, 1, 'fill').plot.width).toBe(501);
  });
});
