import { between, turned, zoomed, type Orbit } from '../../src/figures/orbit';

/** Degrees per pixel that the pointer is dragged, and per press of an arrow key. */
const perPixel = 0.4;
const perKey = 5;
const perKeyFast = 20;
const zoomPerKey = 1.2;
/** Milliseconds of the way back to the first view, for who has nothing against motion. */
const returning = 260;

/** Turns what is looked at, by pointer, wheel and keys. */
export class Turning {
  dragging = $state(false);
  #frame = 0;

  /** @param first the view that one goes back to; `looked.orbit` is null there */
  constructor(
    private readonly looked: { orbit: Orbit | null },
    private readonly first: () => Orbit,
  ) {}

  get orbit(): Orbit {
    return this.looked.orbit ?? this.first();
  }

  onpointerdown(event: PointerEvent): void {
    if (event.button !== 0) return;
    (event.currentTarget as HTMLElement).setPointerCapture(event.pointerId);
    this.#stop();
    this.dragging = true;
  }

  onpointermove(event: PointerEvent): void {
    if (!this.dragging) return;
    this.looked.orbit = turned(this.orbit, -perPixel * event.movementX, perPixel * event.movementY);
  }

  onpointerup(event: PointerEvent): void {
    (event.currentTarget as HTMLElement).releasePointerCapture(event.pointerId);
    this.dragging = false;
  }

  onwheel(event: WheelEvent): void {
    event.preventDefault();
    this.#stop();
    // Lines of a wheel and pixels of a touchpad, about equally fast.
    const pixels = event.deltaMode === 0 ? event.deltaY : 33 * event.deltaY;
    this.looked.orbit = zoomed(this.orbit, Math.exp(-0.0016 * pixels));
  }

  onkeydown(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const by = event.shiftKey ? perKeyFast : perKey;
    const { orbit } = this;
    // As with a globe under the hand: the arrow says where the front goes.
    const ways: Readonly<Record<string, () => Orbit>> = {
      ArrowLeft: () => turned(orbit, by, 0),
      ArrowRight: () => turned(orbit, -by, 0),
      ArrowUp: () => turned(orbit, 0, -by),
      ArrowDown: () => turned(orbit, 0, by),
      '+': () => zoomed(orbit, zoomPerKey),
      '=': () => zoomed(orbit, zoomPerKey),
      '-': () => zoomed(orbit, 1 / zoomPerKey),
      '−': () => zoomed(orbit, 1 / zoomPerKey),
    };
    const way = ways[event.key];
    if (!way && event.key !== '0') return;
    event.preventDefault();
    this.#stop();
    if (way) this.looked.orbit = way();
    else this.reset();
  }

  reset(): void {
    this.#stop();
    if (window.matchMedia('(prefers-reduced-motion: reduce)').matches) {
      this.looked.orbit = null;
      return;
    }
    const [from, to] = [this.orbit, this.first()];
    const started = performance.now();
    const go = (now: number): void => {
      const share = Math.min(1, Math.max(0, (now - started) / returning));
      // Slow at the end.
      this.looked.orbit = share < 1 ? between(from, to, 1 - (1 - share) ** 3) : null;
      if (share < 1) this.#frame = requestAnimationFrame(go);
    };
    this.#frame = requestAnimationFrame(go);
  }

  #stop(): void {
    cancelAnimationFrame(this.#frame);
  }
}
