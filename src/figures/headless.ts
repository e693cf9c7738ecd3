/** Figures without a window: Canvas 2D in Node by @napi-rs/canvas, with the bundled Inter. Never imported by the window. */
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { UserError } from '../model/user-error';
import type { DrawingContext } from './context';
import { renderSvg, type SvgHelp } from './svg-context';

type Canvas = typeof import('@napi-rs/canvas');

/** Larger pictures would need more than about 1.5 GB. */
export const largestPicture = { side: 16_384, pixels: 160_000_000 } as const;

// Every subset gets a family name of its own: the headless canvas looks for a glyph family by family, not file by file.
const families = [
  ['Inter', 'latin'],
  ['Inter Latin Ext', 'latin-ext'],
  ['Inter Greek', 'greek'],
] as const;

let loading: Promise<Canvas> | null = null;

/**
 * Draws and packs a PNG.
 * @param draw draws the figure; `width` × `height` are what it gets as its size, `scale` its device pixels per unit
 * @param width device pixels = width · scale
 * @throws UserError when the size is impossible or the canvas is not installed
 */
export async function renderPng(
  draw: (ctx: DrawingContext) => unknown,
  width: number,
  height: number,
  scale = 1,
): Promise<Uint8Array> {
  const [columns, rows] = [Math.round(width * scale), Math.round(height * scale)];
  if (!(
    columns >= 1 &&
    rows >= 1 &&
    columns <= largestPicture.side &&
    rows <= largestPicture.side &&
    columns * rows <= largestPicture.pixels
  )) {
    throw new UserError(
      `A picture of ${columns} × ${rows} pixels cannot be drawn; choose sides of 1 to ${largestPicture.side} pixels and at most ${largestPicture.pixels / 1e6} million pixels.`,
      'size',
    );
  }
  const { createCanvas } = await loadCanvas();
  const canvas = createCanvas(columns, rows);
  draw(canvas.getContext('2d') as unknown as DrawingContext);
  // At once: encoded on a thread of its own, while other text is measured, version 1.0.0 ends the whole process now and then.
  return new Uint8Array(canvas.toBuffer('image/png'));
}

/** The same figure as an SVG document; texts are measured with the bundled Inter. */
export async function renderSvgText(
  draw: (ctx: DrawingContext, width: number, height: number) => unknown,
  about: Parameters<typeof renderSvg>[1],
): Promise<string> {
  const { createCanvas } = await loadCanvas();
  const help: SvgHelp = {
    ruler: createCanvas(1, 1).getContext('2d') as unknown as DrawingContext,
    encode({ width, height, data }) {
      const canvas = createCanvas(width, height);
      const context = canvas.getContext('2d');
      const image = context.createImageData(width, height);
      image.data.set(data);
      context.putImageData(image, 0, 0);
      return canvas.toDataURL('image/png');
    },
  };
  return renderSvg(draw, about, help);
}

function loadCanvas(): Promise<Canvas> {
  loading ??= (async () => {
    let canvas: Canvas;
    try {
      canvas = await import('@napi-rs/canvas');
    } catch (error) {
      const reason = error instanceof Error ? error.message.split('\n')[0] : 'unknown';
      const remedy = process.versions['electron'] ? 'install Saddlescope again' : 'run npm ci';
      throw new UserError(
        `Pictures cannot be drawn here: the package @napi-rs/canvas is missing or does not load on ${process.platform}-${process.arch} (${reason}); ${remedy}.`,
      );
    }
    const folder = join(
      dirname(createRequire(import.meta.url).resolve('@fontsource/inter/package.json')),
      'files',
    );
    for (const [family, subset] of families) {
      for (const weight of [400, 600]) {
        canvas.GlobalFonts.registerFromPath(join(folder, `inter-${subset}-${weight}-normal.woff2`), family);
      }
    }
    return canvas;
  })();
  // A failed attempt is not remembered.
  loading.catch(() => (loading = null));
  return loading;
}
