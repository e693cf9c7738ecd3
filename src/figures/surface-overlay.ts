/** What is written over (and beside) a surface: numbers on the axes, the marks, the colour bar and the legend. Drawn on a canvas of its own, the ground left clear. */
import type { Landscape } from '../analysis/landscape';
import { quantity } from '../model/quantities';
import { colourBarWidth, drawColourBar } from './colour-bar';
import type { ColourMap } from './colour-maps';
import type { Box, DrawingContext } from './context';
import { planeEquation } from './landscape-map';
import { drawLegend } from './map-legend';
import { drawCross, drawDot } from './path-marks';
import { moved, type FrameAxis, type SurfaceFrame } from './surface-frame';
import type { Point3, SurfacePath } from './surface-path';
import { drawText, fitText, textWidth, wrapText, type TextStyle } from './text';
import { sizes, type Theme } from './theme';
import { levelsOf, type ValueScale } from './value-scale';

export interface SurfaceMark {
  readonly at: Point3;
  readonly label: string;
}

export interface SurfaceOverlayOptions {
  readonly landscape: Landscape;
  /** CSS pixels of the whole picture. */
  readonly width: number;
  readonly height: number;
  readonly scale: number;
  readonly theme: Theme;
  readonly values: ValueScale;
  readonly colours: ColourMap;
  readonly frame: SurfaceFrame;
  readonly path: SurfacePath;
  /** Crosses: the all-zero point and the centre, where they are on the surface. */
  readonly crosses: readonly SurfaceMark[];
  readonly step: number | undefined;
  readonly title?: string;
  readonly caption?: string;
  /** CSS pixels of the whole picture. */
  project(point: Point3): { readonly x: number; readonly y: number };
  hidden(point: Point3): boolean;
}

const captionHeight = sizes.caption * sizes.line;
const mostCaptionLines = 4;

function captionLines(ctx: DrawingContext, caption: string | undefined, width: number): string[] {
  return caption
    ? wrapText(ctx, caption, width - 28, { size: sizes.caption }).slice(0, mostCaptionLines)
    : [];
}

/** Where the surface itself is drawn: beside the colour bar, above the legend. */
export function surfaceBox(
  ctx: DrawingContext,
  {
    landscape,
    values,
    width,
    height,
    title,
    caption,
  }: Pick<SurfaceOverlayOptions, 'landscape' | 'values' | 'width' | 'height' | 'title' | 'caption'>,
): Box {
  const bar = colourBarWidth(ctx, values, levelsOf(values, 10), quantity(landscape.quantity).legend);
  const top = title ? 40 : 0;
  const below = 30 + captionLines(ctx, caption, width).length * captionHeight;
  return { x: 0, y: top, width: Math.max(20, width - bar - 34), height: Math.max(20, height - top - below) };
}

export function drawSurfaceOverlay(ctx: DrawingContext, options: SurfaceOverlayOptions): void {
  const { landscape, width, height, scale, theme, values, colours, frame, title, caption, step } = options;
  ctx.save();
  ctx.setTransform(scale, 0, 0, scale, 0, 0);
  const box = surfaceBox(ctx, options);
  for (const axis of frame.axes) drawAxis(ctx, axis, options);
  drawMarks(ctx, options);

  const barTop = box.y + 34;
  const barHeight = Math.max(40, Math.min(340, box.height - 60));
  drawColourBar(
    ctx,
    { x: box.x + box.width + 16, y: barTop, width: width - box.width - 16, height: barHeight },
    {
      scale: values,
      colours,
      theme,
      levels: levelsOf(values, 10),
      label: quantity(landscape.quantity).legend,
    },
  );
  if (title) {
    const style: TextStyle = { size: sizes.title, weight: 600, colour: theme.ink };
    drawText(ctx, fitText(ctx, title, width - 28, style), 14, 28, style);
  }
  const equation: TextStyle = { size: sizes.label, colour: theme.inkSoft };
  drawText(ctx, fitText(ctx, planeEquation(landscape), box.width - 28, equation), 14, box.y + 20, equation);
  // The legend's row is written 66 below a plot.
  const lines = captionLines(ctx, caption, width);
  const row = height - 14 - lines.length * captionHeight;
  const under: Box = { x: 14, y: row - 66 - box.height, width: width - 28, height: box.height };
  drawLegend(ctx, landscape, theme, under, step, 14, width - 28);
  lines.forEach((line, i) => {
    const baseline = height - 10 - (lines.length - 1 - i) * captionHeight;
    drawText(ctx, line, 14, baseline, { size: sizes.caption, colour: theme.inkSoft });
  });
  ctx.restore();
}

/** CSS pixels from an axis to its numbers, and to its name. */
const toNumbers = 12;
const toName = 40;

function drawAxis(ctx: DrawingContext, axis: FrameAxis, { theme, project }: SurfaceOverlayOptions): void {
  const upright = axis.name === 'height';
  const [from, to] = [project(axis.from), project(axis.to)];
  const length = Math.hypot(to.x - from.x, to.y - from.y);
  if (!(length > 12)) return;
  // Away from the surface on the screen, at right angles to the axis.
  const beyond = project(moved(axis.from, axis.outward, 0.1));
  const normal = { x: (from.y - to.y) / length, y: (to.x - from.x) / length };
  const side = upright || normal.x * (beyond.x - from.x) + normal.y * (beyond.y - from.y) >= 0 ? 1 : -1;
  const out = upright ? { x: -1, y: 0 } : { x: side * normal.x, y: side * normal.y };
  const align = out.x < -0.35 ? 'right' : out.x > 0.35 ? 'left' : 'center';
  const tick: TextStyle = {
    size: sizes.tick,
    colour: theme.inkSoft,
    halo: theme.surface,
    baseline: 'middle',
    align,
  };
  const written: { x: number; y: number; width: number }[] = [];
  for (const { at, text } of axis.ticks) {
    const { x, y } = project(at);
    const place = { x: x + toNumbers * out.x, y: y + toNumbers * out.y, width: textWidth(ctx, text, tick) };
    // Numbers that would touch one that stands already are left out.
    const touches = written.some(
      (other) =>
        Math.abs(other.y - place.y) < sizes.tick * 1.2 &&
        Math.abs(other.x - place.x) <
          6 + (align === 'center' ? (other.width + place.width) / 2 : Math.max(other.width, place.width)),
    );
    if (touches) continue;
    written.push(place);
    drawText(ctx, text, place.x, place.y, tick);
  }
  const label: TextStyle = {
    size: sizes.label,
    colour: theme.ink,
    halo: theme.surface,
    baseline: 'middle',
    align: 'center',
  };
  if (upright) return drawText(ctx, axis.label, to.x, to.y - 18, label);
  // Along the axis, from left to right, clear of the numbers.
  const [left, right] = from.x <= to.x ? [from, to] : [to, from];
  ctx.save();
  ctx.translate((from.x + to.x) / 2 + toName * out.x, (from.y + to.y) / 2 + toName * out.y);
  ctx.rotate(Math.atan2(right.y - left.y, right.x - left.x));
  drawText(ctx, fitText(ctx, axis.label, length + 60, label), 0, 0, label);
  ctx.restore();
}

/** What the surface hides is drawn faintly: it is there all the same. */
function drawMarks(
  ctx: DrawingContext,
  { theme, crosses, path, step, landscape, project, hidden }: SurfaceOverlayOptions,
): void {
  const faintly = (point: Point3, draw: () => void): void => {
    ctx.save();
    ctx.globalAlpha = hidden(point) ? 0.3 : 1;
    draw();
    ctx.restore();
  };
  for (const { at, label } of crosses) faintly(at, () => drawCross(ctx, project(at), theme, label, 'right'));
  const { start, current } = path;
  if (start) faintly(start, () => drawDot(ctx, project(start), 6, theme.trajectory, theme, false));
  if (current && (landscape.trajectory.steps.length > 1 || step !== undefined))
    faintly(current, () => drawDot(ctx, project(current), 4.2, theme.trajectory, theme, true));
}
