/** What lies on the map: the all-zero point, the path of the run, the point looked at. */
import type { Landscape } from '../analysis/landscape';
import type { DrawingContext } from './context';
import type { PlaneGeometry } from './plane-geometry';
import { drawText } from './text';
import { sizes, type Theme } from './theme';

interface Pixel {
  readonly x: number;
  readonly y: number;
}

/** A cross with an open middle, wide enough for the ring of a start, and a label beside it. */
export function drawCross(
  ctx: DrawingContext,
  at: Pixel,
  theme: Theme,
  label: string,
  side: 'left' | 'right',
): void {
  const [gap, arm] = [9, 16];
  for (const [colour, width] of [
    [theme.halo, 4.5],
    [theme.ink, 1.6],
  ] as const) {
    ctx.strokeStyle = colour;
    ctx.lineWidth = width;
    ctx.lineCap = 'butt';
    ctx.beginPath();
    for (const [dx, dy] of [
      [1, 0],
      [-1, 0],
      [0, 1],
      [0, -1],
    ] as const) {
      ctx.moveTo(at.x + gap * dx, at.y + gap * dy);
      ctx.lineTo(at.x + arm * dx, at.y + arm * dy);
    }
    ctx.stroke();
  }
  drawDot(ctx, at, 1.6, theme.ink, theme, true);
  const x = side === 'right' ? at.x + 9 : at.x - 9;
  drawText(ctx, label, x, at.y - 9, {
    size: sizes.label,
    weight: 600,
    colour: theme.ink,
    halo: theme.halo,
    align: side === 'right' ? 'left' : 'right',
  });
}

/** A disc or ring with a halo. */
export function drawDot(
  ctx: DrawingContext,
  at: Pixel,
  radius: number,
  colour: string,
  theme: Theme,
  filled: boolean,
): void {
  ctx.beginPath();
  ctx.arc(at.x, at.y, radius + (filled ? 1.6 : 0), 0, 2 * Math.PI);
  if (filled) {
    ctx.fillStyle = theme.halo;
    ctx.fill();
    ctx.beginPath();
    ctx.arc(at.x, at.y, radius, 0, 2 * Math.PI);
    ctx.fillStyle = colour;
    ctx.fill();
    return;
  }
  for (const [stroke, width] of [
    [theme.halo, 4.5],
    [colour, 2],
  ] as const) {
    ctx.strokeStyle = stroke;
    ctx.lineWidth = width;
    ctx.stroke();
  }
}

/** Largest distance from the plane, and whether the path moves in it. */
export interface PathFacts {
  readonly points: number;
  readonly largestDistance: number;
  /** The path's largest distance from its start, within the plane and in units of θ. */
  readonly extent: number;
  /** Largest |true − shown| of the loss; NaN where the landscape is not of the loss. */
  readonly largestError: number;
}

export function pathFacts({ trajectory, plane, quantity }: Landscape): PathFacts {
  const norm = (v: Float64Array): number => Math.sqrt(v.reduce((sum, x) => sum + x * x, 0));
  const [n1, n2] = [norm(plane.first), norm(plane.second)];
  const twice = 2 * n1 * n2 * (Number.isFinite(plane.cosine) ? plane.cosine : 0);
  const [a0, b0] = [trajectory.alpha[0] ?? 0, trajectory.beta[0] ?? 0];
  let extent = 0;
  let largestDistance = 0;
  let largestError = quantity === 'loss' ? 0 : NaN;
  for (let i = 0; i < trajectory.steps.length; i++) {
    const [a, b] = [trajectory.alpha[i]! - a0, trajectory.beta[i]! - b0];
    const reach = Math.sqrt(Math.max(0, a * a * n1 * n1 + b * b * n2 * n2 + a * b * twice));
    if (Number.isFinite(reach)) extent = Math.max(extent, reach);
    const distance = trajectory.distance[i]!;
    if (Number.isFinite(distance)) largestDistance = Math.max(largestDistance, distance);
    const error = Math.abs(trajectory.loss[i]! - trajectory.planeLoss[i]!);
    if (Number.isFinite(error)) largestError = Math.max(largestError, error);
  }
  return { points: trajectory.steps.length, largestDistance, extent, largestError };
}

/** How strongly a piece of the path is drawn, 1 … 0.3 in nine steps: weaker the farther θ is from the plane, measured by how far the path goes in it. */
export function pathStrength(distance: number, extent: number): number {
  const off = Number.isFinite(distance) ? distance : 0;
  const share = off > 0 ? Math.min(1, (2 * off) / (off + extent)) : 0;
  return 1 - 0.7 * (Math.round(8 * share) / 8);
}

/**
 * The path in its own colour: paler and thinner the farther θ is from the plane, and faint after `step`.
 * Points that are not finite leave gaps. A ring marks the start, a disc the end (or `step`).
 */
export function drawPath(
  ctx: DrawingContext,
  landscape: Landscape,
  geometry: PlaneGeometry,
  theme: Theme,
  step: number | undefined,
): void {
  const { steps, alpha, beta, distance } = landscape.trajectory;
  const facts = pathFacts(landscape);
  const pixels = Array.from(steps, (_, i) => geometry.toPixel(alpha[i]!, beta[i]!));
  const known = (i: number): boolean => Number.isFinite(pixels[i]!.x) && Number.isFinite(pixels[i]!.y);
  const first = pixels.findIndex((_, i) => known(i));
  if (first < 0) return;
  const current = checkpointAt(steps, step);

  const pieces: { strength: number; faint: boolean; points: Pixel[] }[] = [];
  for (let i = 1; i < pixels.length; i++) {
    if (!known(i - 1) || !known(i)) continue;
    const strength = pathStrength(distance[i]!, facts.extent);
    const faint = step !== undefined && i > current;
    const last = pieces.at(-1);
    const joined = last?.points.at(-1) === pixels[i - 1] ? last : undefined;
    if (joined && joined.strength === strength && joined.faint === faint) joined.points.push(pixels[i]!);
    else pieces.push({ strength, faint, points: [pixels[i - 1]!, pixels[i]!] });
  }
  const trace = (points: readonly Pixel[]): void => {
    ctx.beginPath();
    points.forEach((point, i) => (i === 0 ? ctx.moveTo(point.x, point.y) : ctx.lineTo(point.x, point.y)));
    ctx.stroke();
  };
  ctx.lineCap = 'round';
  ctx.lineJoin = 'round';
  ctx.strokeStyle = theme.halo;
  ctx.globalAlpha = 0.85;
  for (const piece of pieces) {
    ctx.lineWidth = piece.faint ? 3 : 2 + 3 * piece.strength;
    trace(piece.points);
  }
  ctx.lineCap = 'butt';
  ctx.strokeStyle = theme.trajectory;
  for (const piece of pieces) {
    ctx.globalAlpha = piece.faint ? 0.45 : 0.25 + 0.75 * piece.strength;
    ctx.lineWidth = piece.faint ? 1.2 : 1 + 1.6 * piece.strength;
    trace(piece.points);
  }
  ctx.globalAlpha = 1;
  drawDot(ctx, pixels[first]!, 6, theme.trajectory, theme, false);
  let end = Math.min(current, pixels.length - 1);
  while (end > first && !known(end)) end--;
  if (end > first || step !== undefined) drawDot(ctx, pixels[end]!, 4.2, theme.trajectory, theme, true);
}

/** Index of the last checkpoint at or before a step; the last of all when no step is given. */
export function checkpointAt(steps: Float64Array, step: number | undefined): number {
  if (step === undefined) return steps.length - 1;
  let index = 0;
  for (let i = 0; i < steps.length; i++) if (steps[i]! <= step) index = i;
  return index;
}
