import { expect, test, vi } from 'vitest';
import { shape } from './landscapes';

/** Oracle: how often the library is asked; what comes of it is that of the other tests. */

const asked = vi.hoisted(() => ({ tiles: 0 }));
vi.mock('d3-contour', async (original) => {
  const real = await original<typeof import('d3-contour')>();
  const contours: typeof real.contours = () => {
    asked.tiles++;
    return real.contours();
  };
  return { ...real, contours };
});
const { isolines } = await import('../../src/figures/isolines');

test('of a fine grid only the tiles are traced that the level runs through', () => {
  const fine = { columns: 321, rows: 321 };
  const told = (f: (a: number, b: number) => number, level: number) => {
    asked.tiles = 0;
    const [isoline] = isolines(shape(f, fine), [level]);
    return { tiles: asked.tiles, lines: isoline!.lines.length };
  };
  // 10 × 10 tiles: a column of them, a corner, none.
  expect(told((a) => a, 0.05)).toEqual({ tiles: 10, lines: 1 });
  expect(told((a, b) => Math.hypot(a + 1, b + 1), 0.1)).toEqual({ tiles: 1, lines: 1 });
  expect(told((a) => a, -2)).toEqual({ tiles: 0, lines: 0 });
  expect(told((a) => a, 2)).toEqual({ tiles: 0, lines: 0 });
});
