import { SvelteMap } from 'svelte/reactivity';
import type { WireError } from '../../src/app/wire';
import { nearestPlace } from './places';

/** What is wrong with the experiment as edited, with the landscape's settings and with those of the study shown; each field shows the sentence that concerns it. */
export class Problems {
  experiment = $state.raw<WireError | null>(null);
  landscape = $state.raw<WireError | null>(null);
  /** @param study what is wrong with the study that is shown */
  constructor(private readonly study: () => WireError | null = () => null) {}

  /** Places that have a field on the screen, with the number of fields there. */
  #fields = new SvelteMap<string, number>();

  /** Registers a field for as long as it is on the screen. */
  register(place: string): () => void {
    this.#fields.set(place, (this.#fields.get(place) ?? 0) + 1);
    return () => {
      const left = (this.#fields.get(place) ?? 1) - 1;
      if (left > 0) this.#fields.set(place, left);
      else this.#fields.delete(place);
    };
  }

  /** The sentence to show at a field, or null. */
  at(place: string): string | null {
    for (const problem of [this.experiment, this.landscape, this.study()]) {
      if (problem && nearestPlace(problem.place, this.#fields.keys()) === place) return problem.message;
    }
    return null;
  }

  /** The sentence when no field on the screen concerns it. */
  unplaced(kind: 'experiment' | 'landscape' | 'study'): string | null {
    const problem = kind === 'study' ? this.study() : this[kind];
    return problem && nearestPlace(problem.place, this.#fields.keys()) === null ? problem.message : null;
  }
}
