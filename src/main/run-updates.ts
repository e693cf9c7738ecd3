import type { RunView } from '../app/contract';
import { type RunUpdate, updateOf } from '../app/run-growth';

/**
 * Tells the window of a run that grows, never faster than it can show: after an update nothing is sent until the window has shown it, and then the newest state alone.
 */
export class RunUpdates {
  #sent: RunView | null = null;
  #number = 0;
  #held: RunView | null = null;
  #waiting = false;

  constructor(private readonly send: (update: RunUpdate) => void) {}

  /** What comes next stands for itself: another training, or another page that knows nothing. */
  restart(): void {
    this.#sent = this.#held = null;
    this.#waiting = false;
  }

  grew(view: RunView): void {
    if (this.#waiting) {
      this.#held = view;
      return;
    }
    const before = this.#sent?.run === view.run ? this.#sent : null;
    this.#number = before === null ? 0 : this.#number + 1;
    this.#sent = view;
    this.#held = null;
    this.#waiting = true;
    this.send(updateOf(before, view, this.#number));
  }

  /** The window has shown the update with this number. */
  shown(number: number): void {
    if (!this.#waiting || number !== this.#number) return;
    this.#waiting = false;
    if (this.#held !== null) this.grew(this.#held);
  }
}
