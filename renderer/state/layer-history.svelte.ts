import type { LayerHistory, RunView } from '../../src/app/contract';
import { bridge } from './bridge';
import { latest } from './latest';

/** Milliseconds between two questions while a run trains. */
const pace = 400;

/** What the layers of the run have done so far; asked only while it is looked at. */
export class LayerHistoryState {
  shown = $state.raw<LayerHistory | null>(null);
  #wanted = false;
  #view: RunView | null = null;
  #nextAsk = 0;
  #ask = latest<void>(() => this.#fetch());

  want(wanted: boolean): void {
    this.#wanted = wanted;
    if (wanted) this.#ask();
  }

  started(view: RunView): void {
    this.#view = view;
    this.shown = null;
    if (this.#wanted) this.#ask();
  }

  grew(view: RunView): void {
    this.#view = view;
    if (this.#wanted && performance.now() >= this.#nextAsk) this.#ask();
  }

  settled(view: RunView): void {
    this.#view = view;
    if (this.#wanted) this.#ask();
  }

  async #fetch(): Promise<void> {
    const view = this.#view;
    if (!view) return;
    const from = performance.now();
    const layers = await bridge.call('layerHistory', view.run).catch(() => null);
    this.#nextAsk = performance.now() + Math.max(pace, 4 * (performance.now() - from));
    if (layers && view.run === this.#view?.run) this.shown = layers;
  }
}
