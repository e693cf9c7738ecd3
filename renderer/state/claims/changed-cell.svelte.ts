import type { ChangedRow, ClaimRow } from '../../../src/app/contract';
import type { WireError } from '../../../src/app/wire';
import type { Experiment } from '../../../src/model/experiment';
import type { FieldValue } from '../../../src/model/fields';
import { bridge, toWireError, wasCancelled } from '../bridge';
import type { Change } from './changes';

/** One row of a claim's table with changes of the learner's, and what they gave. */
export class ChangedCell {
  experiment = $state.raw<Experiment>();
  /** Of the experiment as it was when it was last run again; the table's own row stays beside it. */
  answer = $state.raw<ChangedRow | null>(null);
  /** The experiment has been changed since. */
  stale = $state(false);
  busy = $state(false);
  problem = $state.raw<WireError | null>(null);

  #ticket = 0;

  constructor(
    readonly claim: string,
    readonly index: number,
    readonly row: ClaimRow,
  ) {
    this.experiment = row.document;
  }

  get dirty(): boolean {
    return this.experiment !== this.row.document;
  }

  change(change: Change, value: FieldValue): void {
    this.experiment = change.write(this.experiment!, value);
    this.stale = true;
    this.problem = null;
  }

  /** Back to the table's setting. */
  restore(): void {
    this.cancel();
    this.experiment = this.row.document;
    this.answer = null;
    this.stale = false;
    this.problem = null;
  }

  async run(): Promise<void> {
    const ticket = ++this.#ticket;
    const asked = this.experiment!;
    this.busy = true;
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
    if (!this.busy) return;
    this.#ticket++;
    this.busy = false;
    void bridge.call('cancelChange', this.claim).catch(() => undefined);
  }
}
