/** The claims that a window has asked for and that are still being decided. */
import type { ClaimResult, Progress, Saddlescope } from '../app/contract';
import { UserError } from '../model/user-error';
import { cancelled } from './answers';

export class WindowClaims {
  readonly #running = new Map<string, AbortController>();

  constructor(private readonly service: Pick<Saddlescope, 'claim'>) {}

  /** A newer call of the same claim ends an older one, which then rejects with `cancelled`. */
  async claim(id: string, onProgress: (progress: Progress) => void): Promise<ClaimResult> {
    this.cancel(id);
    const stop = new AbortController();
    this.#running.set(id, stop);
    try {
      return await this.service.claim(id, { onProgress, signal: stop.signal });
    } catch (error) {
      if (stop.signal.aborted) throw new UserError(cancelled, cancelled);
      throw error;
    } finally {
      if (this.#running.get(id) === stop) this.#running.delete(id);
    }
  }

  cancel(id: string): void {
    this.#running.get(id)?.abort();
    this.#running.delete(id);
  }
}
