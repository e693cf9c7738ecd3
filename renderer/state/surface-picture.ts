import { figureScale } from '../../src/figures/figure-page';
import type { Orbit } from '../../src/figures/orbit';
import { surfaceFrame } from '../../src/figures/surface-frame';
import { surfaceModel, type SurfaceSettings } from '../../src/figures/surface-model';
import { surfacePath } from '../../src/figures/surface-path';
import type { PictureContent, PictureSettings } from './picture';
import { sceneModule } from './surface-module';

/** The surface as it is turned in the window, at its full size. */
export async function drawSurfacePicture(
  { width, height, theme, hash }: PictureSettings,
  { view, landscape, step, experimentHash }: PictureContent,
  look: { readonly surface: SurfaceSettings; readonly orbit: Orbit | null },
): Promise<OffscreenCanvas> {
  const { surfaceOnCanvas } = await sceneModule();
  const model = surfaceModel(landscape, look.surface);
  const orbit = look.orbit ?? model.firstView;
  const ratio = figureScale(width * 1.6, height * 1.35);
  const told = hash && experimentHash !== '' ? `Experiment ${experimentHash.slice(0, 12)}.` : '';
  return surfaceOnCanvas({
    model,
    path: surfacePath(model.drawn, model.mesh, model.space, model.heights, step),
    frame: surfaceFrame(landscape, model.space, model.heights, orbit),
    orbit,
    theme,
    width: width / ratio,
    height: height / ratio,
    ratio,
    step,
    title: view.experiment.name,
    caption: [landscape.plane.description, model.notes, told].filter(Boolean).join(' '),
  });
}
