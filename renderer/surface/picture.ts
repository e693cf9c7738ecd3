/** A surface with all that is written on it: in the window on two canvases, one over the other, and on one for a picture. */
import type { Box, DrawingContext } from '../../src/figures/context';
import { drawSurfaceOverlay, surfaceBox } from '../../src/figures/surface-overlay';
import { surfaceColours } from '../../src/figures/surface-model';
import { isHidden } from '../../src/figures/surface-sight';
import { themes } from '../../src/figures/theme';
import { SurfaceScene, type SurfaceView } from './scene';

export interface SurfacePicture extends SurfaceView {
  readonly step: number | undefined;
  readonly title?: string;
  readonly caption?: string;
}

/** The part of the picture that the surface is in, CSS pixels. */
export function boxOf(
  context: DrawingContext,
  { model, width, height, title, caption }: SurfacePicture,
): Box {
  return surfaceBox(context, {
    landscape: model.landscape,
    values: model.values,
    width,
    height,
    ...(title === undefined ? {} : { title }),
    ...(caption === undefined ? {} : { caption }),
  });
}

/** Pixels that a graphics processor is asked for at once; a larger picture has its surface (and nothing else of it) enlarged. */
const mostPixels = 24_000_000;

/** Draws the surface into its canvas, which is as large as the box, and what is written into the whole picture. */
export function drawSurface(
  scene: SurfaceScene,
  context: DrawingContext,
  box: Box,
  picture: SurfacePicture,
): void {
  const { model, path, frame, theme, width, height, ratio, step, title, caption } = picture;
  const affordable = Math.sqrt(mostPixels / (box.width * box.height));
  scene.draw({ ...picture, width: box.width, height: box.height, ratio: Math.min(ratio, affordable) });
  const { camera } = scene;
  const eye = camera.eye;
  drawSurfaceOverlay(context, {
    landscape: model.landscape,
    width,
    height,
    scale: ratio,
    theme: themes[theme],
    values: model.values,
    colours: surfaceColours(model, theme),
    frame,
    path,
    crosses: model.crosses,
    step,
    ...(title === undefined ? {} : { title }),
    ...(caption === undefined ? {} : { caption }),
    project: (point) => {
      const { x, y } = camera.project(point);
      return { x: box.x + x, y: box.y + y };
    },
    hidden: (point) => isHidden(model.drawn, model.mesh, model.space, point, eye),
  });
}

/** The picture on a canvas of its own. Throws where there is no WebGL. */
export function surfaceOnCanvas(picture: SurfacePicture): OffscreenCanvas {
  const { width, height, ratio, theme } = picture;
  const canvas = new OffscreenCanvas(Math.round(width * ratio), Math.round(height * ratio));
  const context = canvas.getContext('2d') as unknown as CanvasRenderingContext2D | null;
  const scene = SurfaceScene.on(new OffscreenCanvas(1, 1));
  if (!context || !scene) throw new Error('The surface cannot be drawn here: this machine offers no WebGL.');
  try {
    context.fillStyle = themes[theme].surface;
    context.fillRect(0, 0, canvas.width, canvas.height);
    const box = boxOf(context, picture);
    // Written last: what is written lies over the surface.
    const words = new OffscreenCanvas(canvas.width, canvas.height);
    drawSurface(scene, words.getContext('2d') as unknown as CanvasRenderingContext2D, box, picture);
    context.drawImage(scene.canvas, box.x * ratio, box.y * ratio, box.width * ratio, box.height * ratio);
    context.drawImage(words, 0, 0);
  } finally {
    scene.dispose();
  }
  return canvas;
}
