import { secondsLeft } from './remaining';

/** Something that is computed for a while: how far it is, and how long it still takes. */
export class TimedJob {
  /** 0 … 1. */
  share = $state(0);
  /** Seconds; null while that cannot be told. */
  left = $state<number | null>(null);

  #started = 0;

  /** From now on. */
  protected begin(): void {
    this.share = 0;
    this.left = null;
    this.#started = performance.now();
  }

  progressed(share: number): void {
    this.share = share;
    this.left = secondsLeft((performance.now() - this.#started) / 1000, share);
  }
}
