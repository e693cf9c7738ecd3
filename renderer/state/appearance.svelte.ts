import type { Theme } from '../../src/app/wire';
import { bridge } from './bridge';

/** Light or dark: the person's choice, else the system's. The main process remembers it. */
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
    // Should that fail, the system's scheme is a good one too.
    void bridge.call('theme').then(
      (theme) => (this.theme = theme),
      () => undefined,
    );
  }

  set(theme: Theme): void {
    this.theme = theme;
    void bridge.call('setTheme', theme).catch(() => undefined);
  }
}
