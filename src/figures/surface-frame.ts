/** The floor and the axes around a surface: which edges carry the numbers depends on where one looks from. */
import type { Landscape } from '../analysis/landscape';
import { quantity } from '../model/quantities';
import type { Orbit } from './orbit';
import type { HeightScale } from './surface-heights';
import type { SurfaceSpace } from './surface-mesh';
import type { Point3 } from './surface-path';
import { formatApart, niceSteps } from './ticks';

export interface FrameAxis {
  readonly name: 'α' | 'β' | 'height';
  readonly label: string;
  readonly from: Point3;
  readonly to: Point3;
  /** Away from the surface, along the floor: numbers stand on that side. */
  readonly outward: Point3;
  readonly ticks: readonly { readonly at: Point3; readonly text: string }[];
}

export interface SurfaceFrame {
  readonly axes: readonly FrameAxis[];
  /** The floor's edges, the upright axis and the ticks: pairs of points, x, y, z each. */
  readonly segments: Float32Array;
}

const tickLength = 0.03;

export function surfaceFrame(
  landscape: Landscape,
  space: SurfaceSpace,
  heights: HeightScale,
  { azimuth }: Orbit,
): SurfaceFrame {
  const { halfWidth: w, halfDepth: d, height } = space;
  const angle = (azimuth * Math.PI) / 180;
  // The edges that face the viewer, and the corner at the left end of them.
  const front = Math.cos(angle) >= 0 ? 1 : -1;
  const side = Math.sin(angle) >= 0 ? 1 : -1;
  const screenX = (x: number, z: number): number => x * Math.cos(angle) - z * Math.sin(angle);
  const corners = [
    { x: -side * w, z: front * d, outward: [-side, 0, 0] },
    { x: side * w, z: -front * d, outward: [0, 0, -front] },
  ] as const;
  const left =
    screenX(corners[0].x, corners[0].z) <= screenX(corners[1].x, corners[1].z) ? corners[0] : corners[1];

  const along = (range: readonly [number, number], at: (value: number) => Point3) => {
    const steps = niceSteps(range[0], range[1], 5);
    const format = formatApart(steps);
    return steps.map((value) => ({ at: at(value), text: format(value) }));
  };
  const axes: FrameAxis[] = [
    {
      name: 'α',
      label: landscape.plane.firstLabel,
      from: [-w, 0, front * d],
      to: [w, 0, front * d],
      outward: [0, 0, front],
      ticks: along(space.alphaRange, (alpha) => [space.xOf(alpha), 0, front * d]),
    },
    {
      name: 'β',
      label: landscape.plane.secondLabel,
      from: [side * w, 0, d],
      to: [side * w, 0, -d],
      outward: [side, 0, 0],
      ticks: along(space.betaRange, (beta) => [side * w, 0, space.zOf(beta)]),
    },
    {
      name: 'height',
      label: quantity(landscape.quantity).legend,
      from: [left.x, 0, left.z],
      to: [left.x, height, left.z],
      outward: left.outward,
      ticks: heights.ticks.map(({ height: share, text }) => ({
        at: [left.x, space.yOf(share), left.z],
        text,
      })),
    },
  ];
  const segments: number[] = [];
  const line = (from: Point3, to: Point3): void => void segments.push(...from, ...to);
  const floor: readonly Point3[] = [
    [-w, 0, d],
    [w, 0, d],
    [w, 0, -d],
    [-w, 0, -d],
  ];
  floor.forEach((corner, i) => line(corner, floor[(i + 1) % 4]!));
  line(axes[2]!.from, axes[2]!.to);
  for (const { ticks, outward } of axes) for (const { at } of ticks) line(at, moved(at, outward, tickLength));
  return { axes, segments: Float32Array.from(segments) };
}

export function moved([x, y, z]: Point3, [dx, dy, dz]: Point3, by: number): Point3 {
  return [x + by * dx, y + by * dy, z + by * dz];
}
