import type { Verification } from '../../src/app/contract';
import type { WireError } from '../../src/app/wire';
import { bridge, toWireError } from './bridge';
import { TimedJob } from './timed-job.svelte';

/** A file whose run is computed again and compared, and what came of it. */
export class Verify extends TimedJob {
  busy = $state(false);
  result = $state.raw<Verification | null>(null);
  problem = $state.raw<WireError | null>(null);

  start(): void {
    bridge.on('progress', ({ task, done, total }) => {
      if (!this.busy || task !== 'verify' || total === 0) return;
      // What the person took to choose a file is no part of it.
      if (this.share === 0) this.begin();
      this.progressed(done / total);
    });
  }

  /** @param own the document's file; else asks for one */
  async verify(own: boolean): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    this.begin();
    try {
      const found = await bridge.call('verifyFile', own);
      if (found === null) return;
      this.result = found;
      this.problem = null;
    } catch (error) {
      const problem = toWireError(error);
      this.problem = problem.place === 'cancelled' ? null : problem;
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
