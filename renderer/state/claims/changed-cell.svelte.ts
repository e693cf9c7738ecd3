import type { ChangedRow, ClaimRow } from '../../../src/app/contract';
import type { WireError } from '../../../src/app/wire';
import type { Experiment } from '../../../src/model/experiment';
import type { FieldValue } from '../../../src/model/fields';
import { bridge, toWireError, wasCancelled } from '../bridge';
import { debounce } from '../latest';
import { secondsLeft } from '../remaining';
import { type Change, offeredChanges } from './changes';

/** One row of a claim's table with changes of the learner's, and what they gave. It is measured again as soon as the changes rest. */
export class ChangedCell {
  experiment = $state.raw<Experiment>() as Experiment;
  /** Of the experiment as it was when it was last run again; the table's own row stays beside it. */
  answer = $state.raw<ChangedRow | null>(null);
  /** The experiment has been changed since. */
  stale = $state(false);
  busy = $state(false);
  /** 0 … 1. */
  share = $state(0);
  /** Seconds; null while that cannot be told. */
  left = $state<number | null>(null);
  problem = $state.raw<WireError | null>(null);

  #ticket = 0;
  #started = 0;
  #soon = debounce(() => void this.run(), 200);

  constructor(
    readonly claim: string,
    readonly index: number,
    readonly row: ClaimRow,
  ) {
    this.experiment = row.document;
  }

  /** What can be changed of it as it is now. */
  get offered(): readonly Change[] {
    return offeredChanges(this.experiment, [...this.row.ignores, ...this.row.fixed]);
  }

  /** It says something else than the table's own. */
  get dirty(): boolean {
    return JSON.stringify(this.experiment) !== JSON.stringify(this.row.document);
  }

  change(change: Change, value: FieldValue): void {
    this.experiment = change.write(this.experiment, value);
    this.problem = null;
    if (!this.dirty) return this.restore();
    this.stale = true;
    this.#soon.request();
  }

  /** Back to the table's setting. */
  restore(): void {
    this.cancel();
    this.experiment = this.row.document;
    this.answer = null;
    this.stale = false;
    this.problem = null;
  }

  progressed(share: number): void {
    this.share = share;
    this.left = secondsLeft((performance.now() - this.#started) / 1000, share);
  }

  /** Measures what there is now; an older measurement that is under way is overtaken. */
  async run(): Promise<void> {
    this.#soon.cancel();
    const ticket = ++this.#ticket;
    const asked = this.experiment;
    this.busy = true;
    this.share = 0;
    this.left = null;
    this.#started = performance.now();
    this.problem = null;
    try {
      const answer = await bridge.call('changeClaim', this.claim, this.index, asked);
      if (ticket !== this.#ticket) return;
      this.answer = answer;
      this.stale = asked !== this.experiment;
    } catch (error) {
      if (ticket === this.#ticket && !wasCancelled(error)) this.problem = toWireError(error);
    } finally {
      if (ticket === this.#ticket) this.busy = false;
    }
  }

  cancel(): void {
    this.#soon.cancel();
    if (!this.busy) return;
    this.#ticket++;
    this.busy = false;
    void bridge.call('cancelChange', this.claim).catch(() => undefined);
  }
}
