import type { DrawingContext } from '../../src/figures/context';
import type { SvgHelp } from '../../src/figures/svg-context';

/** What the page lends a figure that is written as SVG: the widths of its letters, and its pictures as addresses. */
export function svgHelp(): SvgHelp {
  const ruler = new OffscreenCanvas(1, 1).getContext('2d') as unknown as DrawingContext;
  return {
    ruler,
    encode({ width, height, data }) {
      const canvas = document.createElement('canvas');
      Object.assign(canvas, { width, height });
      canvas.getContext('2d')?.putImageData(new ImageData(new Uint8ClampedArray(data), width, height), 0, 0);
      return canvas.toDataURL('image/png');
    },
  };
}
