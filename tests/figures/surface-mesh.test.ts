import { describe, expect, test } from 'vitest';
import { landscapeScale } from '../../src/figures/landscape-map';
import { heightScale } from '../../src/figures/surface-heights';
import {
  meshHeightAt,
  meshIsolines,
  meshLines,
  mostVertices,
  surfaceMesh,
  surfaceSpace,
} from '../../src/figures/surface-mesh';
import { surfaceModel } from '../../src/figures/surface-model';
import { thinnedTo } from '../../src/figures/thinned';
import { positionOf } from '../../src/figures/value-scale';
import { shape } from './landscapes';

/** Oracle: closed forms of the surface, and counting (Euler's formula for a disc). */

const saddle = (a: number, b: number): number => a * a - b * b;

function meshOf(landscape = shape(saddle)) {
  const values = landscapeScale(landscape);
  const heights = heightScale(landscape.values, values, 'linear');
  const space = surfaceSpace(landscape, 1);
  return { landscape, values, heights, space, mesh: surfaceMesh(landscape, space, heights, values) };
}

describe('the mesh of a × a − b × b', () => {
  const { landscape, values, space, mesh } = meshOf();

  test('has two triangles per cell, all facing upwards, and covers the floor once', () => {
    expect(mesh.indices.length).toBe(3 * 2 * 50 * 50);
    let area = 0;
    for (let t = 0; t < mesh.indices.length; t += 3) {
      const [p, q, r] = [0, 1, 2].map((k) => {
        const at = 3 * mesh.indices[t + k]!;
        return { x: mesh.positions[at]!, z: mesh.positions[at + 2]! };
      }) as [Corner, Corner, Corner];
      // Seen from above, x to the right and z towards the viewer: anticlockwise is negative in (x, z).
      const doubled = (q.x - p.x) * (r.z - p.z) - (q.z - p.z) * (r.x - p.x);
      expect(doubled).toBeLessThan(0);
      area -= doubled / 2;
    }
    expect(area).toBeCloseTo(4, 5);
  });

  test('is a disc: vertices − edges + triangles = 1', () => {
    const edges = new Set<string>();
    for (let t = 0; t < mesh.indices.length; t += 3)
      for (let k = 0; k < 3; k++) {
        const [one, other] = [mesh.indices[t + k]!, mesh.indices[t + ((k + 1) % 3)]!];
        edges.add(one < other ? `${one} ${other}` : `${other} ${one}`);
      }
    expect(51 * 51 - edges.size + mesh.indices.length / 3).toBe(1);
  });

  test('is as high as the loss is, linearly between floor and top, with α to the right and β away', () => {
    for (const [a, b] of [
      [0, 0],
      [1, 0],
      [0, 1],
      [-0.52, 0.36],
    ] as const) {
      const at = ((saddle(a, b) + 1) / 2) * space.height;
      expect(meshHeightAt(landscape, mesh, a, b)).toBeCloseTo(at, 5);
    }
    expect([space.xOf(-1), space.xOf(1), space.zOf(-1), space.zOf(1)]).toEqual([-1, 1, 1, -1]);
    expect(space.planeAt(space.xOf(0.3), space.zOf(-0.7)).alpha).toBeCloseTo(0.3, 12);
    expect(space.planeAt(space.xOf(0.3), space.zOf(-0.7)).beta).toBeCloseTo(-0.7, 12);
    expect(meshHeightAt(landscape, mesh, 1.01, 0)).toBeNaN();
  });

  test('has the colours of the map', () => {
    for (const at of [0, 17, 1300, 2600])
      expect(mesh.shades[2 * at]).toBeCloseTo((positionOf(values, landscape.values[at]!) + 1) / 2, 6);
  });

  test('bears the isolines of the map, each at the height of its level and on its curve', () => {
    const { heights } = meshOf();
    const [zero, half] = meshIsolines(landscape, space, heights, [0, 0.5]);
    for (const { level, segments } of [zero!, half!]) {
      expect(segments.length).toBeGreaterThan(100);
      for (let at = 0; at < segments.length; at += 3) {
        expect(segments[at + 1]).toBeCloseTo(((level + 1) / 2) * space.height, 6);
        const { alpha, beta } = space.planeAt(segments[at]!, segments[at + 2]!);
        expect(Math.abs(saddle(alpha, beta) - level)).toBeLessThan(2e-3);
      }
    }
    expect(meshIsolines(landscape, space, heights, [7])).toEqual([]);
  });
});

interface Corner {
  readonly x: number;
  readonly z: number;
}

describe('what is not finite', () => {
  const holed = shape((a, b) => (a === 0 && b === 0 ? NaN : a > 0.9 ? Infinity : a + b), {
    columns: 21,
    rows: 21,
  });
  const { mesh, landscape } = meshOf(holed);

  test('is a hole: no triangle has such a corner, and all others are there', () => {
    for (const corner of mesh.indices) expect(Number.isFinite(holed.values[corner])).toBe(true);
    // Beside one lost sample each of the four cells keeps one triangle; the last column of samples takes its 20 cells with it.
    expect(mesh.indices.length / 3).toBe(2 * 20 * 19 - 4 * 2 + 4);
    expect(mesh.lost).toBe(1 + 21);
  });

  test('bears no line and has no height', () => {
    expect([...meshLines(landscape, mesh, 20)].every(Number.isFinite)).toBe(true);
    expect(meshHeightAt(landscape, mesh, 0, 0)).toBeNaN();
    expect(meshHeightAt(landscape, mesh, -0.05, 0.15)).not.toBeNaN();
  });

  test('is said in words, with how many', () => {
    const { notes, description } = surfaceModel(holed, { heights: 'linear', exaggeration: 1 });
    expect(notes).toContain('Holes: not finite (22 of 441 points).');
    expect(description).toContain('22 of 441 points are not finite.');
  });

  test('everywhere leaves nothing, and says so', () => {
    const nothing = surfaceModel(
      shape(() => NaN, { columns: 5, rows: 5 }),
      { heights: 'logarithmic', exaggeration: 1 },
    );
    expect(nothing.mesh.indices.length).toBe(0);
    expect(nothing.notes).toContain('No value is finite here.');
  });
});

describe('many points', () => {
  const fine = shape(saddle, { columns: 501, rows: 301 });

  test('are thinned to what can be seen, edges and centre kept, and it is said', () => {
    const { drawn, notes } = surfaceModel(fine, { heights: 'linear', exaggeration: 1 });
    expect([drawn.alphas.length, drawn.betas.length]).toEqual([mostVertices, mostVertices]);
    expect([drawn.alphas[0], drawn.alphas[100], drawn.alphas.at(-1)]).toEqual([-1, 0, 1]);
    expect([drawn.betas[0], drawn.betas[100], drawn.betas.at(-1)]).toEqual([-1, 0, 1]);
    drawn.values.forEach((value, at) =>
      expect(value).toBe(
        saddle(drawn.alphas[at % mostVertices]!, drawn.betas[Math.floor(at / mostVertices)]!),
      ),
    );
    expect(notes).toContain('Drawn with 201 × 201 of 501 × 301 points.');
  });

  test('few stay what they are, and nothing is said', () => {
    const few = shape(saddle);
    expect(thinnedTo(few, mostVertices)).toBe(few);
    expect(surfaceModel(few, { heights: 'linear', exaggeration: 1 }).notes).not.toContain('Drawn with');
  });
});

test('a floor of sensible shape keeps one unit as long as the other; a stretched one fills the square', () => {
  const floor = (width: number, depth: number) => {
    const { halfWidth, halfDepth } = surfaceSpace(shape(saddle, { span: [width, depth] }), 1);
    return [halfWidth, halfDepth];
  };
  expect(floor(2, 1)).toEqual([1, 0.5]);
  expect(floor(1, 2)).toEqual([0.5, 1]);
  expect(floor(100, 1)).toEqual([1, 1]);
});

test('exaggeration makes the box higher and nothing else', () => {
  const [one, three] = [1, 3].map((exaggeration) =>
    surfaceModel(shape(saddle), { heights: 'linear', exaggeration }),
  );
  one!.mesh.positions.forEach((value, at) =>
    expect(three!.mesh.positions[at]).toBeCloseTo(at % 3 === 1 ? 3 * value : value, 5),
  );
});
