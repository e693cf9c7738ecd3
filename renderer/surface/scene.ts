/**
 * The surface on a canvas, drawn by WebGL. This folder alone knows three.js, and it is loaded when a surface is looked at for the first time. Nothing here
 * computes what is shown: meshes, paths and frames come from src/figures.
 */
import { AmbientLight, DirectionalLight, Group, type Object3D, Scene, WebGLRenderer } from 'three';
import type { Orbit } from '../../src/figures/orbit';
import type { SurfaceFrame } from '../../src/figures/surface-frame';
import { surfaceColours, type SurfaceModel } from '../../src/figures/surface-model';
import type { SurfacePath } from '../../src/figures/surface-path';
import { themes, type ThemeName } from '../../src/figures/theme';
import { SurfaceCamera } from './camera';
import { disposeOf, frameObjects, pathObjects, surfaceObjects } from './objects';

/** A part of the scene that is made anew as a whole. */
class Part {
  readonly group = new Group();
  #key: readonly unknown[] = [];

  /** Makes it where one of `key` is another than before. */
  show(key: readonly unknown[], make: () => Object3D[]): void {
    if (key.length === this.#key.length && key.every((one, i) => one === this.#key[i])) return;
    this.#key = key;
    this.clear();
    const objects = make();
    // All of it is before the eye; asking three.js to find that out costs more than it saves.
    for (const object of objects) object.frustumCulled = false;
    if (objects.length > 0) this.group.add(...objects);
  }

  clear(): void {
    disposeOf(this.group.children);
    this.group.clear();
  }
}

export interface SurfaceView {
  readonly model: SurfaceModel;
  readonly path: SurfacePath;
  readonly frame: SurfaceFrame;
  readonly orbit: Orbit;
  readonly theme: ThemeName;
  /** CSS pixels, and device pixels per one. */
  readonly width: number;
  readonly height: number;
  readonly ratio: number;
}

/** In three.js a white light of this intensity gives a surface that faces it its own colour. */
const whole = Math.PI;

export class SurfaceScene {
  readonly #renderer: WebGLRenderer;
  readonly #scene = new Scene();
  readonly #sun = new DirectionalLight('#ffffff', 0.62 * whole);
  readonly #surface = new Part();
  readonly #path = new Part();
  readonly #frame = new Part();
  readonly camera = new SurfaceCamera();

  private constructor(renderer: WebGLRenderer) {
    this.#renderer = renderer;
    // From the side, so that slopes are told apart; what is level keeps its colour.
    this.#scene.add(new AmbientLight('#ffffff', 0.55 * whole), this.#sun);
    this.#scene.add(this.#frame.group, this.#surface.group, this.#path.group);
  }

  /** Null where there is no WebGL: three.js would report that on the console. */
  static on(canvas: HTMLCanvasElement | OffscreenCanvas): SurfaceScene | null {
    try {
      const context = canvas.getContext('webgl2', { antialias: true, alpha: false });
      if (!context) return null;
      return new SurfaceScene(new WebGLRenderer({ canvas, context: context as WebGL2RenderingContext }));
    } catch {
      return null;
    }
  }

  draw({ model, path, frame, orbit, theme: name, width, height, ratio }: SurfaceView): void {
    const theme = themes[name];
    this.#surface.show([model, name], () => surfaceObjects(model, surfaceColours(model, name), theme));
    this.#path.show([path, name], () => pathObjects(path, theme));
    this.#frame.show([frame, name], () => frameObjects(frame.segments, theme));
    this.camera.look(model.space, orbit, width, height);
    // The light comes over the viewer's left shoulder, wherever one stands.
    const angle = ((orbit.azimuth - 50) * Math.PI) / 180;
    this.#sun.position.set(Math.sin(angle), 1.15, Math.cos(angle));
    this.#renderer.setClearColor(theme.surface);
    this.#renderer.setPixelRatio(ratio);
    this.#renderer.setSize(width, height, false);
    this.#renderer.render(this.#scene, this.camera.camera);
  }

  get canvas(): HTMLCanvasElement | OffscreenCanvas {
    return this.#renderer.domElement;
  }

  dispose(): void {
    for (const part of [this.#surface, this.#path, this.#frame]) part.clear();
    this.#renderer.dispose();
    // A page may hold few contexts at a time.
    this.#renderer.forceContextLoss();
  }
}
