/** Calls under a name of their own, of which only the newest counts. */
import { UserError } from '../model/user-error';
import { cancelled } from './answers';

export class Overtaking<Name> {
  readonly #running = new Map<Name, AbortController>();

  /** A newer call of the same name ends an older one, which then rejects with `cancelled`. */
  async call<T>(name: Name, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    this.cancel(name);
    const stop = new AbortController();
    this.#running.set(name, stop);
    try {
      return await work(stop.signal);
    } catch (error) {
      if (stop.signal.aborted) throw new UserError(cancelled, cancelled);
      throw error;
    } finally {
      if (this.#running.get(name) === stop) this.#running.delete(name);
    }
  }

  cancel(name: Name): void {
    this.#running.get(name)?.abort();
    this.#running.delete(name);
  }

  cancelAll(): void {
    for (const name of [...this.#running.keys()]) this.cancel(name);
  }
}
