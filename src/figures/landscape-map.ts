/**
 * The landscape as a map: colours, isolines with their values, the plane's axes, the all-zero point, the path of the run.
 * Draws the same in the window and headless. Returns the geometry, so that a window can tell which (α, β) is pointed at.
 */
import type { Landscape } from '../analysis/landscape';
import { quantity } from '../model/quantities';
import { drawAxes } from './axes';
import { colourBarWidth, drawColourBar } from './colour-bar';
import { cividis, divergingMaps, viridis, type ColourMap } from './colour-maps';
import type { Box, DrawingContext } from './context';
import { drawingHeatMap } from './heat-map';
import { drawingIsolines, tracing } from './isoline-layer';
import { drawLegend } from './map-legend';
import { keepLast } from './keep-last';
import { mapNotes } from './map-notes';
import { checkpointAt, drawCross, drawDot, drawPath } from './path-marks';
import { planeGeometry, type PlaneGeometry } from './plane-geometry';
import { toItsEnd } from './to-its-end';
import { drawText, fitText, wrapText, type TextStyle } from './text';
import { sizes, themes, type Theme, type ThemeName } from './theme';
import { formatApart, groupThousands, niceSteps } from './ticks';
import {
  levelsOf,
  valueScale,
  valueScaleSteps,
  type ScaleMode,
  type ScaleOptions,
  type ValueScale,
} from './value-scale';

export { mapNotes } from './map-notes';

export interface LandscapeMapOptions {
  /** Leaves the ground as it is. */
  readonly transparent?: boolean;
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

const scales = keepLast<ValueScale>();
/** Isolines of a map, about. */
const mostLevels = 10;

/**
 * The scale that a landscape is drawn with: the loss pinned at its centre, curvature at 0 and with equal colours for equal curvatures (what rounding leaves of 0
 * must not look like a valley), other quantities from their smallest value.
 */
export function landscapeScale(
  landscape: Landscape,
  mode?: ScaleMode | 'auto',
  symmetric?: boolean,
): ValueScale {
  const options = scaleOptions(landscape, mode, symmetric);
  return scales(landscape.values, options, () => valueScale(landscape.values, options));
}

function scaleOptions(
  landscape: Landscape,
  mode: ScaleMode | 'auto' | undefined,
  symmetric: boolean | undefined,
): ScaleOptions {
  const bent = landscape.quantity === 'curvature';
  return {
    kind: landscape.quantity === 'loss' || bent ? 'diverging' : 'sequential',
    centre: bent ? 0 : landscape.centreValue,
    mode: landscape.quantity === 'accuracy' ? 'linear' : (mode ?? 'auto'),
    symmetric: symmetric ?? bent,
  };
}

/**
 * What a map of a fine grid has to find out before it can be drawn, in pieces of some ten milliseconds; drawing it afterwards is quick. Whoever must not wait does
 * something else between them.
 */
export function* preparation(
  landscape: Landscape,
  { mode, symmetric }: Pick<LandscapeMapOptions, 'mode' | 'symmetric'> = {},
): Generator<void, void> {
  const options = scaleOptions(landscape, mode, symmetric);
  const values = yield* scales.inPieces(landscape.values, options, () =>
    valueScaleSteps(landscape.values, options),
  );
  for (const trace of tracing(landscape, values, levelsOf(values, mostLevels))) {
    yield* trace();
    yield;
  }
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
  return toItsEnd(drawingLandscapeMap(ctx, options));
}

/**
 * The same in pieces of some ten milliseconds, for whoever must not wait; what is on the canvas between them is half a picture.
 */
export function* drawingLandscapeMap(
  ctx: DrawingContext,
  options: LandscapeMapOptions,
): Generator<void, LandscapeMapResult> {
  const { landscape, width, height, scale = 1, x = 0, y = 0 } = options;
  const theme = themes[options.theme];
  const values = landscapeScale(landscape, options.mode, options.symmetric);
  const levels = levelsOf(values, mostLevels);
  const colours = coloursFor(values, options);
  const { legend } = quantity(landscape.quantity);
  const barLabel = values.constant ? `${legend}, constant` : legend;

  ctx.save();
  ctx.setTransform(scale, 0, 0, scale, x * scale, y * scale);
  ctx.fillStyle = theme.surface;
  if (!options.transparent) ctx.fillRect(0, 0, width, height);

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

  yield* drawingHeatMap(ctx, { grid: landscape, geometry, values, colours, theme, scale, offset: { x, y } });
  yield;
  ctx.save();
  ctx.beginPath();
  ctx.rect(plot.x, plot.y, plot.width, plot.height);
  ctx.clip();
  yield* drawingIsolines(ctx, landscape, geometry, values, levels, colours, theme);
  drawMarks(ctx, landscape, geometry, theme, options);
  ctx.restore();

  yield;
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

/** The colours that go with a landscape's scale. */
export function coloursFor(
  values: ValueScale,
  options: Pick<LandscapeMapOptions, 'theme' | 'sequential'>,
): ColourMap {
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
