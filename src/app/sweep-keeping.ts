/** Where a sweep keeps what it computes: its output, beside it the journal and the runs that are under way, and the lock on all of them. */
import { randomBytes } from 'node:crypto';
import { writeFileAtomically } from '../files/atomic-write';
import { journalHeader, journalRecord, type JournalContents, type JournalQuestion } from '../files/journal';
import { JournalFile, journalPath } from '../files/journal-file';
import { OutputLock } from '../files/output-lock';
import { UnfinishedFile, unfinishedPath } from '../files/unfinished-runs';
import { RestartError } from '../model/restart-error';
import { UserError } from '../model/user-error';
import { grouped } from '../model/words';
import type { UnfinishedRuns } from '../model/sweep/unfinished-runs';
import type { SweepSource } from '../runs/sweep-source';
import type { Shard, SweepOptions } from './contract';
import { foundOutput, type FoundOutput, type SomeRows, withoutFailed } from './found-output';

export interface KeepingOptions extends Pick<SweepOptions, 'restart' | 'signal' | 'onNote'> {
  /** Whether a run is of this share. */
  readonly belongs: (run: number) => boolean;
  readonly shard: Shard | null;
}

/** Runs to a record of a journal that is written at once. */
const recordRuns = 1000;

export class SweepKeeping {
  /** Whether another program has taken the place; told once. */
  #taken = false;

  private constructor(
    private readonly output: string,
    private readonly question: JournalQuestion,
    private readonly source: SweepSource,
    private readonly lock: OutputLock,
    /** Null where the output holds more than this sweep would write, and is left as it is. */
    private readonly journal: JournalFile | null,
    private readonly unfinished: UnfinishedFile | null,
  ) {}

  /**
   * Takes the place for this sweep, and gives the source what is there of it.
   * @throws UserError before anything is touched where another program computes into it, or something would be lost that is there
   */
  static async open(
    output: string,
    question: JournalQuestion,
    source: SweepSource,
    options: KeepingOptions,
  ): Promise<SweepKeeping> {
    const { restart = false, signal, onNote } = options;
    const lock = await OutputLock.take(output, { signal, onNote });
    try {
      const found: FoundOutput = restart
        ? { holds: 'nothing' }
        : await foundOutput(output, question.hash, question.columns);
      if (found.holds === 'this sweep') source.restore(found.kept.runs, found.kept.rows);
      const foreign = foreignTo(found, options);
      if (found.holds === 'this sweep' && foreign !== null && source.done === source.total) {
        onNote?.(
          `all ${grouped(source.total)} runs of this share were there already; ${output} holds more than them and is left as it is.`,
        );
        return new SweepKeeping(output, question, source, lock, null, null);
      }
      const path = journalPath(output);
      const { journal, contents } = await JournalFile.open(path, question, {
        restart,
        accept: (contents) => {
          refuseOtherShares(path, contents, options);
          if (foreign === null) return;
          // Rows of this sweep in the journal: it was begun with --restart, in place of what is in the output.
          if (contents.records.length === 0)
            throw new RestartError(`${output} ${foreign.what}`, foreign.remedy, output);
          onNote?.(
            `${output} ${foreign.what}; it is replaced when all is computed, because the sweep in ${path} was begun in its place.`,
          );
        },
      });
      for (const { runs, rows } of contents.records) source.restore(runs, rows);
      if (contents.torn !== '') onNote?.(contents.torn);
      tellRestored(source, onNote);
      const begun = await UnfinishedFile.open(unfinishedPath(output), question.hash, { restart });
      const goingOn = source.restoreUnfinished(begun.entries);
      // There may be more of them than threads: those that wait are kept as well.
      for (const entry of goingOn) begun.file.keep(entry);
      tellGoingOn(new Set(goingOn.flatMap(({ runs }) => runs)).size, onNote);
      return new SweepKeeping(output, question, source, lock, journal, begun.file);
    } catch (error) {
      await lock.release();
      throw error;
    }
  }

  async append(swept: SomeRows): Promise<void> {
    if (this.journal === null) return;
    const { runs, rows } = withoutFailed(swept, this.question.columns);
    if (runs.length === 0) return;
    await this.#requirePlace();
    await this.journal.append(runs, rows);
    this.unfinished?.forget(swept.runs);
  }

  /** Long runs, as far as they are. */
  keep(runs: UnfinishedRuns): void {
    if (!this.#taken) this.unfinished?.keep(runs);
  }

  /** Writes the output, after which the journal goes. @returns false where the output was left as it is */
  async finish(bytes: () => Uint8Array): Promise<boolean> {
    if (this.journal !== null) {
      await this.#requirePlace();
      try {
        await writeFileAtomically(this.output, bytes());
      } catch (error) {
        if (!(error instanceof UserError)) throw error;
        throw new UserError(
          `${error.message.replace(/\.$/, '')}; all rows are kept in ${this.journal.path}, and the same command goes on from there.`,
          error.place,
        );
      }
      await this.journal.remove();
      await this.unfinished?.remove();
    }
    await this.lock.release();
    return this.journal !== null;
  }

  /** Lets go of all; what was computed stays in the journal. @throws UserError where that is not so: the disk refused it, or another program has taken the place */
  async close(): Promise<void> {
    try {
      await this.#requirePlace();
      if (!this.#taken) await this.unfinished?.close();
    } finally {
      try {
        await this.journal?.close();
      } finally {
        await this.lock.release();
      }
    }
  }

  /** @throws UserError where another program has put its own in the place of the journal; what was computed here is kept beside it then */
  async #requirePlace(): Promise<void> {
    if (this.journal === null || this.#taken) return;
    if ((await this.lock.confirm()) && (await this.journal.isInPlace())) return;
    this.#taken = true;
    const aside = this.output.replace(/(\.saddle)?$/i, `.${randomBytes(3).toString('hex')}.saddle`);
    const runs = await this.#writeAside(journalPath(aside));
    throw new UserError(
      `${this.output}: another program has begun anew what is computed into it; the ${grouped(runs)} runs that are known here are kept in ${journalPath(aside)}: the same command with -o ${aside} goes on from there.`,
      this.output,
    );
  }

  async #writeAside(path: string): Promise<number> {
    const { known, rows, width } = this.source;
    const runs = Array.from(known.keys()).filter((run) => known[run] === 1);
    const parts = [journalHeader(this.question)];
    let count = 0;
    for (let at = 0; at < runs.length; at += recordRuns) {
      const some = runs.slice(at, at + recordRuns);
      const theirs = new Float64Array(some.length * width);
      some.forEach((run, i) => theirs.set(rows.subarray(run * width, (run + 1) * width), i * width));
      const whole = withoutFailed({ runs: some, rows: theirs }, width);
      if (whole.runs.length > 0) parts.push(journalRecord(whole.runs, whole.rows));
      count += whole.runs.length;
    }
    await writeFileAtomically(path, Buffer.concat(parts));
    return count;
  }
}

/** What the output holds that would be lost when this sweep is written there; null where nothing is. */
function foreignTo(
  found: FoundOutput,
  { belongs, shard }: KeepingOptions,
): { readonly what: string; readonly remedy: string } | null {
  if (found.holds === 'nothing') return null;
  if (found.holds === 'something else')
    return {
      what: found.what,
      remedy: 'name another output, move it away, or throw it away with --restart',
    };
  const others = found.all.filter((run) => !belongs(run)).length;
  if (others === 0) return null;
  return {
    what: `holds ${grouped(others)} runs of this sweep that are not of ${shareName(shard)}`,
    remedy: shareRemedy,
  };
}

const shareName = (shard: Shard | null) =>
  shard === null ? 'what is asked for' : `the share ${shard.index}/${shard.count}`;
const shareRemedy =
  'give each share a file of its own and join them with saddlescope merge, or throw away what is there with --restart';

function refuseOtherShares(
  path: string,
  { records }: JournalContents,
  { belongs, shard }: KeepingOptions,
): void {
  const others = new Set<number>();
  for (const { runs } of records) for (const run of runs) if (!belongs(run)) others.add(run);
  if (others.size === 0) return;
  throw new RestartError(
    `${path} holds ${grouped(others.size)} runs of this sweep that are not of ${shareName(shard)}`,
    shareRemedy,
    path,
  );
}

function tellGoingOn(runs: number, onNote: SweepOptions['onNote']): void {
  if (runs === 0) return;
  onNote?.(
    runs === 1 ? 'one run goes on from where it was.' : `${grouped(runs)} runs go on from where they were.`,
  );
}

function tellRestored({ done, total }: SweepSource, onNote: SweepOptions['onNote']): void {
  if (done === 0) return;
  onNote?.(
    done === total
      ? `all ${grouped(total)} runs were there already.`
      : `${grouped(done)} of ${grouped(total)} runs were there already; the others are computed.`,
  );
}
