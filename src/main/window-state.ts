/** Remembers where the window was and how large. */
import type { BrowserWindow, Rectangle } from 'electron';
import { z } from 'zod';
import type { ZoomWay } from '../app/wire';
import { JsonStore } from './json-store';

const schema = z.object({
  x: z.number().int().optional(),
  y: z.number().int().optional(),
  width: z.number().int().min(200).max(20_000),
  height: z.number().int().min(200).max(20_000),
  maximized: z.boolean(),
  /** Share of the usual size at which everything is shown. */
  zoom: z.number().min(0.5).max(3).default(1),
});
export type WindowPlace = z.infer<typeof schema>;

export const smallest = { width: 900, height: 600 };
const usual: WindowPlace = { width: 1280, height: 820, maximized: false, zoom: 1 };

/** Sizes between which zooming goes, as browsers have them. */
const zooms = [0.5, 0.67, 0.75, 0.8, 0.9, 1, 1.1, 1.25, 1.5, 1.75, 2, 2.5, 3];

/** The next size in a direction; the ends hold. */
export function nextZoom(zoom: number, way: ZoomWay): number {
  if (way === 'reset') return 1;
  return way === 'in'
    ? (zooms.find((size) => size > zoom + 1e-6) ?? zooms.at(-1)!)
    : (zooms.findLast((size) => size < zoom - 1e-6) ?? zooms[0]!);
}

/** A remembered place as it fits today's displays: where too little of it would be seen, the system chooses the position. */
export function fitPlace(place: WindowPlace, workAreas: readonly Rectangle[]): WindowPlace {
  const { x, y, maximized, zoom } = place;
  const width = Math.max(smallest.width, place.width);
  const height = Math.max(smallest.height, place.height);
  const visible = workAreas.some((area) => {
    if (x === undefined || y === undefined) return false;
    const across = Math.min(x + width, area.x + area.width) - Math.max(x, area.x);
    // The title bar must be within reach.
    return across >= 100 && y >= area.y && y <= area.y + area.height - 50;
  });
  return visible ? { x, y, width, height, maximized, zoom } : { width, height, maximized, zoom };
}

export class WindowState {
  readonly #store: JsonStore<WindowPlace>;

  constructor(file: string) {
    this.#store = new JsonStore(file, schema, usual);
  }

  place(workAreas: readonly Rectangle[]): WindowPlace {
    return fitPlace(this.#store.value, workAreas);
  }

  /** Writes the place when the window closes, and shows its page at the remembered size. */
  follow(window: BrowserWindow): void {
    window.on('close', () => {
      const { zoom } = this.#store.value;
      this.#store.set({ ...window.getNormalBounds(), maximized: window.isMaximized(), zoom });
    });
    // Each page that is loaded, also after a crash, begins at the usual size.
    window.webContents.on('dom-ready', () => showAt(window, this.#store.value.zoom));
  }

  /** Shows everything in the window larger or smaller. */
  zoom(window: BrowserWindow, way: ZoomWay): void {
    const { zoom, ...place } = this.#store.value;
    const next = nextZoom(zoom, way);
    if (next === zoom) return;
    this.#store.set({ ...place, zoom: next });
    showAt(window, next);
  }

  settled(): Promise<void> {
    return this.#store.settled();
  }
}

function showAt({ webContents }: BrowserWindow, zoom: number): void {
  const level = zoom === 1 ? 0 : Math.log(zoom) / Math.log(1.2);
  if (webContents.getZoomLevel() !== level) webContents.setZoomLevel(level);
}
