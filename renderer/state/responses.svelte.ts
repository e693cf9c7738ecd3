import type { Responses, RunView } from '../../src/app/contract';
import type { PointName } from '../../src/model/experiment';
import { bridge } from './bridge';
import { latest } from './latest';

/** Points per axis: enough for the large picture, and for a network of some hundred units a few milliseconds. */
const resolution = 48;
/** Networks with more units are not asked: nobody looks at that many small pictures. */
export const mostUnits = 400;

/** What every unit answers over the inputs, at the point that is looked at. */
export class ResponsesState {
  shown = $state.raw<Responses | null>(null);
  /** Nobody asks while the pictures are folded away. */
  wanted = $state(false);
  #subject: { readonly view: RunView; readonly name: PointName } | null = null;
  #ask = latest<void>(() => this.#fetch());

  look(view: RunView, name: PointName): void {
    if (view.run !== this.#subject?.view.run) this.shown = null;
    this.#subject = { view, name };
    if (this.wanted) this.#ask();
  }

  want(wanted: boolean): void {
    this.wanted = wanted;
    if (wanted) this.#ask();
  }

  async #fetch(): Promise<void> {
    const subject = this.#subject;
    if (!subject || unitsOf(subject.view) > mostUnits) return;
    const { view, name } = subject;
    const responses = await bridge.call('responses', view.run, name, resolution).catch(() => null);
    // A point that was not kept, or a run that was replaced, has nothing to show.
    if (responses && view.run === this.#subject?.view.run) this.shown = responses;
  }
}

export function unitsOf({ experiment }: RunView): number {
  return experiment.network.sizes.slice(1).reduce((sum, size) => sum + size, 0);
}
