/**
 * The coloured ground of a landscape: one colour per device pixel, the value interpolated bilinearly between samples
 * (as isolines are), so that colours and lines agree. A pixel whose nearest sample is not finite is hatched; beside
 * such a sample the nearest value is taken as it is.
 */
import { tableIndex, type ColourMap } from './colour-maps';
import type { DrawingContext } from './context';
import type { Grid } from './isolines';
import { keepLast } from './keep-last';
import { parseHex } from './oklab';
import type { PlaneGeometry } from './plane-geometry';
import type { Theme } from './theme';
import { positionOf, type ValueScale } from './value-scale';

export interface HeatMapOptions {
  readonly grid: Grid;
  readonly geometry: PlaneGeometry;
  readonly values: ValueScale;
  readonly colours: ColourMap;
  readonly theme: Theme;
  /** Device pixels per unit. */
  readonly scale: number;
  /** Where the geometry's own origin is on the canvas, in units. */
  readonly offset: { readonly x: number; readonly y: number };
}

const pictures = keepLast<ImageData>();
const rowsPerPiece = 24;

/** In pieces, as `drawingLandscapeMap`. */
export function* drawingHeatMap(ctx: DrawingContext, options: HeatMapOptions): Generator<void, void> {
  const { geometry, scale, offset, grid, colours } = options;
  const { plot } = geometry;
  const width = Math.max(1, Math.round(plot.width * scale));
  const height = Math.max(1, Math.round(plot.height * scale));
  const key = [width, height, scale, options.theme.name, options.values, colours.kind, colours.table[0]];
  const image = yield* pictures.inPieces(grid.values, key, () =>
    painting(ctx.createImageData(width, height), options),
  );
  // putImageData counts in device pixels and knows no transform.
  ctx.putImageData(image, Math.round((offset.x + plot.x) * scale), Math.round((offset.y + plot.y) * scale));
}

function* painting(image: ImageData, options: HeatMapOptions): Generator<void, ImageData> {
  const { width, height } = image;
  const { alphas, betas } = options.grid;
  const [a0, a1] = options.geometry.alphaRange;
  const [b0, b1] = options.geometry.betaRange;
  const across = Array.from({ length: width }, (_, x) =>
    locate(alphas, a0 + ((x + 0.5) / width) * (a1 - a0)),
  );
  const notFinite = {
    plain: parseHex(options.theme.nonFinite),
    hatch: parseHex(options.theme.nonFiniteHatch),
  };
  for (let y = 0; y < height; y++) {
    if (y > 0 && y % rowsPerPiece === 0) yield;
    paintRow(image, y, across, locate(betas, b1 - ((y + 0.5) / height) * (b1 - b0)), options, notFinite);
  }
  return image;
}

function paintRow(
  { width, data }: ImageData,
  y: number,
  across: readonly Place[],
  row: Place,
  { grid: { alphas, values }, values: scaleOf, colours, scale }: HeatMapOptions,
  { plain, hatch }: Readonly<Record<'plain' | 'hatch', ArrayLike<number>>>,
): void {
  const columns = alphas.length;
  const period = Math.max(4, Math.round(7 * scale));
  const stroke = Math.max(1, Math.round(1.1 * scale));
  for (let x = 0; x < width; x++) {
    const column = across[x]!;
    const v00 = values[row.from * columns + column.from]!;
    const v10 = values[row.from * columns + column.to]!;
    const v01 = values[row.to * columns + column.from]!;
    const v11 = values[row.to * columns + column.to]!;
    const s = column.share;
    const t = row.share;
    let value = (v00 * (1 - s) + v10 * s) * (1 - t) + (v01 * (1 - s) + v11 * s) * t;
    if (!Number.isFinite(value)) value = t < 0.5 ? (s < 0.5 ? v00 : v10) : s < 0.5 ? v01 : v11;
    const at = 4 * (y * width + x);
    if (Number.isFinite(value)) {
      const entry = 3 * tableIndex(colours, positionOf(scaleOf, value));
      data[at] = colours.table[entry]!;
      data[at + 1] = colours.table[entry + 1]!;
      data[at + 2] = colours.table[entry + 2]!;
    } else {
      data.set((x + y) % period < stroke ? hatch : plain, at);
    }
    data[at + 3] = 255;
  }
}

interface Place {
  readonly from: number;
  readonly to: number;
  readonly share: number;
}

/** The two samples around a coordinate of an ascending axis, and how far it is from the first to the second. */
function locate(axis: Float64Array, at: number): Place {
  if (axis.length < 2) return { from: 0, to: 0, share: 0 };
  let from = 0;
  let to = axis.length - 1;
  while (to - from > 1) {
    const middle = (from + to) >> 1;
    if (axis[middle]! <= at) from = middle;
    else to = middle;
  }
  const span = axis[to]! - axis[from]!;
  return { from, to, share: span > 0 ? Math.min(1, Math.max(0, (at - axis[from]!) / span)) : 0 };
}
