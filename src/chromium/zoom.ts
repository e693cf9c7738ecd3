/**
 * Electron's zoom of a page. The browser's own cannot be set from outside, so the page is given a smaller window with larger pixels, which is the same to it:
 * `innerWidth` shrinks, `devicePixelRatio` grows, media queries follow.
 */
import type { Page } from './web-contents';
import { runtime } from './runtime';
import type { Fields } from './devtools';

interface Size {
  readonly width: number;
  readonly height: number;
}

/** The page's room without any zoom. */
interface Room extends Size {
  /** Pixels of the screen per pixel of the page. */
  readonly ratio: number;
}

/** Milliseconds between two looks at the real window: a page with a window of its own hears nothing of it. */
const pace = 500;

export class Zoom {
  #level = 0;
  #room: Room | null = null;
  #frame: Size | null = null;
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(private readonly page: Promise<Page>) {}

  get level(): number {
    return this.#level;
  }

  set(level: number): void {
    this.#level = level;
    void this.#apply().catch(() => undefined);
  }

  /** Follows no window any more. */
  end(): void {
    clearInterval(this.#timer);
  }

  async #apply(): Promise<void> {
    // While it is zoomed, the page itself does not know its room.
    this.#room ??= await this.#askRoom();
    await this.#show();
    clearInterval(this.#timer);
    if (this.#level === 0) this.#room = null;
    this.#frame = this.#level === 0 ? null : await this.#frameSize();
    if (this.#frame === null) return;
    this.#timer = setInterval(() => void this.#follow().catch(() => this.end()), pace);
    this.#timer.unref();
  }

  async #askRoom(): Promise<Room> {
    const { link } = await this.page;
    return link.run(() => ({ width: innerWidth, height: innerHeight, ratio: devicePixelRatio }), null);
  }

  /** Takes over what the real window has grown or shrunk by. */
  async #follow(): Promise<void> {
    const frame = await this.#frameSize();
    const before = this.#frame;
    if (!frame || !before || !this.#room) return;
    if (frame.width === before.width && frame.height === before.height) return;
    this.#frame = frame;
    this.#room = {
      ...this.#room,
      width: this.#room.width + frame.width - before.width,
      height: this.#room.height + frame.height - before.height,
    };
    await this.#show();
  }

  async #show(): Promise<void> {
    const { session } = await this.page;
    const factor = factorOf(this.#level);
    if (!this.#room) return;
    const { width, height, ratio } = this.#room;
    await session.send('Emulation.setDeviceMetricsOverride', {
      width: Math.round(width / factor),
      height: Math.round(height / factor),
      deviceScaleFactor: ratio * factor,
      scale: factor,
      mobile: false,
    });
  }

  /** The window with its frame; null where there is none (headless). */
  async #frameSize(): Promise<Size | null> {
    const { id } = await this.page;
    const { devtools } = await runtime().browser;
    const { bounds } = await devtools.browser
      .send('Browser.getWindowForTarget', { targetId: id })
      .catch((): Fields => ({ bounds: null }));
    return bounds as Size | null;
  }
}

const factorOf = (level: number): number => 1.2 ** level;
