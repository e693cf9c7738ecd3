/** What stands in the scene, made of what src/figures has computed. */
import {
  BufferAttribute,
  BufferGeometry,
  DataTexture,
  DoubleSide,
  LineBasicMaterial,
  LinearFilter,
  LineSegments,
  Mesh,
  MeshLambertMaterial,
  type Object3D,
  SRGBColorSpace,
} from 'three';
import { LineMaterial } from 'three/addons/lines/LineMaterial.js';
import { LineSegments2 } from 'three/addons/lines/LineSegments2.js';
import { LineSegmentsGeometry } from 'three/addons/lines/LineSegmentsGeometry.js';
import type { ColourMap } from '../../src/figures/colour-maps';
import type { SurfaceModel } from '../../src/figures/surface-model';
import type { PathPiece, Point3, SurfacePath } from '../../src/figures/surface-path';
import type { Theme } from '../../src/figures/theme';

/** The colour map as a texture of one row: the very colours of the map. */
function colourTexture({ table, entries }: ColourMap): DataTexture {
  const pixels = new Uint8Array(4 * entries);
  for (let i = 0; i < entries; i++)
    pixels.set([table[3 * i]!, table[3 * i + 1]!, table[3 * i + 2]!, 255], 4 * i);
  const texture = new DataTexture(pixels, entries, 1);
  texture.colorSpace = SRGBColorSpace;
  texture.magFilter = texture.minFilter = LinearFilter;
  texture.needsUpdate = true;
  return texture;
}

function ground({ mesh }: SurfaceModel, colours: ColourMap): Mesh {
  const geometry = new BufferGeometry();
  // A place where nothing is known has no height; the graphics processor is told 0 for it, and no triangle touches it.
  const positions = mesh.positions.map((value) => (Number.isNaN(value) ? 0 : value));
  geometry.setAttribute('position', new BufferAttribute(positions, 3));
  geometry.setAttribute('uv', new BufferAttribute(mesh.shades, 2));
  geometry.setIndex(new BufferAttribute(mesh.indices, 1));
  geometry.computeVertexNormals();
  const material = new MeshLambertMaterial({
    map: colourTexture(colours),
    side: DoubleSide,
    // Lines on the surface are to be seen whole.
    polygonOffset: true,
    polygonOffsetFactor: 1.5,
    polygonOffsetUnits: 2,
  });
  return new Mesh(geometry, material);
}

function hairlines(segments: Float32Array, colour: string, opacity: number): LineSegments {
  const geometry = new BufferGeometry();
  geometry.setAttribute('position', new BufferAttribute(segments, 3));
  return new LineSegments(
    geometry,
    new LineBasicMaterial({ color: colour, transparent: opacity < 1, opacity, depthWrite: false }),
  );
}

interface Stroke {
  readonly colour: string;
  readonly width: number;
  readonly opacity: number;
  /** Drawn over everything, for what the surface hides. */
  readonly through?: boolean;
  readonly dashed?: boolean;
  /** Later than what has a smaller one. Default 0. */
  readonly layer?: number;
}

function strokes(
  segments: Float32Array,
  { colour, width, opacity, through = false, dashed = false, layer = 0 }: Stroke,
): LineSegments2 {
  const geometry = new LineSegmentsGeometry();
  geometry.setPositions(segments);
  const material = new LineMaterial({
    color: colour,
    linewidth: width,
    transparent: true,
    opacity,
    depthTest: !through,
    depthWrite: false,
    dashed,
    dashSize: 0.02,
    gapSize: 0.014,
  });
  const lines = new LineSegments2(geometry, material);
  lines.renderOrder = layer;
  if (dashed) lines.computeLineDistances();
  return lines;
}

export function surfaceObjects(model: SurfaceModel, colours: ColourMap, theme: Theme): Object3D[] {
  const objects: Object3D[] = [ground(model, colours)];
  objects.push(hairlines(model.lines, theme.isoline, theme.name === 'light' ? 0.13 : 0.17));
  for (const { strong, segments } of model.isolines) {
    if (segments.length === 0) continue;
    objects.push(
      strokes(segments, { colour: theme.isoline, width: strong ? 1.8 : 1.1, opacity: strong ? 0.95 : 0.5 }),
    );
  }
  return objects;
}

export function frameObjects(segments: Float32Array, theme: Theme): Object3D[] {
  return [strokes(segments, { colour: theme.rule, width: 1, opacity: 1 })];
}

/** The path as on the map: with a halo, paler and thinner off the plane, faint after the step that is shown. */
export function pathObjects({ pieces, truth, stems }: SurfacePath, theme: Theme): Object3D[] {
  const colour = theme.trajectory;
  // All halos are under all lines: the end of one piece must not be whitened by the beginning of the next.
  const [halo, line] = [1, 2];
  const objects: Object3D[] = [];
  for (const { strength, faint, segments } of byLook(pieces)) {
    const width = faint ? 1.4 : 1.2 + 1.8 * strength;
    const opacity = faint ? 0.45 : 0.25 + 0.75 * strength;
    objects.push(
      strokes(segments, {
        colour: theme.halo,
        width: width + 2.2,
        opacity: faint ? 0.35 : 0.8,
        layer: halo,
      }),
      strokes(segments, { colour, width, opacity, layer: line }),
      strokes(segments, { colour, width, opacity: 0.22 * opacity, through: true, layer: line }),
    );
  }
  for (const { strength, faint, segments } of byLook(truth))
    objects.push(
      strokes(segments, {
        colour,
        width: 1.3,
        opacity: (faint ? 0.3 : 0.85) * strength,
        dashed: true,
        layer: line,
      }),
    );
  if (stems.length > 0) objects.push(hairlines(Float32Array.from(stems.flat()), colour, 0.45));
  return objects;
}

/** One object per look, not per piece: a path may have hundreds of them. */
function byLook(
  pieces: readonly PathPiece[],
): { readonly strength: number; readonly faint: boolean; readonly segments: Float32Array }[] {
  const looks = new Map<string, { strength: number; faint: boolean; segments: number[] }>();
  for (const { strength, faint, points } of pieces) {
    const key = `${strength}/${faint}`;
    const look = looks.get(key) ?? { strength, faint, segments: [] };
    looks.set(key, look);
    for (let i = 1; i < points.length; i++) look.segments.push(...pair(points[i - 1]!, points[i]!));
  }
  return [...looks.values()].map((look) => ({ ...look, segments: Float32Array.from(look.segments) }));
}

const pair = (from: Point3, to: Point3): number[] => [...from, ...to];

export function disposeOf(objects: readonly Object3D[]): void {
  for (const object of objects) {
    const { geometry, material } = object as Mesh;
    geometry.dispose();
    for (const one of [material].flat()) {
      (one as MeshLambertMaterial).map?.dispose();
      one.dispose();
    }
  }
}
