import type { Landscape, Progress, RunView } from '../../src/app/contract';
import type { LandscapeSpec } from '../../src/model/experiment';
import { differingPlaces } from '../../src/model/differing-places';
import { bridge, toWireError, wasCancelled } from './bridge';
import { promptly } from './latest';
import { withNewTrajectory } from './overlay';
import type { Problems } from './problems.svelte';
import { secondsLeft } from './remaining';

/** Points per axis of the first, quick picture. Odd, so that the centre is one of them. */
const coarse = 31;
/** A map that is there within this many milliseconds needs no quick picture before it. */
const soonEnough = 60;

/** The landscape in the middle: a quick coarse picture first, then the asked-for resolution; refreshed with the path while training. */
export class LandscapeState {
  shown = $state.raw<Landscape | null>(null);
  computing = $state(false);
  progress = $state.raw<Progress | null>(null);
  /** Seconds that the computation still takes; null while that cannot be told. */
  left = $state<number | null>(null);
  /** The person stopped the last computation before its full resolution. */
  stopped = $state(false);

  #view: RunView | null = null;
  #started = 0;
  #ticket = 0;
  #refreshing = false;
  #nextRefresh = 0;
  /** Milliseconds per point, of the last map of this run. */
  #pace = Infinity;
  #soon = promptly(() => void this.compute(), 40);

  constructor(
    private readonly problems: Problems,
    private readonly spec: () => LandscapeSpec | null,
  ) {
    bridge.on('progress', (progress) => {
      if (progress.task !== 'landscape' || !this.computing) return;
      this.progress = progress;
      const share = progress.total > 0 ? progress.done / progress.total : 0;
      this.left = secondsLeft((performance.now() - this.#started) / 1000, share);
    });
  }

  /** Another run: `kept` came with its file and stands for itself until something changes. */
  started(view: RunView, kept: Landscape | null): void {
    this.#view = view;
    this.#pace = Infinity;
    this.stopped = false;
    if (kept) {
      this.#abandon();
      this.shown = kept;
      if (isQuickPicture(kept, view.experiment.landscape)) this.#soon.request();
    } else this.#soon.request();
  }

  settled(view: RunView): void {
    this.#view = view;
    this.#soon.request();
  }

  /** Settings were changed. */
  changed(): void {
    this.#soon.request();
  }

  /** The run has grown: the path is drawn further, at a pace that leaves the machine to the training. */
  grew(view: RunView): void {
    this.#view = view;
    if (this.#refreshing || this.computing || performance.now() < this.#nextRefresh) return;
    void this.#refresh(view);
  }

  async compute(): Promise<void> {
    const view = this.#view;
    const spec = this.spec();
    if (!view || !spec) return;
    this.#soon.cancel();
    const ticket = ++this.#ticket;
    const current = () => ticket === this.#ticket;
    this.computing = true;
    this.stopped = false;
    this.progress = this.left = null;
    try {
      const isSoon = spec.resolution <= coarse || this.#pace * spec.resolution ** 2 < soonEnough;
      const sizes = isSoon ? [spec.resolution] : [coarse, spec.resolution];
      for (const resolution of sizes) {
        this.#started = performance.now();
        const landscape = await bridge.call('landscape', view.run, { ...spec, resolution });
        if (!current()) return;
        this.#pace = (performance.now() - this.#started) / resolution ** 2;
        this.shown = landscape;
        this.problems.landscape = null;
      }
    } catch (error) {
      if (!current()) return;
      if (wasCancelled(error)) this.stopped = true;
      else this.problems.landscape = toWireError(error);
    } finally {
      if (current()) {
        this.computing = false;
        this.progress = this.left = null;
      }
    }
  }

  async cancel(): Promise<void> {
    this.#abandon();
    this.stopped = true;
    await bridge.call('cancelLandscape').catch(() => undefined);
  }

  #abandon(): void {
    this.#soon.cancel();
    this.#ticket++;
    this.computing = false;
    this.progress = this.left = null;
  }

  async #refresh(view: RunView): Promise<void> {
    const spec = this.spec();
    if (!spec) return;
    this.#refreshing = true;
    const ticket = this.#ticket;
    const from = performance.now();
    try {
      const resolution = Math.min(coarse, spec.resolution);
      const fresh = await bridge.call('landscape', view.run, { ...spec, resolution });
      if (ticket === this.#ticket && view.run === this.#view?.run)
        this.shown = withNewTrajectory(this.shown, fresh);
    } catch {
      // The next refresh, or the computation when training stops, says what is wrong.
    } finally {
      this.#refreshing = false;
      const took = performance.now() - from;
      this.#nextRefresh = performance.now() + Math.max(400, 4 * took);
    }
  }
}

/** One that was saved before the map that was asked for was there. */
function isQuickPicture({ settings }: Landscape, { resolution, ...asked }: LandscapeSpec): boolean {
  if (settings === undefined || settings.resolution >= resolution) return false;
  const { resolution: _, ...its } = settings;
  return differingPlaces(its, asked).length === 0;
}
