import { UserError } from '../model/user-error';
import { GRID_CAPACITY } from './arena';
import { passesOf, repetitionsPerCall } from './call-length';
import { TRAIN, type SecondOrderMemory } from './second-order-memory';
import { writeVector } from './workspace-memory';

/** centre + alphas[i]·first + betas[j]·second; vectors that are rounded to the problem's precision already. */
export interface PlaneGrid {
  readonly centre: Float64Array;
  readonly first: Float64Array;
  readonly second: Float64Array;
  readonly alphas: Float64Array;
  readonly betas: Float64Array;
}

/**
 * The landscape's quantity `curvature` on a grid, betas × alphas. See `LandscapeQuantity`. The memory's prepared point no longer holds afterwards.
 * @param single the points are those that f32 would compute
 */
export function planeCurvature(
  { workspace, arena, kernels }: SecondOrderMemory,
  { centre, first, second, alphas, betas }: PlaneGrid,
  single: boolean,
): Float64Array {
  const { vectors, parameterCount, alphas: alphasAt, values: valuesAt } = workspace.arena;
  const [u, v] = orthonormalPair(first, second);
  writeVector(workspace, vectors.centre, centre);
  writeVector(workspace, vectors.firstDirection, first);
  writeVector(workspace, vectors.secondDirection, second);
  writeVector(workspace, arena.direction, u);
  writeVector(workspace, arena.otherDirection, v);
  const samples = workspace.arena.sets.train?.capacity ?? 0;
  const chunk = Math.min(GRID_CAPACITY, repetitionsPerCall(passesOf('curvature') * parameterCount * samples));
  const alphasInCore = new Float64Array(workspace.buffer, alphasAt, GRID_CAPACITY);
  const valuesInCore = new Float64Array(workspace.buffer, valuesAt, GRID_CAPACITY);
  const values = new Float64Array(alphas.length * betas.length);
  for (let start = 0; start < alphas.length; start += chunk) {
    const part = alphas.subarray(start, start + chunk);
    alphasInCore.set(part);
    betas.forEach((beta, row) => {
      kernels.planeCurvatures(
        vectors.centre,
        vectors.firstDirection,
        vectors.secondDirection,
        arena.direction,
        arena.otherDirection,
        alphasAt,
        part.length,
        beta,
        single ? 1 : 0,
        TRAIN,
        vectors.point,
        arena.result,
        valuesAt,
      );
      values.set(valuesInCore.subarray(0, part.length), row * alphas.length + start);
    });
  }
  return values;
}

/** Of a direction, less than this share across the other is none. */
const parallel = 1e-12;

/** u along `first`, v across it in their plane (Gram–Schmidt, twice), both of norm 1. Throws `UserError` where they span no plane. */
export function orthonormalPair(
  first: Float64Array,
  second: Float64Array,
): readonly [u: Float64Array, v: Float64Array] {
  const u = unit(first);
  const v = u && unit(second);
  if (u && v) {
    subtractAlong(v, u);
    const across = Math.sqrt(dot(v, v));
    if (across > parallel) {
      for (let i = 0; i < v.length; i++) v[i]! /= across;
      subtractAlong(v, u);
      return [u, unit(v)!];
    }
  }
  throw new UserError(
    'The two directions span no plane, so there is no curvature in it: choose directions that are not 0 and not parallel.',
    'landscape.plane',
  );
}

/** The vector at norm 1; null where it is 0 or not finite. Its largest entry is divided by first, for the squares to neither vanish nor overflow. */
function unit(vector: Float64Array): Float64Array | null {
  let largest = 0;
  for (const value of vector) {
    if (Number.isNaN(value)) return null;
    largest = Math.max(largest, Math.abs(value));
  }
  if (largest === 0 || largest === Infinity) return null;
  const scaled = vector.map((value) => value / largest);
  const norm = Math.sqrt(dot(scaled, scaled));
  return scaled.map((value) => value / norm);
}

function subtractAlong(target: Float64Array, direction: Float64Array): void {
  const share = dot(target, direction);
  for (let i = 0; i < target.length; i++) target[i]! -= share * direction[i]!;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}
