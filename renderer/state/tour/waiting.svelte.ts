import type { RunView, StudyResult } from '../../../src/app/contract';
import { bridge } from '../bridge';
import type { Laboratory } from '../laboratory.svelte';

/** How long the run on the screen stayed at the all-zero point it was pushed off, beside the law of its own ε: the escape study of that single push. */
export class Waiting {
  #answer = $state.raw<{ readonly key: string; readonly own: StudyResult<'escape'>['own'] } | null>(null);
  #asked = '';

  constructor(private readonly laboratory: Laboratory) {}

  /** What is known of the run as it stands; null while nothing is. */
  of(view: RunView): StudyResult<'escape'>['own'] {
    return this.#answer?.key === keyOf(view) ? this.#answer.own : null;
  }

  /** Asks once for each state of the run. The laboratory's own question goes first. */
  async ask(view: RunView): Promise<void> {
    const key = keyOf(view);
    const { size } = view.experiment.initialisation.perturbation;
    if (key === this.#asked || size === 0 || this.laboratory.study('escape')?.busy) return;
    this.#asked = key;
    const settings = { points: 1, smallest: size, largest: size, members: 1, flow: false };
    const report = await bridge.call('study', view.run, 'escape', settings).catch(() => null);
    // The wire knows a study's answer by its name alone.
    const { own } = (report ?? { own: null }) as Pick<StudyResult<'escape'>, 'own'>;
    if (key === this.#asked) this.#answer = { key, own };
  }
}

const keyOf = ({ run, step }: RunView): string => `${run}/${step}`;
