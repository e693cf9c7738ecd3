/** Remembers where the window was and how large. */
import type { BrowserWindow, Rectangle } from 'electron';
import { z } from 'zod';
import { JsonStore } from './json-store';

const schema = z.object({
  x: z.number().int().optional(),
  y: z.number().int().optional(),
  width: z.number().int().min(200).max(20_000),
  height: z.number().int().min(200).max(20_000),
  maximized: z.boolean(),
});
export type WindowPlace = z.infer<typeof schema>;

export const smallest = { width: 900, height: 600 };
const usual: WindowPlace = { width: 1280, height: 820, maximized: false };

/** A remembered place as it fits today's displays: where too little of it would be seen, the system chooses the position. */
export function fitPlace(place: WindowPlace, workAreas: readonly Rectangle[]): WindowPlace {
  const { x, y, maximized } = place;
  const width = Math.max(smallest.width, place.width);
  const height = Math.max(smallest.height, place.height);
  const visible = workAreas.some((area) => {
    if (x === undefined || y === undefined) return false;
    const across = Math.min(x + width, area.x + area.width) - Math.max(x, area.x);
    // The title bar must be within reach.
    return across >= 100 && y >= area.y && y <= area.y + area.height - 50;
  });
  return visible ? { x, y, width, height, maximized } : { width, height, maximized };
}

export class WindowState {
  readonly #store: JsonStore<WindowPlace>;

  constructor(file: string) {
    this.#store = new JsonStore(file, schema, usual);
  }

  place(workAreas: readonly Rectangle[]): WindowPlace {
    return fitPlace(this.#store.value, workAreas);
  }

  /** Writes the place when the window closes. */
  follow(window: BrowserWindow): void {
    window.on('close', () => {
      this.#store.set({ ...window.getNormalBounds(), maximized: window.isMaximized() });
    });
  }

  settled(): Promise<void> {
    return this.#store.settled();
  }
}
