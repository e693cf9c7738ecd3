/** Electron's `webContents`: the page of a window. Commands given before the page exists wait for it. */
import { EventEmitter } from 'node:events';
import type { Fields } from './devtools';
import { ipcMain } from './ipc-main';
import { nativeTheme } from './native-theme';
import { toAppAddress, toPageAddress } from './page-address';
import type { UpMessage } from './page/isolated-world';
import { PageLink } from './page-link';
import { answerRequests } from './protocol';
import { runtime } from './runtime';
import { defaultSession } from './session';
import { openTarget, type Target } from './targets';
import { Zoom } from './zoom';

export interface PageOptions {
  readonly preload: string | null;
  readonly additionalArguments: readonly string[];
}

export interface Page extends Target {
  readonly link: PageLink;
}

type OpenHandler = (details: { url: string; frameName: string; disposition: string }) => {
  action: 'allow' | 'deny';
};

/** Sets who hears of each new page. */
export function onWebContentsCreated(listener: (contents: WebContents) => void): void {
  created = listener;
}
let created: (contents: WebContents) => void = () => undefined;

const all = new Map<number, WebContents>();
let nextId = 1;

export class WebContents extends EventEmitter {
  readonly id = nextId++;
  readonly session = defaultSession;
  readonly page: Promise<Page>;
  readonly #zoom: Zoom;
  #shown: Page | null = null;
  #url = '';
  #loading: string | null = null;
  #destroyed = false;
  #openHandler: OpenHandler = () => ({ action: 'deny' });
  readonly mainFrame = {
    parent: null,
    top: null,
    urlOf: () => this.#url,
    get url(): string {
      return this.urlOf();
    },
  };

  constructor(options: PageOptions) {
    super();
    all.set(this.id, this);
    this.page = this.#prepare(options);
    // Without a page the program ends (see electron.ts); commands that wait for it need not fail one by one.
    this.page.catch(() => undefined);
    this.#zoom = new Zoom(this.page);
    created(this);
  }

  static getAllWebContents(): WebContents[] {
    return [...all.values()];
  }
  static fromId(id: number): WebContents | undefined {
    return all.get(id);
  }
  static fromDevToolsTargetId(target: string): WebContents | undefined {
    return [...all.values()].find((contents) => contents.#shown?.id === target);
  }

  async loadURL(url: string): Promise<void> {
    const { session } = await this.page;
    void defaultSession.apply(new URL(toPageAddress(url)).origin);
    this.#loading = url;
    const loaded = new Promise<void>((resolve) => session.once('Page.domContentEventFired', () => resolve()));
    const { errorText } = await session.send('Page.navigate', { url: toPageAddress(url) });
    if (errorText) throw new Error(`${String(errorText)} (${url})`);
    await loaded;
  }

  send(channel: string, ...args: unknown[]): void {
    this.#shown?.link.send({ kind: 'send', channel, args });
  }

  getURL(): string {
    return this.#url;
  }
  isDestroyed(): boolean {
    return this.#destroyed;
  }
  setWindowOpenHandler(handler: OpenHandler): void {
    this.#openHandler = handler;
  }
  /** Electron's own clean-up; here the window does it. */
  close(): void {
    this.emit('-close-requested');
  }
  forcefullyCrashRenderer(): void {
    void this.page.then(({ session }) => session.post('Page.crash'));
  }
  reload(): void {
    void this.page.then(({ session }) => session.post('Page.reload'));
  }
  async executeJavaScript(code: string): Promise<unknown> {
    const { session } = await this.page;
    const options = { expression: code, awaitPromise: true, returnByValue: true, userGesture: true };
    const { result, exceptionDetails } = await session.send('Runtime.evaluate', options);
    const failure = exceptionDetails as { exception?: { description?: string }; text?: string } | undefined;
    if (failure) throw new Error(failure.exception?.description ?? failure.text);
    return (result as { value?: unknown }).value;
  }
  setZoomLevel(level: number): void {
    this.#zoom.set(level);
  }
  getZoomLevel(): number {
    return this.#zoom.level;
  }
  /** Edit commands of menu roles: `undo`, `redo`, `cut`, `copy`, `paste`, `delete`, `selectAll`. */
  edit(command: string): void {
    void this.executeJavaScript(`document.execCommand(${JSON.stringify(command)})`).catch(() => undefined);
  }

  /** The page has gone. */
  destroyed(): void {
    if (this.#destroyed) return;
    this.#destroyed = true;
    all.delete(this.id);
    this.#zoom.end();
    if (this.#shown) nativeTheme.remove(this.#shown.session);
    this.emit('destroyed');
  }

  async #prepare(options: PageOptions): Promise<Page> {
    const browser = await runtime().browser;
    const target = await openTarget(browser);
    const { session } = target;
    session.on('Page.frameNavigated', ({ frame }: Fields) =>
      this.#navigated(frame as { id: string; url: string }, target.frame),
    );
    session.on('Page.domContentEventFired', () => this.emit('dom-ready'));
    session.on('Page.loadEventFired', () => this.emit('did-finish-load'));
    session.on('Page.windowOpen', ({ url }: Fields) => this.#open(String(url)));
    session.on('Inspector.targetCrashed', () =>
      this.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 1 }),
    );
    const [link] = await Promise.all([
      PageLink.install(session, target.frame, { ...options, onMessage: (message) => this.#receive(message) }),
      answerRequests(session, (url, frame) => this.#mayNavigate(url, frame === target.frame)),
      session.send('Page.enable'),
      nativeTheme.add(session),
    ]);
    this.#shown = { ...target, link };
    return this.#shown;
  }

  #navigated(frame: { id: string; url: string }, mainFrame: string): void {
    if (frame.id !== mainFrame) return;
    this.#url = toAppAddress(frame.url);
    this.emit('did-navigate', {}, this.#url);
  }

  /** Asks the app, except for what the app itself loads. */
  #mayNavigate(url: string, isMainFrame: boolean): boolean {
    if (isMainFrame && url === this.#loading) {
      this.#loading = null;
      return true;
    }
    let prevented = false;
    const event = { url, isMainFrame, isSameDocument: false, preventDefault: () => (prevented = true) };
    if (isMainFrame) this.emit('will-navigate', event, url);
    this.emit('will-frame-navigate', event);
    return !prevented;
  }

  /** Other windows are never made by a page; the app may do something with the address. */
  #open(url: string): void {
    this.#openHandler({ url: toAppAddress(url), frameName: '', disposition: 'foreground-tab' });
  }

  #receive(message: UpMessage): void {
    if (message.kind === 'host') {
      if (message.name === 'open') this.#open(String(message.payload));
      // A zoomed page knows a smaller window than there is.
      else if (message.name === 'bounds' && this.#zoom.level !== 0) return;
      else if (message.name === 'preload-error') console.error('The preload script failed:', message.payload);
      this.emit(`-host-${message.name}`, message.payload);
      return;
    }
    const event = {
      sender: this,
      senderFrame: this.mainFrame,
      frameId: 1,
      processId: 1,
      reply: this.send.bind(this),
    };
    if (message.kind === 'send') {
      ipcMain.emit(message.channel, event, ...message.args);
      return;
    }
    const { id, channel, args } = message;
    ipcMain.answer(channel, event, args).then(
      (value) => this.#reply(id, true, value),
      (error: unknown) => this.#reply(id, false, String(error)),
    );
  }

  #reply(id: number, ok: boolean, value: unknown): void {
    try {
      this.#shown?.link.send({ kind: 'reply', id, ok, value });
    } catch (error) {
      this.#shown?.link.send({ kind: 'reply', id, ok: false, value: String(error) });
    }
  }
}
