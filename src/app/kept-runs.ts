import { compareRuns, type Comparison, type KeptRun } from '../analysis/comparison/comparison';
import { labelFor, longestLabel } from '../analysis/comparison/label';
import { UserError } from '../model/user-error';
import type { RunRecord } from '../runs/record';
import { mostKept } from './limits';

/** Memory for histories and checkpoints together: two dozen large networks with all their checkpoints would take more than a lab machine has. */
const mostBytes = 512 * 2 ** 20;

/** A kept run with all that is needed to open it again. */
export type WholeRun = KeptRun & { readonly record: RunRecord };

/** The runs kept for comparison: as they were when they were kept, whatever becomes of the runs that they were taken from. */
export class KeptRuns {
  #runs: readonly WholeRun[] = [];
  #made = 0;

  constructor(private readonly bytes = mostBytes) {}

  get all(): readonly WholeRun[] {
    return this.#runs;
  }

  get comparison(): Comparison {
    return compareRuns(
      this.#runs.map(({ record: _, ...run }) => run),
      mostKept,
    );
  }

  /** Refuses more runs than may be kept, before any time is spent on them. */
  requireRoom(more: number): void {
    const kept = this.#runs.length;
    if (kept + more <= mostKept) return;
    throw new UserError(
      kept === 0
        ? `${more} runs are more than the ${mostKept} that can be compared: leave some out.`
        : `${kept} runs are kept, and at most ${mostKept} can be: remove ${more === 1 ? 'one' : 'some'} first.`,
      'comparison',
    );
  }

  /**
   * @param name what it is called, where that is free; absent: by its experiment's name
   * @param wanted the rank that it had, where that is free
   */
  keep(run: Omit<WholeRun, 'id' | 'label' | 'rank'>, name?: string, wanted = 0): string {
    this.requireRoom(1);
    const used = this.#runs.reduce((sum, { record }) => sum + bytesOf(record), 0);
    if (used + bytesOf(run.record) > this.bytes) {
      throw new UserError(
        `The runs that are kept take ${megabytes(used)} of memory and this one would take ${megabytes(bytesOf(run.record))} more; at most ${megabytes(this.bytes)} are used: remove one first.`,
        'comparison',
      );
    }
    const ranks = new Set(this.#runs.map(({ rank }) => rank));
    let rank = ranks.has(wanted) ? 0 : wanted;
    while (ranks.has(rank)) rank++;
    const label = labelFor(run, name ?? run.experiment.name, this.#runs);
    const id = `kept-${++this.#made}`;
    this.#runs = [...this.#runs, { ...run, id, label, rank }];
    return id;
  }

  label(id: string, text: string): void {
    const run = this.named(id);
    const label = text.trim();
    if (label === '' || label.length > longestLabel)
      throw new UserError(
        `A label has 1 to ${longestLabel} characters, and this one has ${label.length}: write another.`,
        'label',
      );
    if (this.#runs.some((other) => other !== run && other.label === label))
      throw new UserError(`Another run is called “${label}”: choose another label.`, 'label');
    this.#runs = this.#runs.map((other) => (other === run ? { ...run, label } : other));
  }

  /** One of them, or all. */
  remove(id: string | null): void {
    if (id === null) this.#runs = [];
    else this.#runs = this.#runs.filter((run) => run !== this.named(id));
  }

  named(id: string): WholeRun {
    const run = this.#runs.find((one) => one.id === id);
    if (run === undefined) throw new UserError('This run is no longer kept.', 'comparison');
    return run;
  }
}

function bytesOf({ history, checkpointSteps, checkpoints }: RunRecord): number {
  const arrays = [...Object.values(history), checkpointSteps, ...checkpoints] as Float64Array[];
  return arrays.reduce((sum, array) => sum + array.byteLength, 0);
}

const megabytes = (bytes: number) => `${Math.ceil(bytes / 2 ** 20).toLocaleString('en-GB')} MB`;
