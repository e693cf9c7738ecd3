/**
 * The landscape as a map: colours, isolines with their values, the plane's axes, the all-zero point, the path of the run.
 * Draws the same in the window and headless. Returns the geometry, so that a window can tell which (α, β) is pointed at.
 */
import type { Landscape } from '../analysis/landscape';
import { drawAxes } from './axes';
import { colourBarWidth, drawColourBar } from './colour-bar';
import { cividis, colourAt, divergingMaps, viridis, type ColourMap } from './colour-maps';
import type { Box, DrawingContext } from './context';
import { drawHeatMap } from './heat-map';
import { isolines } from './isolines';
import { placeLineLabels, type LinePath } from './line-labels';
import { contrast, parseHex } from './oklab';
import { checkpointAt, drawCross, drawDot, drawPath, pathFacts } from './path-marks';
import { planeGeometry, type PlaneGeometry } from './plane-geometry';
import { drawText, fitText, textWidth, wrapText, type TextStyle } from './text';
import { sizes, themes, type Theme, type ThemeName } from './theme';
import { formatApart, formatNumber, groupThousands, niceSteps } from './ticks';
import { levelsOf, positionOf, scaleNote, valueScale, type ScaleMode, type ValueScale } from './value-scale';

export interface LandscapeMapOptions {
  readonly landscape: Landscape;
  /** CSS pixels. */
  readonly width: number;
  readonly height: number;
  /** Device pixels per CSS pixel. Default 1. */
  readonly scale?: number;
  readonly theme: ThemeName;
  /** Where the map begins on the canvas, in CSS pixels. Default the corner. */
  readonly x?: number;
  readonly y?: number;
  readonly title?: string;
  readonly caption?: string;
  /** A point to mark, e.g. under the pointer. */
  readonly marker?: { readonly alpha: number; readonly beta: number } | null;
  /** Shows the path up to this step; the rest is faint. */
  readonly step?: number;
  readonly mode?: ScaleMode | 'auto';
  readonly symmetric?: boolean;
  /** For quantities other than the loss. Default cividis. */
  readonly sequential?: 'cividis' | 'viridis';
  /** Leaves the notes on how to read the picture to whoever composes it. */
  readonly quiet?: boolean;
}

export interface LandscapeMapResult extends PlaneGeometry {
  readonly values: ValueScale;
  readonly levels: readonly number[];
}

export const quantityLabels = {
  loss: 'loss',
  'gradient-norm': 'gradient norm ‖∇‖',
  accuracy: 'accuracy',
} as const;

/** The scale that a landscape is drawn with: the loss pinned at its centre, other quantities from their smallest value. */
export function landscapeScale(
  landscape: Landscape,
  mode?: ScaleMode | 'auto',
  symmetric?: boolean,
): ValueScale {
  return valueScale(landscape.values, {
    kind: landscape.quantity === 'loss' ? 'diverging' : 'sequential',
    centre: landscape.centreValue,
    mode: landscape.quantity === 'accuracy' ? 'linear' : (mode ?? 'auto'),
    symmetric: symmetric ?? false,
  });
}

/** `θ = origin + α·d₁ + β·d₂`. */
export function planeEquation({ plane }: Landscape): string {
  const centre = plane.centre.replace(
    /^step:(\d+)$/,
    (_, step: string) => `θ(step ${groupThousands(Number(step))})`,
  );
  return `θ = ${centre} + α·d₁ + β·d₂`;
}

export function drawLandscapeMap(ctx: DrawingContext, options: LandscapeMapOptions): LandscapeMapResult {
  const { landscape, width, height, scale = 1, x = 0, y = 0 } = options;
  const theme = themes[options.theme];
  const values = landscapeScale(landscape, options.mode, options.symmetric);
  const levels = levelsOf(values, 10);
  const colours = coloursFor(values, options);
  const barLabel = values.constant
    ? `${quantityLabels[landscape.quantity]}, constant`
    : quantityLabels[landscape.quantity];

  ctx.save();
  ctx.setTransform(scale, 0, 0, scale, x * scale, y * scale);
  ctx.fillStyle = theme.surface;
  ctx.fillRect(0, 0, width, height);

  const footer = footerLines(ctx, options, values, width - 24);
  const labelGap = 40;
  const left = 14 + labelGap + 10;
  const right = 18 + colourBarWidth(ctx, values, levels, barLabel) + 12;
  const top = (options.title ? 40 : 12) + 26;
  const bottom = 52 + 26 + footer.length * sizes.caption * sizes.line + 8;
  const room: Box = {
    x: left,
    y: top,
    width: Math.max(20, width - left - right),
    height: Math.max(20, height - top - bottom),
  };
  const geometry = planeGeometry(landscape.alphas, landscape.betas, room, scale);
  const { plot } = geometry;

  drawHeatMap(ctx, { grid: landscape, geometry, values, colours, theme, scale, offset: { x, y } });
  ctx.save();
  ctx.beginPath();
  ctx.rect(plot.x, plot.y, plot.width, plot.height);
  ctx.clip();
  drawIsolines(ctx, landscape, geometry, values, levels, colours, theme);
  drawMarks(ctx, landscape, geometry, theme, options);
  ctx.restore();

  const [a0, a1] = geometry.alphaRange;
  const [b0, b1] = geometry.betaRange;
  const axis = (low: number, high: number, length: number): { value: number; text: string }[] => {
    const steps = niceSteps(low, high, Math.max(2, Math.min(8, length / 70)));
    const format = formatApart(steps);
    return steps.map((value) => ({ value, text: format(value) }));
  };
  drawAxes(
    ctx,
    plot,
    {
      ticks: axis(a0, a1, plot.width).map(({ value, text }) => ({ at: geometry.toPixel(value, b0).x, text })),
      label: landscape.plane.firstLabel,
    },
    {
      ticks: axis(b0, b1, plot.height).map(({ value, text }) => ({
        at: geometry.toPixel(a0, value).y,
        text,
      })),
      label: landscape.plane.secondLabel,
    },
    theme,
    labelGap,
  );
  drawColourBar(
    ctx,
    { x: plot.x + plot.width + 18, y: plot.y, width: right - 18, height: plot.height },
    { scale: values, colours, theme, levels, label: barLabel },
  );
  if (options.title) {
    const style: TextStyle = { size: sizes.title, weight: 600, colour: theme.ink };
    drawText(ctx, fitText(ctx, options.title, width - 28, style), 14, 28, style);
  }
  const equation: TextStyle = { size: sizes.label, colour: theme.inkSoft };
  drawText(ctx, fitText(ctx, planeEquation(landscape), plot.width, equation), plot.x, plot.y - 9, equation);
  drawLegend(ctx, landscape, theme, plot, options.step, 12, width - 24);
  footer.forEach((line, i) => {
    const baseline = height - 12 - (footer.length - 1 - i) * sizes.caption * sizes.line;
    drawText(ctx, line, 14, baseline, { size: sizes.caption, colour: theme.inkSoft });
  });
  ctx.restore();
  return { ...geometry, values, levels };
}

function coloursFor(values: ValueScale, options: LandscapeMapOptions): ColourMap {
  if (values.kind === 'diverging') return divergingMaps[options.theme];
  return options.sequential === 'viridis' ? viridis : cividis;
}

/** What the reader must know about the picture itself, then the caption. */
function footerLines(
  ctx: DrawingContext,
  options: LandscapeMapOptions,
  values: ValueScale,
  width: number,
): string[] {
  const text = [options.quiet ? '' : mapNotes(options.landscape, values), options.caption ?? '']
    .filter((part) => part !== '')
    .join(' ');
  return text === '' ? [] : wrapText(ctx, text, width, { size: sizes.caption });
}

/** Sentences on how to read the picture; empty when there is nothing to warn of. */
export function mapNotes(landscape: Landscape, values: ValueScale): string {
  const notes: string[] = [];
  const note = scaleNote(values);
  if (values.finiteCount === 0) notes.push('No value is finite here.');
  else if (values.constant)
    notes.push(
      `The ${landscape.quantity === 'gradient-norm' ? 'gradient norm' : landscape.quantity} is constant to the last bit: ${formatNumber(values.centre, 12)}.`,
    );
  else if (note !== '') notes.push(`${note[0]!.toUpperCase()}${note.slice(1)}.`);
  if (values.nonFiniteCount > 0) {
    notes.push(
      `Hatched: not finite (${groupThousands(values.nonFiniteCount)} of ${groupThousands(landscape.values.length)} points).`,
    );
  }
  const facts = pathFacts(landscape);
  if (
    facts.points > 0 &&
    facts.largestDistance > 1e-6 * (facts.extent + 1e-300) &&
    facts.largestDistance > 1e-12
  ) {
    const error =
      facts.largestError > 0
        ? `; its true loss differs from the colour by up to ${formatNumber(facts.largestError, 2)}`
        : '';
    notes.push(`The path is up to ${formatNumber(facts.largestDistance, 2)} off this plane${error}.`);
  }
  return notes.join(' ');
}

function drawIsolines(
  ctx: DrawingContext,
  landscape: Landscape,
  geometry: PlaneGeometry,
  values: ValueScale,
  levels: readonly number[],
  colours: ColourMap,
  theme: Theme,
): void {
  const style: TextStyle = { size: sizes.tick - 0.5 };
  const inkOn = (level: number): string => {
    const ground = colourAt(colours, positionOf(values, level));
    return contrast(ground, parseHex(theme.isoline)) >= 4
      ? theme.isoline
      : contrast(ground, [255, 255, 255]) > contrast(ground, [0, 0, 0])
        ? '#ffffff'
        : '#000000';
  };
  const paths: LinePath[] = isolines(landscape, levels, values.high - values.low).flatMap(
    ({ level, lines }) =>
      lines.map((line) => ({ level, points: line.map(([alpha, beta]) => geometry.toPixel(alpha, beta)) })),
  );
  const format = formatApart(levels);
  const widthOf = (level: number): number =>
    textWidth(ctx, format(level), { ...style, weight: level === values.centre ? 600 : 400 }) + 6;
  const labels = placeLineLabels(
    paths,
    widthOf,
    style.size,
    inset(geometry.plot, 4),
    obstaclesOf(landscape, geometry),
  );

  // Lines stop short of their labels, so that nothing runs through the digits.
  ctx.save();
  ctx.beginPath();
  ctx.rect(geometry.plot.x, geometry.plot.y, geometry.plot.width, geometry.plot.height);
  for (const { level, x, y, angle } of labels) tiltedBox(ctx, x, y, widthOf(level), style.size + 2, angle);
  ctx.clip('evenodd');
  for (const { level, points } of paths) {
    const strong = values.kind === 'diverging' && level === values.centre;
    ctx.strokeStyle = inkOn(level);
    ctx.globalAlpha = strong ? 0.95 : 0.5;
    ctx.lineWidth = strong ? 1.5 : 0.9;
    ctx.beginPath();
    points.forEach((point, i) => (i === 0 ? ctx.moveTo(point.x, point.y) : ctx.lineTo(point.x, point.y)));
    ctx.stroke();
  }
  ctx.restore();
  for (const { level, x, y, angle } of labels) {
    ctx.save();
    ctx.translate(x, y);
    ctx.rotate(angle);
    drawText(ctx, format(level), 0, 0, {
      ...style,
      weight: level === values.centre ? 600 : 400,
      colour: inkOn(level),
      align: 'center',
      baseline: 'middle',
    });
    ctx.restore();
  }
}

function tiltedBox(
  ctx: DrawingContext,
  x: number,
  y: number,
  width: number,
  height: number,
  angle: number,
): void {
  const [cos, sin] = [Math.cos(angle) / 2, Math.sin(angle) / 2];
  [
    [-1, -1],
    [1, -1],
    [1, 1],
    [-1, 1],
  ].forEach(([u, v], i) => {
    const [px, py] = [x + u! * width * cos - v! * height * sin, y + u! * width * sin + v! * height * cos];
    if (i === 0) ctx.moveTo(px, py);
    else ctx.lineTo(px, py);
  });
  ctx.closePath();
}

/** Labels keep off the path and the marked points. */
function obstaclesOf(landscape: Landscape, geometry: PlaneGeometry): Box[] {
  const around = (alpha: number, beta: number, half: number): Box => {
    const { x, y } = geometry.toPixel(alpha, beta);
    return { x: x - half, y: y - half, width: 2 * half, height: 2 * half };
  };
  const { alpha, beta } = landscape.trajectory;
  const boxes = Array.from(alpha, (a, i) => around(a, beta[i]!, 5)).filter((box) =>
    Number.isFinite(box.x + box.y),
  );
  boxes.push(around(0, 0, 18));
  if (landscape.origin) boxes.push(around(landscape.origin.alpha, landscape.origin.beta, 18));
  return boxes;
}

function drawMarks(
  ctx: DrawingContext,
  landscape: Landscape,
  geometry: PlaneGeometry,
  theme: Theme,
  options: LandscapeMapOptions,
): void {
  const { origin, plane, trajectory } = landscape;
  const centred = origin !== null && origin.alpha === 0 && origin.beta === 0;
  // The label goes to the side that the path does not leave by.
  const end = trajectory.alpha[checkpointAt(trajectory.steps, undefined)] ?? 0;
  if (origin !== null) {
    const at = geometry.toPixel(origin.alpha, origin.beta);
    drawCross(ctx, at, theme, '0', end > origin.alpha ? 'left' : 'right');
  }
  if (!centred) drawCross(ctx, geometry.toPixel(0, 0), theme, plane.centre, end > 0 ? 'left' : 'right');
  drawPath(ctx, landscape, geometry, theme, options.step);
  if (options.marker) {
    const at = geometry.toPixel(options.marker.alpha, options.marker.beta);
    if (Number.isFinite(at.x + at.y)) drawDot(ctx, at, 4, theme.ink, theme, false);
  }
}

/** One row under the axis: what the marks are. Entries that do not fit are left out, last first. */
function drawLegend(
  ctx: DrawingContext,
  landscape: Landscape,
  theme: Theme,
  plot: Box,
  step: number | undefined,
  left: number,
  room: number,
): void {
  const { trajectory, origin, plane } = landscape;
  const style: TextStyle = { size: sizes.tick, colour: theme.inkSoft, baseline: 'middle' };
  const facts = pathFacts(landscape);
  const index = checkpointAt(trajectory.steps, step);
  type Mark = 'cross' | 'ring' | 'disc' | 'line';
  const entries: { mark: Mark; text: string }[] = [];
  if (origin !== null) entries.push({ mark: 'cross', text: 'all-zero point' });
  else entries.push({ mark: 'cross', text: `centre: ${plane.centre}` });
  if (trajectory.steps.length > 0) {
    const still = facts.extent === 0;
    entries.push({
      mark: 'ring',
      text: still && trajectory.steps.length > 1 ? 'start; the path does not move in this plane' : 'start',
    });
    if (trajectory.steps.length > 1 || step !== undefined)
      entries.push({ mark: 'disc', text: `step ${groupThousands(trajectory.steps[index] ?? 0)}` });
    if (!still)
      entries.push({
        mark: 'line',
        text: facts.largestDistance > 1e-6 * facts.extent ? 'path of θ, paler off the plane' : 'path of θ',
      });
  }
  const widthOf = (entry: { text: string }): number => 24 + textWidth(ctx, entry.text, style) + 18;
  const total = (): number => entries.reduce((sum, entry) => sum + widthOf(entry), -18);
  while (entries.length > 1 && total() > room) entries.pop();
  let x = Math.max(left, plot.x + plot.width / 2 - total() / 2);
  const y = plot.y + plot.height + 66;
  for (const entry of entries) {
    const at = { x: x + 9, y };
    ctx.lineCap = 'butt';
    if (entry.mark === 'ring')
      drawDot(ctx, at, 5, theme.trajectory, { ...theme, halo: theme.surface }, false);
    else if (entry.mark === 'disc')
      drawDot(ctx, at, 4.2, theme.trajectory, { ...theme, halo: theme.surface }, true);
    else {
      ctx.strokeStyle = entry.mark === 'line' ? theme.trajectory : theme.ink;
      ctx.lineWidth = entry.mark === 'line' ? 2.4 : 1.6;
      ctx.beginPath();
      const reach = entry.mark === 'line' ? 9 : 7;
      ctx.moveTo(at.x - reach, y);
      ctx.lineTo(at.x + reach, y);
      if (entry.mark === 'cross') {
        ctx.moveTo(at.x, y - reach);
        ctx.lineTo(at.x, y + reach);
      }
      ctx.stroke();
    }
    drawText(ctx, entry.text, x + 24, y, style);
    x += widthOf(entry);
  }
}

function inset(box: Box, by: number): Box {
  return { x: box.x + by, y: box.y + by, width: box.width - 2 * by, height: box.height - 2 * by };
}
