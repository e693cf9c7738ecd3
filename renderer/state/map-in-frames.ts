import type { Landscape } from '../../src/app/contract';
import {
  drawingLandscapeMap,
  drawLandscapeMap,
  preparation,
  type LandscapeMapOptions,
  type LandscapeMapResult,
} from '../../src/figures/landscape-map';

/** Work that one frame may take: of a fine map, which may come a little later, and of one that is waited for. */
const pieceMilliseconds = { fine: 8, small: 14 };
/** A fine map is drawn whole when nothing has changed for so long. */
const restMilliseconds = 250;

/** One picture that is wanted. */
export interface WantedMap {
  readonly canvas: HTMLCanvasElement;
  /** All that is known, and what of it is drawn while things move; the same where it is small. */
  readonly whole: Landscape;
  readonly quick: Landscape;
  /** CSS pixels; `scale` device pixels to each. */
  readonly options: Omit<LandscapeMapOptions, 'landscape'> & { readonly scale: number };
  shown(result: LandscapeMapResult): void;
  /** What is done in pieces when the whole map has been on the canvas for a frame. */
  rested(): Generator<void, void>;
}

/** Draws maps without making a frame wait: what is new is drawn aside, a piece per frame, and shown when it is whole. */
export class MapInFrames {
  /** Values that have been on the canvas, and those that were begun to be drawn: a run that grows brings new paths over the same values. */
  readonly #seen = new WeakSet<Float64Array>();
  readonly #begun = new WeakSet<Float64Array>();
  #frame = 0;

  /** @returns ends it, where something else is wanted */
  draw(wanted: WantedMap): () => void {
    const { whole, quick } = wanted;
    const isSmall = quick === whole;
    if (this.#seen.has(quick.values) || (isSmall && this.#begun.has(quick.values))) {
      // Most of it is known: while a person scrubs every frame shows where. And what changes with every frame would never come to the end of its pieces.
      this.#frame = requestAnimationFrame(() =>
        show(wanted, (context) => drawLandscapeMap(context, { ...wanted.options, landscape: quick })),
      );
    } else {
      this.#begun.add(quick.values);
      this.#begin(this.#aside(wanted, quick), isSmall ? 'small' : 'fine');
    }
    const rest = isSmall
      ? undefined
      : setTimeout(() => {
          // Where the quick picture is still being drawn, it is no longer needed.
          cancelAnimationFrame(this.#frame);
          this.#begin(this.#wholeAside(wanted), 'fine');
        }, restMilliseconds);
    return () => {
      cancelAnimationFrame(this.#frame);
      clearTimeout(rest);
    };
  }

  *#aside(wanted: WantedMap, landscape: Landscape): Generator<void, void> {
    yield* preparation(landscape);
    const { width, height } = pixelsOf(wanted);
    const aside = new OffscreenCanvas(width, height);
    const context = aside.getContext('2d') as unknown as CanvasRenderingContext2D | null;
    if (!context) return;
    const result = yield* drawingLandscapeMap(context, { ...wanted.options, landscape });
    show(wanted, (on) => {
      on.drawImage(aside, 0, 0);
      return result;
    });
    this.#seen.add(landscape.values);
  }

  *#wholeAside(wanted: WantedMap): Generator<void, void> {
    yield* this.#aside(wanted, wanted.whole);
    yield;
    yield* wanted.rested();
  }

  #begin(work: Generator<void, void>, size: keyof typeof pieceMilliseconds): void {
    const goOn = (): void => {
      const end = performance.now() + pieceMilliseconds[size];
      while (!work.next().done) {
        if (performance.now() < end) continue;
        this.#frame = requestAnimationFrame(goOn);
        return;
      }
    };
    this.#frame = requestAnimationFrame(goOn);
  }
}

function pixelsOf({ options: { width, height, scale } }: WantedMap): { width: number; height: number } {
  return { width: Math.round(width * scale), height: Math.round(height * scale) };
}

function show(wanted: WantedMap, picture: (context: CanvasRenderingContext2D) => LandscapeMapResult): void {
  const { canvas } = wanted;
  const pixels = pixelsOf(wanted);
  if (canvas.width !== pixels.width || canvas.height !== pixels.height) Object.assign(canvas, pixels);
  const context = canvas.getContext('2d');
  if (context) wanted.shown(picture(context));
}
