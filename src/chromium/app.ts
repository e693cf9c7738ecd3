/** Electron's `app`: the program's life, its names and its folders. */
import { EventEmitter } from 'node:events';
import { resolve } from 'node:path';
import { type AppPackage, standardPath } from './app-paths';
import { BrowserWindow, onLastWindowClosed } from './browser-window';
import { takeSingleInstance } from './single-instance';
import { runtime } from './runtime';
import { onWebContentsCreated } from './web-contents';

class App extends EventEmitter {
  readonly isPackaged = false;
  readonly commandLine = new Switches();
  readonly #paths = new Map<string, string>();
  #package: AppPackage = { folder: process.cwd(), name: 'Electron', version: '0.0.0', main: '' };
  #name: string | null = null;
  #ready = false;
  #announceReady: () => void = () => undefined;
  readonly #whenReady = new Promise<void>((resolve) => (this.#announceReady = resolve));
  #quitting = false;
  #first: boolean | null = null;

  constructor() {
    super();
    onWebContentsCreated((contents) => this.emit('web-contents-created', {}, contents));
    onLastWindowClosed(() => {
      if (this.#quitting) return;
      if (!this.emit('window-all-closed')) this.quit();
    });
  }

  /** Before the app's script runs. */
  begin(found: AppPackage): void {
    this.#package = found;
    const own = runtime().commandLine.switches.find(([name]) => name === 'user-data-dir')?.[1];
    if (own) this.setPath('userData', resolve(own));
  }

  /** After the app's script has run. */
  becomeReady(): void {
    this.#ready = true;
    this.#announceReady();
    this.emit('ready', {}, {});
  }

  isReady(): boolean {
    return this.#ready;
  }
  whenReady(): Promise<void> {
    return this.#whenReady;
  }

  getName(): string {
    return this.#name ?? this.#package.name;
  }
  get name(): string {
    return this.getName();
  }
  setName(name: string): void {
    this.#name = name;
  }
  getVersion(): string {
    return this.#package.version;
  }
  getAppPath(): string {
    return this.#package.folder;
  }
  getLocale(): string {
    return Intl.DateTimeFormat().resolvedOptions().locale;
  }
  getPath(name: string): string {
    return this.#paths.get(name) ?? standardPath(name, this.getName());
  }
  setPath(name: string, path: string): void {
    this.#paths.set(name, path);
  }

  requestSingleInstanceLock(): boolean {
    const own = { argv: process.argv, workingDirectory: process.cwd() };
    this.#first ??= takeSingleInstance(this.getPath('userData'), own, ({ argv, workingDirectory }) =>
      this.emit('second-instance', {}, argv, workingDirectory),
    );
    // Whoever is the first will open a window. The browser takes longest, so it starts while the app still loads.
    if (this.#first) void runtime().browser;
    return this.#first;
  }
  hasSingleInstanceLock(): boolean {
    return this.#first === true;
  }

  /** Closes every window, which may be prevented, then ends. */
  quit(): void {
    if (this.#quitting) return;
    let prevented = false;
    const event = { preventDefault: () => (prevented = true) };
    this.emit('before-quit', event);
    if (prevented) return;
    this.#quitting = true;
    for (const window of BrowserWindow.getAllWindows()) {
      window.close();
      if (!window.isDestroyed()) {
        this.#quitting = false;
        return;
      }
    }
    this.emit('will-quit', event);
    this.#quitting = !prevented;
    if (!prevented) this.exit(0);
  }

  exit(code = 0): void {
    this.emit('quit', {}, code);
    process.exit(code);
  }

  focus(): void {
    BrowserWindow.getFocusedWindow()?.focus();
  }

  // What the system's desktop would show and a browser's window has no place for.
  addRecentDocument(): void {}
  clearRecentDocuments(): void {}
  setAboutPanelOptions(): void {}
  showAboutPanel(): void {}
  setAppUserModelId(): void {}
  enableSandbox(): void {}
  disableHardwareAcceleration(): void {}
}

/** `app.commandLine`. The browser is on its way already, so a switch added now is only remembered. */
class Switches {
  readonly #added = new Map<string, string>();

  #value(name: string): string | null {
    const given = runtime().commandLine.switches.find(([key]) => key === name);
    return this.#added.get(name) ?? (given ? (given[1] ?? '') : null);
  }
  appendSwitch(name: string, value = ''): void {
    this.#added.set(name, value);
  }
  appendArgument(): void {}
  hasSwitch(name: string): boolean {
    return this.#value(name) !== null;
  }
  getSwitchValue(name: string): string {
    return this.#value(name) ?? '';
  }
  removeSwitch(name: string): void {
    this.#added.delete(name);
  }
}

export const app = new App();
