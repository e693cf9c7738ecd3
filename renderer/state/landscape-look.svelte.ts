import type { Landscape, RunView } from '../../src/app/contract';
import type { Orbit } from '../../src/figures/orbit';
import type { SurfaceSettings } from '../../src/figures/surface-model';
import type { StudyView } from '../../src/figures/studies';
import { sliceQuestion, sliceView } from '../../src/figures/studies/slice';
import { bridge, toWireError, wasCancelled } from './bridge';
import type { Laboratory } from './laboratory.svelte';
import type { LandscapeWay } from './landscape-ways';
import { latest } from './latest';

/** How the landscape is looked at: which way, and the settings of each. Kept while other places are shown; no part of the document. */
export class LandscapeLook {
  way = $state<LandscapeWay>('map');
  surface = $state.raw<SurfaceSettings>({ heights: 'linear', exaggeration: 1 });
  /** Null while the person has not turned the surface: it is seen as suits it. */
  orbit = $state.raw<Orbit | null>(null);
  readonly slice: SliceState;

  constructor(laboratory: Laboratory) {
    this.slice = new SliceState(laboratory);
  }
}

interface SliceRequest {
  readonly view: RunView;
  readonly landscape: Landscape;
  readonly angle: number;
}

/** The loss along one direction of the plane. */
export class SliceState {
  /** Degrees from α towards β. */
  angle = $state(0);
  view = $state.raw<StudyView | null>(null);
  busy = $state(false);
  problem = $state<string | null>(null);

  #newest: SliceRequest | null = null;
  #ask = latest<SliceRequest>((request) => this.#answer(request));

  constructor(private readonly laboratory: Laboratory) {}

  look(view: RunView, landscape: Landscape): void {
    this.#newest = { view, landscape, angle: this.angle };
    this.#ask(this.#newest);
  }

  async #answer({ view, landscape, angle }: SliceRequest): Promise<void> {
    this.busy = true;
    try {
      // The program answers one question about lines at a time, and the laboratory's goes first.
      while (this.laboratory.study('line')?.busy) await new Promise((done) => setTimeout(done, 200));
      const report = await bridge.call('study', view.run, 'line', sliceQuestion(landscape, angle));
      this.view = sliceView(report as Parameters<typeof sliceView>[0], landscape, angle);
      this.problem = null;
    } catch (error) {
      if (!wasCancelled(error)) this.problem = toWireError(error).message;
      else if (this.#newest) this.#ask(this.#newest);
    } finally {
      this.busy = false;
    }
  }
}
