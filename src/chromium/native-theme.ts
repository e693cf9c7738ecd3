/** Electron's `nativeTheme`: the app's choice reaches every page as its preferred colour scheme. */
import { EventEmitter } from 'node:events';
import type { Session } from './devtools';

type Source = 'system' | 'light' | 'dark';

class NativeTheme extends EventEmitter {
  #source: Source = 'system';
  #systemDark = false;
  readonly #pages = new Set<Session>();

  get themeSource(): Source {
    return this.#source;
  }
  set themeSource(source: Source) {
    if (!['system', 'light', 'dark'].includes(source))
      throw new TypeError(`unknown theme: ${String(source)}`);
    this.#source = source;
    for (const page of this.#pages) this.#apply(page);
    this.emit('updated');
  }
  get shouldUseDarkColors(): boolean {
    return this.#source === 'system' ? this.#systemDark : this.#source === 'dark';
  }

  /** A page that follows the theme until it closes. */
  async add(page: Session): Promise<void> {
    this.#pages.add(page);
    const { result } = await page.send('Runtime.evaluate', {
      expression: 'matchMedia("(prefers-color-scheme: dark)").matches',
    });
    this.#systemDark = (result as { value?: unknown }).value === true;
    if (this.#source !== 'system') this.#apply(page);
  }
  remove(page: Session): void {
    this.#pages.delete(page);
  }

  #apply(page: Session): void {
    const value = this.#source === 'system' ? '' : this.#source;
    page.post('Emulation.setEmulatedMedia', { features: [{ name: 'prefers-color-scheme', value }] });
  }
}

export const nativeTheme = new NativeTheme();
