/**
 * The path of a run on the surface. It lies on the surface, because (α, β) is all that the plane knows of it; where θ is off the plane the loss
 * itself differs from the surface under the path, and a second line stands at its height, with stems between the two.
 */
import type { Landscape } from '../analysis/landscape';
import { checkpointAt, pathFacts, pathStrength } from './path-marks';
import type { HeightScale } from './surface-heights';
import { meshHeightAt, type SurfaceMesh, type SurfaceSpace } from './surface-mesh';

export type Point3 = readonly [x: number, y: number, z: number];

export interface PathPiece {
  /** See `pathStrength`. */
  readonly strength: number;
  /** Later than the step that is shown. */
  readonly faint: boolean;
  readonly points: readonly Point3[];
}

export interface SurfacePath {
  readonly pieces: readonly PathPiece[];
  /** Where the loss itself is, for stretches where that is seen to differ; and stems down (or up) to the surface, in pairs. */
  readonly truth: readonly PathPiece[];
  readonly stems: readonly Point3[];
  readonly start: Point3 | null;
  /** The checkpoint at or before the step that is shown. */
  readonly current: Point3 | null;
}

/** Above the surface, so that the line is not half sunk in it. */
const lift = 0.008;
/** A smaller difference of heights is not seen. */
const seen = 0.012;
const mostStems = 40;
/** Places along a piece of path, so that it follows the surface between two checkpoints. */
const mostPlaces = 40;

export function surfacePath(
  landscape: Landscape,
  mesh: SurfaceMesh,
  space: SurfaceSpace,
  heights: HeightScale,
  step: number | undefined,
): SurfacePath {
  const { steps, alpha, beta, distance, loss } = landscape.trajectory;
  const { extent } = pathFacts(landscape);
  const current = checkpointAt(steps, step);
  const cell = Math.abs(landscape.alphas.at(-1)! - landscape.alphas[0]!) / landscape.alphas.length;
  const at = (a: number, b: number): Point3 | null => {
    const y = meshHeightAt(landscape, mesh, a, b);
    return Number.isFinite(y) ? [space.xOf(a), y + lift, space.zOf(b)] : null;
  };
  const checkpoints = Array.from(steps, (_, i) => at(alpha[i]!, beta[i]!));
  const trueHeights = checkpoints.map((point, i): Point3 | null => {
    const y = space.yOf(heights.heightOf(loss[i]!)) + lift;
    return point && Number.isFinite(y) && Math.abs(y - point[1]) > seen ? [point[0], y, point[2]] : null;
  });
  const ahead = (i: number): boolean => step !== undefined && i > current;

  const pieces = pieceByPiece();
  const truth = pieceByPiece();
  for (let i = 1; i < checkpoints.length; i++) {
    const strength = pathStrength(distance[i]!, extent);
    const far = Math.hypot(alpha[i]! - alpha[i - 1]!, beta[i]! - beta[i - 1]!);
    const places = Number.isFinite(far) ? Math.max(1, Math.min(mostPlaces, Math.ceil(far / cell))) : 0;
    let last: Point3 | null = checkpoints[i - 1]!;
    for (let k = 1; k <= places; k++) {
      const share = k / places;
      const next: Point3 | null =
        k === places
          ? checkpoints[i]!
          : at(
              alpha[i - 1]! + share * (alpha[i]! - alpha[i - 1]!),
              beta[i - 1]! + share * (beta[i]! - beta[i - 1]!),
            );
      pieces.add(last, next, strength, ahead(i));
      last = next;
    }
    truth.add(trueHeights[i - 1]!, trueHeights[i]!, strength, ahead(i));
  }

  const stride = Math.max(1, Math.ceil(checkpoints.length / mostStems));
  const stems = trueHeights.flatMap((point, i) =>
    point && !ahead(i) && i % stride === 0 ? [checkpoints[i]!, point] : [],
  );
  const first = checkpoints.find((point) => point !== null) ?? null;
  return {
    pieces: pieces.all,
    truth: truth.all,
    stems,
    start: first,
    current: checkpoints.slice(0, current + 1).findLast((point) => point !== null) ?? null,
  };
}

/** Joins segments of the same look into one polyline; a point that is not there leaves a gap. */
function pieceByPiece() {
  const all: { strength: number; faint: boolean; points: Point3[] }[] = [];
  return {
    all,
    add(from: Point3 | null, to: Point3 | null, strength: number, faint: boolean): void {
      if (!from || !to) return;
      const last = all.at(-1);
      if (last && last.points.at(-1) === from && last.strength === strength && last.faint === faint)
        last.points.push(to);
      else all.push({ strength, faint, points: [from, to] });
    },
  };
}
