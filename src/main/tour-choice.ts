/** How far a person has come in the tour: convenience, kept beside the choice of light or dark. */
import type { TourProgress } from '../app/wire';
import { JsonStore } from './json-store';
import { tourProgress } from './tour-progress';

export class TourChoice {
  readonly #store: JsonStore<TourProgress>;

  constructor(file: string) {
    this.#store = new JsonStore(file, tourProgress, { step: null, known: false });
  }

  get progress(): TourProgress {
    return this.#store.value;
  }

  set(progress: TourProgress): void {
    this.#store.set(progress);
  }

  settled(): Promise<void> {
    return this.#store.settled();
  }
}
