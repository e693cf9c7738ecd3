import type { Responses, RunView } from '../../src/app/contract';
import { bridge } from './bridge';
import { latest } from './latest';
import type { AskedPoint } from './point.svelte';

/** Points per axis: enough for the large picture, and for a network of some hundred units a few milliseconds. */
const fine = 48;
/** Enough for pictures as small as a unit of the drawing. */
const coarse = 24;
/** Networks with more units are not asked: nobody looks at that many small pictures. */
export const mostUnits = 400;
/** Nor, for the small pictures alone, those with more than this: they are asked at every step that is shown. */
export const mostGlanced = 64;

/** What every unit answers over the inputs, at the point that is looked at. */
export class ResponsesState {
  shown = $state.raw<Responses | null>(null);
  /** The large pictures are unfolded. */
  wanted = $state(false);
  /** How many look at small pictures only: nobody asks while there are none and the large ones are folded away. */
  #glances = 0;
  #subject: { readonly view: RunView; readonly point: AskedPoint } | null = null;
  #ask = latest<void>(() => this.#fetch());

  look(view: RunView, point: AskedPoint): void {
    if (view.run !== this.#subject?.view.run) this.shown = null;
    this.#subject = { view, point };
    if (this.wanted || this.#glances > 0) this.#ask();
  }

  /** Small pictures of the same answers are shown, until what it gives back is called. */
  glance(): () => void {
    this.#glances++;
    this.#ask();
    return () => this.#glances--;
  }

  want(wanted: boolean): void {
    this.wanted = wanted;
    if (wanted) this.#ask();
  }

  async #fetch(): Promise<void> {
    const subject = this.#subject;
    if (!subject || unitsOf(subject.view) > mostUnits) return;
    const { view, point } = subject;
    const responses = await bridge
      .call('responses', view.run, point, this.wanted ? fine : coarse)
      .catch(() => null);
    // A point that was not kept, or a run that was replaced, has nothing to show.
    if (responses && view.run === this.#subject?.view.run) this.shown = responses;
  }
}

export function unitsOf({ experiment }: RunView): number {
  return experiment.network.sizes.slice(1).reduce((sum, size) => sum + size, 0);
}
