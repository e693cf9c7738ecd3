import type { ClaimResult, ClaimSummary } from '../../../src/app/contract';
import type { WireError } from '../../../src/app/wire';
import {
  predict,
  type Predictions,
  score,
  settle,
  type VerdictName,
  withdraw,
} from '../../../src/model/predictions';
import { SvelteMap } from 'svelte/reactivity';
import { bridge, toWireError, wasCancelled } from '../bridge';
import { secondsLeft } from '../remaining';
import { ChangedCell } from './changed-cell.svelte';

export type Filter = 'all' | VerdictName | 'open';

/** Where predictions are kept: the document in the window. */
export interface PredictionHome {
  readonly predictions: Predictions;
  keep(predictions: Predictions): void;
}

/** The claims as the window shows them: which there are, what was decided, and what the person said before. */
export class Claims {
  summaries = $state.raw<readonly ClaimSummary[]>([]);
  readonly results = new SvelteMap<string, ClaimResult>();
  chosen = $state<string | null>(null);
  /** A claim's id, or `all`. */
  busy = $state<string | null>(null);
  /** 0 … 1. */
  share = $state(0);
  /** Seconds; null while that cannot be told. */
  left = $state<number | null>(null);
  problem = $state.raw<WireError | null>(null);
  search = $state('');
  filter = $state<Filter>('all');
  /** The row of the chosen claim's table that is looked at. */
  row = $state<number | null>(null);
  changed = $state.raw<ChangedCell | null>(null);

  #started = 0;
  #ticket = 0;

  constructor(private readonly home: PredictionHome) {}

  async start(): Promise<void> {
    this.summaries = await bridge.call('claims').catch(() => []);
    bridge.on('claim', (result) => this.#decided(result));
    bridge.on('progress', ({ task, done, total }) => {
      if (this.busy === null || (task !== 'claims' && !task.startsWith('claim '))) return;
      this.share = total > 0 ? done / total : 0;
      this.left = secondsLeft((performance.now() - this.#started) / 1000, this.share);
    });
  }

  /** The claims that the search and the filter leave, in the list's order. */
  get listed(): readonly ClaimSummary[] {
    const words = this.search.trim().toLowerCase();
    return this.summaries.filter(({ id, also, statement, saidBy }) => {
      const verdict = this.results.get(id)?.verdict ?? 'open';
      if (this.filter !== 'all' && this.filter !== verdict) return false;
      return [id, ...also, statement, saidBy].join(' ').toLowerCase().includes(words);
    });
  }

  get summary(): ClaimSummary | undefined {
    return this.summaries.find(({ id }) => id === this.chosen);
  }

  get result(): ClaimResult | undefined {
    return this.chosen === null ? undefined : this.results.get(this.chosen);
  }

  get score(): { readonly right: number; readonly decided: number } {
    return score(this.home.predictions);
  }

  prediction(id: string): Predictions[string] | undefined {
    return this.home.predictions[id];
  }

  choose(id: string | null): void {
    this.chosen = id;
    this.look(null);
    this.problem = null;
  }

  /** Looks at a row of the table; the way back from a change that was begun there. */
  look(row: number | null): void {
    this.changed?.cancel();
    this.row = row;
    const { chosen, result } = this;
    const found = row === null ? undefined : result?.rows[row];
    this.changed = chosen !== null && found ? new ChangedCell(chosen, row!, found) : null;
  }

  say(id: string, verdict: VerdictName): void {
    if (!this.results.has(id)) this.home.keep(predict(this.home.predictions, id, verdict));
  }

  takeBack(id: string): void {
    this.home.keep(withdraw(this.home.predictions, id));
  }

  async decide(id: string): Promise<void> {
    await this.#job(id, async () => this.#decided(await bridge.call('claim', id)));
  }

  async decideAll(): Promise<void> {
    await this.#job('all', () => bridge.call('decideClaims', []));
  }

  async cancel(): Promise<void> {
    const busy = this.busy;
    this.#ticket++;
    this.busy = null;
    this.changed?.cancel();
    if (busy === 'all') await bridge.call('cancelClaims').catch(() => undefined);
    else if (busy !== null) await bridge.call('cancelClaim', busy).catch(() => undefined);
  }

  async #job(busy: string, work: () => Promise<void>): Promise<void> {
    if (this.busy !== null) await this.cancel();
    const ticket = ++this.#ticket;
    this.busy = busy;
    this.share = 0;
    this.left = null;
    this.#started = performance.now();
    this.problem = null;
    try {
      await work();
    } catch (error) {
      if (ticket === this.#ticket && !wasCancelled(error)) this.problem = toWireError(error);
    } finally {
      if (ticket === this.#ticket) this.busy = null;
    }
  }

  #decided(result: ClaimResult): void {
    this.results.set(result.id, result);
    const { predictions } = this.home;
    const settled = settle(predictions, result.id, result.verdict);
    if (settled !== predictions) this.home.keep(settled);
  }
}
