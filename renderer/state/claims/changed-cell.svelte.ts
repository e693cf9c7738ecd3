import type { ChangedRow, ClaimRow } from '../../../src/app/contract';
import type { WireError } from '../../../src/app/wire';
import type { Experiment } from '../../../src/model/experiment';
import type { FieldValue } from '../../../src/model/fields';
import { bridge, toWireError, wasCancelled } from '../bridge';
import { debounce } from '../latest';
import { TimedJob } from '../timed-job.svelte';
import { type Change, offeredChanges } from './changes';

/** One row of a claim's table with changes of the learner's, and what they gave. It is measured again as soon as the changes rest. */
export class ChangedCell extends TimedJob {
  experiment = $state.raw<Experiment>() as Experiment;
  /** Of the experiment as it was when it was last run again; the table's own row stays beside it. */
  answer = $state.raw<ChangedRow | null>(null);
  /** The experiment has been changed since. */
  stale = $state(false);
  busy = $state(false);
  problem = $state.raw<WireError | null>(null);

  #ticket = 0;
  #soon = debounce(() => void this.run(), 200);

  constructor(
    readonly claim: string,
    readonly index: number,
    readonly row: ClaimRow,
  ) {
    super();
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

  /** Measures what there is now; an older measurement that is under way is overtaken. */
  async run(): Promise<void> {
    this.#soon.cancel();
    const ticket = ++this.#ticket;
    const asked = this.experiment;
    this.busy = true;
    this.begin();
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
