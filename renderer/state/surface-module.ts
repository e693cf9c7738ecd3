/** The code that draws surfaces, with three.js: asked for when the first one is looked at, so that the window opens without it. */
export type { SurfaceScene } from '../surface/scene';

export async function sceneModule() {
  const [{ SurfaceScene }, { boxOf, drawSurface, surfaceOnCanvas }] = await Promise.all([
    import('../surface/scene'),
    import('../surface/picture'),
  ]);
  return { SurfaceScene, boxOf, drawSurface, surfaceOnCanvas };
}
