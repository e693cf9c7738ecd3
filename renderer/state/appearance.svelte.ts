import type { Theme } from '../../src/app/wire';
import { bridge } from './bridge';

const storageKey = 'theme';

/** Light or dark: the person's choice, else the system's. */
export class Appearance {
  theme = $state<Theme>('system');
  #systemDark = $state(false);

  /** What is shown. */
  get scheme(): 'light' | 'dark' {
    if (this.theme !== 'system') return this.theme;
    return this.#systemDark ? 'dark' : 'light';
  }

  start(): void {
    const query = window.matchMedia('(prefers-color-scheme: dark)');
    this.#systemDark = query.matches;
    query.addEventListener('change', () => (this.#systemDark = query.matches));
    const kept = remembered();
    if (kept !== 'system') this.set(kept);
  }

  set(theme: Theme): void {
    this.theme = theme;
    try {
      localStorage.setItem(storageKey, theme);
    } catch {
      // Without storage the choice lasts as long as the window.
    }
    void bridge.call('setTheme', theme).catch(() => undefined);
  }
}

function remembered(): Theme {
  try {
    const kept = localStorage.getItem(storageKey);
    return kept === 'light' || kept === 'dark' ? kept : 'system';
  } catch {
    return 'system';
  }
}
