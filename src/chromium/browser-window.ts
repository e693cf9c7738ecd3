/** Electron's `BrowserWindow`: a window of the browser (or, headless, a page of that size). */
import { EventEmitter } from 'node:events';
import type { BrowserWindowConstructorOptions, Rectangle } from 'electron';
import type { Fields } from './devtools';
import { runtime } from './runtime';
import { WebContents, type Page } from './web-contents';

const open = new Set<BrowserWindow>();
let focused: BrowserWindow | null = null;

type State = 'normal' | 'maximized' | 'minimized' | 'fullscreen';

export class BrowserWindow extends EventEmitter {
  readonly webContents: WebContents;
  readonly id: number;
  #bounds: Rectangle;
  #state: State = 'normal';
  #title: string;
  #destroyed = false;
  /** The frame of the native window, or null where bounds can't be asked (headless). */
  #windowId: number | null = null;

  constructor(options: BrowserWindowConstructorOptions = {}) {
    super();
    const { width = 800, height = 600, x = 0, y = 0, title = 'Electron', webPreferences = {} } = options;
    this.#bounds = { x, y, width, height };
    this.#title = title;
    this.webContents = new WebContents({
      preload: webPreferences.preload ?? null,
      additionalArguments: webPreferences.additionalArguments ?? [],
    });
    this.id = this.webContents.id;
    open.add(this);
    this.webContents.on('-close-requested', () => this.close());
    this.webContents.on('-host-bounds', (bounds: Rectangle) => this.#moved(bounds));
    this.webContents.on('-host-focus', (has: boolean) => this.#focusChanged(has));
    this.webContents.once('dom-ready', () => this.emit('ready-to-show'));
    void this.webContents.page.then((page) => this.#follow(page, options)).catch(() => undefined);
  }

  static getAllWindows(): BrowserWindow[] {
    return [...open];
  }
  static getFocusedWindow(): BrowserWindow | null {
    return focused ?? (open.size === 1 ? [...open][0]! : null);
  }
  static fromWebContents(contents: WebContents): BrowserWindow | null {
    return [...open].find((window) => window.webContents === contents) ?? null;
  }
  static fromId(id: number): BrowserWindow | null {
    return [...open].find((window) => window.id === id) ?? null;
  }

  loadURL(url: string): Promise<void> {
    return this.webContents.loadURL(url);
  }

  /** Asks the app, then closes. */
  close(): void {
    if (this.#destroyed || this.#closePrevented()) return;
    this.destroy();
  }

  /** Closes without asking. */
  destroy(): void {
    if (this.#destroyed) return;
    void this.webContents.page
      .then(async ({ id }) =>
        (await runtime().browser).devtools.browser.post('Target.closeTarget', { targetId: id }),
      )
      .catch(() => undefined);
    this.#gone();
  }

  isDestroyed(): boolean {
    return this.#destroyed;
  }

  /** The browser's window is there as soon as the page is. */
  show(): void {
    this.focus();
  }
  hide(): void {
    this.minimize();
  }
  isVisible(): boolean {
    return !this.#destroyed;
  }
  focus(): void {
    void this.webContents.page
      .then(({ session }) => session.post('Page.bringToFront'))
      .catch(() => undefined);
  }
  isFocused(): boolean {
    return focused === this;
  }

  maximize(): void {
    this.#setState('maximized');
  }
  isMaximized(): boolean {
    return this.#state === 'maximized';
  }
  minimize(): void {
    this.#setState('minimized');
  }
  isMinimized(): boolean {
    return this.#state === 'minimized';
  }
  restore(): void {
    this.#setState('normal');
  }
  isFullScreen(): boolean {
    return this.#state === 'fullscreen';
  }
  setFullScreen(on: boolean): void {
    this.#setState(on ? 'fullscreen' : 'normal');
  }

  getBounds(): Rectangle {
    return { ...this.#bounds };
  }
  getNormalBounds(): Rectangle {
    return { ...this.#bounds };
  }
  setBounds(bounds: Partial<Rectangle>): void {
    this.#bounds = { ...this.#bounds, ...bounds };
    void this.#setNative({
      left: this.#bounds.x,
      top: this.#bounds.y,
      width: this.#bounds.width,
      height: this.#bounds.height,
    });
  }
  getSize(): number[] {
    return [this.#bounds.width, this.#bounds.height];
  }
  setSize(width: number, height: number): void {
    this.setBounds({ width, height });
  }

  getTitle(): string {
    return this.#title;
  }
  /** A window of the browser shows its page's title. */
  setTitle(title: string): void {
    this.#title = title;
    const shown = (text: string) => void (document.title = text);
    void this.webContents.page.then(({ link }) => link.run(shown, title)).catch(() => undefined);
  }
  /** Marks of macOS windows; a browser's window has no such thing. */
  setDocumentEdited(): void {}
  setRepresentedFilename(): void {}
  setMenuBarVisibility(): void {}
  removeMenu(): void {}

  async #follow({ session, id }: Page, options: BrowserWindowConstructorOptions): Promise<void> {
    const { devtools } = await runtime().browser;
    devtools.browser.on('Target.targetDestroyed', ({ targetId }: Fields) => targetId === id && this.#gone());
    // The person closes the window: the page's beforeunload handler makes the browser ask, and the app answers.
    session.on('Page.javascriptDialogOpening', ({ type }: Fields) => {
      if (type === 'beforeunload')
        session.post('Page.handleJavaScriptDialog', { accept: !this.#closePrevented() });
    });
    const { windowId } = await devtools.browser.send('Browser.getWindowForTarget', { targetId: id });
    this.#windowId = windowId as number;
    const { width, height, x, y } = options;
    await this.#setNative({
      width,
      height,
      ...(x === undefined || y === undefined ? {} : { left: x, top: y }),
    });
    if (this.#state !== 'normal') await this.#setNative({ windowState: this.#state });
  }

  async #setNative(bounds: Fields): Promise<void> {
    if (this.#windowId === null) return;
    const { devtools } = await runtime().browser;
    devtools.browser.post('Browser.setWindowBounds', { windowId: this.#windowId, bounds });
  }

  #setState(state: State): void {
    this.#state = state;
    void this.#setNative({ windowState: state });
  }

  #closePrevented(): boolean {
    let prevented = false;
    this.emit('close', { preventDefault: () => (prevented = true) });
    return prevented;
  }

  #moved(bounds: Rectangle): void {
    const before = this.#bounds;
    if (this.#state !== 'normal') return;
    this.#bounds = bounds;
    if (before.width !== bounds.width || before.height !== bounds.height) this.emit('resize');
    if (before.x !== bounds.x || before.y !== bounds.y) this.emit('move');
  }

  #focusChanged(has: boolean): void {
    // eslint-disable-next-line @typescript-eslint/no-this-alias -- which window has the focus, not a stand-in for `this`
    if (has) focused = this;
    else if (focused === this) focused = null;
    this.emit(has ? 'focus' : 'blur');
  }

  #gone(): void {
    if (this.#destroyed) return;
    this.#destroyed = true;
    open.delete(this);
    if (focused === this) focused = null;
    this.webContents.destroyed();
    this.emit('closed');
    if (open.size === 0) lastWindowClosed();
  }
}

let lastWindowClosed: () => void = () => undefined;

/** Sets what happens when no window is left. */
export function onLastWindowClosed(listener: () => void): void {
  lastWindowClosed = listener;
}
