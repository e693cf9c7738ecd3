import { SvelteMap } from 'svelte/reactivity';
import type { ClaimResult, ClaimSummary } from '../../../src/app/contract';
import type { WireError } from '../../../src/app/wire';
import {
  noteVerdicts,
  predict,
  type Predictions,
  score,
  type VerdictName,
  type Verdicts,
  withdraw,
} from '../../../src/model/predictions';
import { bridge, toWireError, wasCancelled } from '../bridge';
import { debounce } from '../latest';
import { TimedJob } from '../timed-job.svelte';
import { ChangedCell } from './changed-cell.svelte';

export type Filter = 'all' | VerdictName | 'open';

/** Where predictions are kept: the document in the window. */
export interface PredictionHome {
  readonly predictions: Predictions;
  keep(predictions: Predictions): Promise<void>;
  /** Told when a person has claims decided. */
  asked(): void;
}

/** The claims as the window shows them: which there are, what was decided, and what the person said before. */
export class Claims extends TimedJob {
  summaries = $state.raw<readonly ClaimSummary[]>([]);
  /** The list has come, or it has been told why it cannot. */
  ready = $state(false);
  readonly results = new SvelteMap<string, ClaimResult>();
  chosen = $state<string | null>(null);
  /** A claim's id, or `all`. */
  busy = $state<string | null>(null);
  problem = $state.raw<WireError | null>(null);
  search = $state('');
  filter = $state<Filter>('all');
  /** The row of the chosen claim's table that is looked at. */
  row = $state<number | null>(null);
  changed = $state.raw<ChangedCell | null>(null);

  #ticket = 0;
  /** Verdicts may come many at a time. */
  #noteSoon = debounce(() => void this.#note(), 150);

  constructor(private readonly home: PredictionHome) {
    super();
  }

  async start(): Promise<void> {
    try {
      this.summaries = await bridge.call('claims');
    } catch (error) {
      this.problem = toWireError(error);
    }
    this.ready = true;
    bridge.on('claim', (result) => this.#decided(result));
    bridge.on('progress', ({ task, done, total }) => {
      const share = total > 0 ? done / total : 0;
      if (this.changed?.busy && task === `claim ${this.changed.claim}, changed`)
        this.changed.progressed(share);
      if (this.busy === null || task !== (this.busy === 'all' ? 'claims' : `claim ${this.busy}`)) return;
      this.progressed(share);
    });
  }

  /** The claims that the search and the filter leave, in the list's order. */
  get listed(): readonly ClaimSummary[] {
    const words = this.search.trim().toLowerCase();
    return this.summaries.filter(({ id, also, statement, saidBy }) => {
      if (this.filter !== 'all' && this.filter !== (this.verdict(id) ?? 'open')) return false;
      return [id, ...also, statement, saidBy].join(' ').toLowerCase().includes(words);
    });
  }

  get summary(): ClaimSummary | undefined {
    return this.summaries.find(({ id }) => id === this.chosen);
  }

  get result(): ClaimResult | undefined {
    return this.chosen === null ? undefined : this.results.get(this.chosen);
  }

  /** What the document holds, and beside it every verdict that has been seen here. */
  get predictions(): Predictions {
    return noteVerdicts(this.home.predictions, this.#known);
  }

  get score(): ReturnType<typeof score> {
    return score(this.predictions);
  }

  /** Claims with this verdict; null: with none so far. */
  count(verdict: VerdictName | null): number {
    return this.summaries.filter(({ id }) => this.verdict(id) === verdict).length;
  }

  /** As computed here, or as the document remembers it; null where it is not known. */
  verdict(id: string): VerdictName | null {
    return this.results.get(id)?.verdict ?? this.home.predictions[id]?.found ?? null;
  }

  /** What was said before the claim was decided; null where nothing was. */
  said(id: string): VerdictName | null {
    return this.home.predictions[id]?.said ?? null;
  }

  /** Something can still be said about a claim that nobody here knows the verdict of. */
  isOpen(id: string): boolean {
    return this.verdict(id) === null && this.busy !== id && this.busy !== 'all';
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

  /** Says something about a claim; the same again takes it back. */
  say(id: string, verdict: VerdictName): void {
    if (!this.isOpen(id)) return;
    const { predictions } = this.home;
    void this.home.keep(
      this.said(id) === verdict ? withdraw(predictions, id) : predict(predictions, id, verdict, this.#known),
    );
  }

  /** Forgets everything that was said, in this document. Verdicts that can be seen stay known. */
  clearPredictions(): void {
    void this.home.keep({});
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

  /** Nothing that was found out is still to be written into the document. */
  async settle(): Promise<void> {
    this.#noteSoon.cancel();
    await this.#note();
  }

  get #known(): Verdicts {
    return Object.fromEntries([...this.results].map(([id, { verdict }]) => [id, verdict]));
  }

  async #note(): Promise<void> {
    const { predictions } = this;
    if (predictions !== this.home.predictions) await this.home.keep(predictions);
  }

  async #job(busy: string, work: () => Promise<void>): Promise<void> {
    this.home.asked();
    if (this.busy !== null) await this.cancel();
    const ticket = ++this.#ticket;
    this.busy = busy;
    this.begin();
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
    // The table is another one now: a row of the old one cannot be looked at any more.
    if (result.id === this.chosen) this.look(null);
    this.results.set(result.id, result);
    this.#noteSoon.request();
  }
}
