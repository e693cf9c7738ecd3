/** A landscape as a surface: everything about it that does not depend on where one looks from, nor on the step that is shown. */
import type { Landscape } from '../analysis/landscape';
import type { ColourMap } from './colour-maps';
import { describeLandscape } from './describe';
import { coloursFor, landscapeScale } from './landscape-map';
import { firstView, type Orbit } from './orbit';
import { heightScale, type HeightMode, type HeightScale } from './surface-heights';
import {
  meshHeightAt,
  meshIsolines,
  meshLines,
  mostVertices,
  surfaceMesh,
  surfaceSpace,
  type SurfaceMesh,
  type SurfaceSpace,
} from './surface-mesh';
import { surfaceNotes } from './surface-notes';
import type { SurfaceMark } from './surface-overlay';
import type { ThemeName } from './theme';
import { thinnedTo } from './thinned';
import { levelsOf, type ValueScale } from './value-scale';

export interface SurfaceSettings {
  readonly heights: HeightMode;
  readonly exaggeration: number;
}

export interface SurfaceModel {
  /** As asked for … */
  readonly landscape: Landscape;
  /** … and as drawn. */
  readonly drawn: Landscape;
  readonly values: ValueScale;
  readonly heights: HeightScale;
  readonly space: SurfaceSpace;
  readonly mesh: SurfaceMesh;
  readonly lines: Float32Array;
  readonly isolines: readonly { readonly strong: boolean; readonly segments: Float32Array }[];
  readonly crosses: readonly SurfaceMark[];
  readonly firstView: Orbit;
  readonly notes: string;
  readonly description: string;
}

/** Lines along each axis: enough to show the slope, few enough to see the colours. */
const lineCount = 20;

export function surfaceModel(landscape: Landscape, settings: SurfaceSettings): SurfaceModel {
  const drawn = thinnedTo(landscape, mostVertices);
  // Of all values, not of those drawn: the same colours as the map.
  const values = landscapeScale(landscape);
  const heights = heightScale(landscape.values, values, settings.heights);
  const space = surfaceSpace(drawn, settings.exaggeration);
  const mesh = surfaceMesh(drawn, space, heights, values);
  const { origin, plane } = landscape;
  const named = [
    ...(origin === null ? [] : [{ ...origin, label: '0' }]),
    ...(origin?.alpha === 0 && origin.beta === 0 ? [] : [{ alpha: 0, beta: 0, label: plane.centre }]),
  ];
  const crosses = named.flatMap(({ alpha, beta, label }) => {
    const y = meshHeightAt(drawn, mesh, alpha, beta);
    return Number.isFinite(y) ? [{ at: [space.xOf(alpha), y, space.zOf(beta)] as const, label }] : [];
  });
  const notes = surfaceNotes(landscape, drawn, heights, values, settings.heights);
  return {
    landscape,
    drawn,
    values,
    heights,
    space,
    mesh,
    lines: meshLines(drawn, mesh, lineCount),
    isolines: meshIsolines(drawn, space, heights, levelsOf(values, 10)).map(({ level, segments }) => ({
      strong: values.kind === 'diverging' && level === values.centre,
      segments,
    })),
    crosses,
    firstView: firstView(lowerFront(drawn, mesh)),
    notes,
    description: [describeLandscape(landscape, 'Surface'), notes].filter(Boolean).join(' '),
  };
}

/** On which side the front half of the surface is lower, on average. */
function lowerFront({ alphas, betas }: Landscape, { positions }: SurfaceMesh): 'left' | 'right' {
  const means = [0, 1].map((side) => {
    let sum = 0;
    let count = 0;
    for (let j = 0; 2 * j < betas.length; j++)
      for (let i = 0; 2 * i < alphas.length; i++) {
        const y = positions[3 * (j * alphas.length + (side === 0 ? i : alphas.length - 1 - i)) + 1]!;
        if (!Number.isFinite(y)) continue;
        sum += y;
        count++;
      }
    return sum / count;
  });
  return means[1]! < means[0]! ? 'right' : 'left';
}

export function surfaceColours({ values }: Pick<SurfaceModel, 'values'>, theme: ThemeName): ColourMap {
  return coloursFor(values, { theme });
}
