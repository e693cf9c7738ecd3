/** Light, dark, or as the system: remembered here, because the browser behind the window may be a new one at every start. */
import { nativeTheme } from 'electron';
import { z } from 'zod';
import type { Theme } from '../app/wire';
import { JsonStore } from './json-store';

const schema = z.object({ theme: z.enum(['light', 'dark', 'system']) });

export class ThemeChoice {
  readonly #store: JsonStore<{ theme: Theme }>;

  constructor(file: string) {
    this.#store = new JsonStore(file, schema, { theme: 'system' });
    nativeTheme.themeSource = this.theme;
  }

  get theme(): Theme {
    return this.#store.value.theme;
  }

  set(theme: Theme): void {
    nativeTheme.themeSource = theme;
    if (theme !== this.theme) this.#store.set({ theme });
  }

  settled(): Promise<void> {
    return this.#store.settled();
  }
}
