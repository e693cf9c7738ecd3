import type { Verification } from '../../src/app/contract';
import type { WireError } from '../../src/app/wire';
import { bridge, toWireError } from './bridge';
import { secondsLeft } from './remaining';

/** A file whose run is computed again and compared, and what came of it. */
export class Verify {
  busy = $state(false);
  /** 0 … 1. */
  share = $state(0);
  /** Seconds; null while that cannot be told. */
  left = $state<number | null>(null);
  result = $state.raw<Verification | null>(null);
  problem = $state.raw<WireError | null>(null);

  #started = 0;

  start(): void {
    bridge.on('progress', ({ task, done, total }) => {
      if (!this.busy || task !== 'verify' || total === 0) return;
      if (this.share === 0) this.#started = performance.now();
      this.share = done / total;
      this.left = secondsLeft((performance.now() - this.#started) / 1000, this.share);
    });
  }

  /** @param own the document's file; else asks for one */
  async verify(own: boolean): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    this.share = 0;
    this.left = null;
    try {
      const found = await bridge.call('verifyFile', own);
      if (found === null) return;
      this.result = found;
      this.problem = null;
    } catch (error) {
      this.problem = toWireError(error);
      // What was said of another file must not be read as said of this one.
      this.result = null;
    } finally {
      this.busy = false;
    }
  }

  cancel(): void {
    void bridge.call('cancelVerify').catch(() => undefined);
  }
}
