/** The isolines of a map with their values written into them. */
import type { Landscape } from '../analysis/landscape';
import { colourAt, type ColourMap } from './colour-maps';
import type { Box, DrawingContext } from './context';
import { type Grid, type Isoline, type Polyline, tracingIsoline } from './isolines';
import { keepLast } from './keep-last';
import { placingLineLabels, type LinePath, type PlacedLabel } from './line-labels';
import { contrast, parseHex } from './oklab';
import type { PlaneGeometry } from './plane-geometry';
import { drawText, textWidth, type TextStyle } from './text';
import { sizes, type Theme } from './theme';
import { formatApart } from './ticks';
import { positionOf, type ValueScale } from './value-scale';

/** Points of a line that takes some milliseconds to draw. */
const longLine = 1000;

const layers = keepLast<{ readonly paths: readonly LinePath[]; readonly labels: readonly PlacedLabel[] }>();

const tracedLines = new WeakMap<Float64Array, Map<string, Isoline>>();

/**
 * The isolines level by level, each found once however often it is asked for: of a fine grid all of them at once would take longer than a frame.
 * @returns one per level, each in pieces
 */
export function tracing(
  grid: Grid,
  values: ValueScale,
  levels: readonly number[],
): (() => Generator<void, Isoline>)[] {
  const range = values.high - values.low;
  const known = tracedLines.get(grid.values) ?? new Map<string, Isoline>();
  tracedLines.set(grid.values, known);
  return levels.map(
    (level) =>
      function* () {
        const key = `${level} ${range}`;
        const line = known.get(key) ?? (yield* tracingIsoline(grid, level, range));
        known.set(key, line);
        return line;
      },
  );
}

/** The centre's isoline is stronger than the others. Clip to the plot before. In pieces, as `drawingLandscapeMap`. */
export function* drawingIsolines(
  ctx: DrawingContext,
  landscape: Landscape,
  geometry: PlaneGeometry,
  values: ValueScale,
  levels: readonly number[],
  colours: ColourMap,
  theme: Theme,
): Generator<void, void> {
  const style: TextStyle = { size: sizes.tick - 0.5 };
  const inkOn = (level: number): string => {
    const ground = colourAt(colours, positionOf(values, level));
    return contrast(ground, parseHex(theme.isoline)) >= 4.5
      ? theme.isoline
      : contrast(ground, [255, 255, 255]) > contrast(ground, [0, 0, 0])
        ? '#ffffff'
        : '#000000';
  };
  const format = formatApart(levels);
  const widthOf = (level: number): number =>
    textWidth(ctx, format(level), { ...style, weight: level === values.centre ? 600 : 400 }) + 6;
  const range = values.high - values.low;
  const obstacles = obstaclesOf(landscape, geometry);
  function* laidOut(): Generator<void, { paths: readonly LinePath[]; labels: readonly PlacedLabel[] }> {
    const paths: LinePath[] = [];
    for (const trace of tracing(landscape, values, levels)) {
      const { level, lines } = yield* trace();
      for (const line of lines) paths.push({ level, points: inPixels(line, geometry) });
      yield;
    }
    const labels = yield* placingLineLabels(paths, widthOf, style.size, inset(geometry.plot, 4), obstacles);
    return { paths, labels };
  }
  const key = [levels, range, geometry.plot, obstacles];
  const { paths, labels } = yield* layers.inPieces(landscape.values, key, laidOut);
  yield;
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
    ctx.moveTo(points[0]!, points[1]!);
    for (let i = 2; i < points.length; i += 2) ctx.lineTo(points[i]!, points[i + 1]!);
    ctx.stroke();
    if (points.length > 2 * longLine) yield;
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

function inPixels(line: Polyline, geometry: PlaneGeometry): Float64Array {
  const points = new Float64Array(line.length);
  for (let i = 0; i < line.length; i += 2) {
    const { x, y } = geometry.toPixel(line[i]!, line[i + 1]!);
    points[i] = x;
    points[i + 1] = y;
  }
  return points;
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

/** Side of the squares that the path is told in. */
const cell = 10;

/** Labels keep off the path and the marked points. The path is told in squares: one that grows within them asks for no other places. */
function obstaclesOf(landscape: Landscape, geometry: PlaneGeometry): Box[] {
  const around = (alpha: number, beta: number, half: number): Box => {
    const { x, y } = geometry.toPixel(alpha, beta);
    return { x: x - half, y: y - half, width: 2 * half, height: 2 * half };
  };
  const { alpha, beta } = landscape.trajectory;
  const cells = new Map<string, Box>();
  alpha.forEach((a, i) => {
    const at = geometry.toPixel(a, beta[i]!);
    if (!Number.isFinite(at.x + at.y)) return;
    const [x, y] = [cell * Math.floor(at.x / cell), cell * Math.floor(at.y / cell)];
    cells.set(`${x} ${y}`, { x, y, width: cell, height: cell });
  });
  const boxes = [...cells.values()];
  boxes.push(around(0, 0, 18));
  if (landscape.origin) boxes.push(around(landscape.origin.alpha, landscape.origin.beta, 18));
  return boxes;
}

function inset(box: Box, by: number): Box {
  return { x: box.x + by, y: box.y + by, width: box.width - 2 * by, height: box.height - 2 * by };
}
