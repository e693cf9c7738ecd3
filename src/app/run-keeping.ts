/** Keeps a run that trains beside the file that it will be saved to, so that what ends the program loses about a second of it. */
import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { decodeSaddle, encodeSaddle, type Engine } from '../files/saddle-file';
import { packRun, unpackRun } from '../files/stored-run';
import { UnfinishedFile, unfinishedPath } from '../files/unfinished-runs';
import type { Experiment } from '../model/experiment';
import { sweepQuestion } from '../model/sweep/question';
import { UserError } from '../model/user-error';
import { grouped } from '../model/words';
import type { BegunRun } from '../runs/record';
import type { KeptTraining } from './contract';
import type { RunHost } from './run-host';
import { fromStored, networkSize, toStored } from './stored-run';

/** So often, or as often as costs at most this share of the time. */
const keepMilliseconds = 800;
const keepShare = 0.1;

export class RunKeeping implements KeptTraining {
  readonly #closing = new AbortController();
  #loop: Promise<void> | null = null;
  #isRemoved = false;

  private constructor(
    private readonly host: RunHost,
    private readonly engine: Engine,
    private readonly file: UnfinishedFile,
  ) {}

  /** Gives the run what is there of the same experiment by the same core, where that is further. */
  static async open(
    host: RunHost,
    output: string,
    engine: Engine,
    onNote?: (sentence: string) => void,
  ): Promise<RunKeeping> {
    const path = unfinishedPath(output);
    const { file, runs } = await UnfinishedFile.open(path, runHash(host.experiment, engine));
    const begun = runs[0] === undefined ? null : unpack(runs[0].state, host.experiment, path);
    if (begun !== null && begun.record.step > host.view().step) {
      const { step } = await host.goOn(begun);
      onNote?.(`the run goes on from step ${grouped(step)}, where it was interrupted (${path}).`);
    }
    return new RunKeeping(host, engine, file);
  }

  /** Keeps it from now on, about once in a second. */
  begin(): void {
    this.#loop ??= this.#keepOn();
  }

  /** Stops keeping it. The newest state stays, for a run that was interrupted. */
  async close(): Promise<void> {
    this.#closing.abort();
    await this.#loop;
    if (this.#isRemoved) return;
    await this.#keep();
    await this.file.close();
  }

  /** Stops keeping it, and removes what is kept: the run has come to its end, or its file has it. */
  async remove(): Promise<void> {
    this.#closing.abort();
    await this.#loop;
    this.#isRemoved = true;
    await this.file.remove();
  }

  async #keepOn(): Promise<void> {
    const { signal } = this.#closing;
    let rest = keepMilliseconds;
    while (!signal.aborted) {
      await sleep(rest, undefined, { signal }).catch(() => undefined);
      if (signal.aborted) return;
      const started = performance.now();
      await this.#keep();
      rest = Math.max(keepMilliseconds, (performance.now() - started) / keepShare);
    }
  }

  /** A thread that is gone has nothing to keep; whoever trains is told why. */
  async #keep(): Promise<void> {
    const begun = await this.host.worker.call('save', []).catch(() => null);
    if (begun !== null) this.file.keep({ run: 0, state: pack(begun, this.host, this.engine) });
  }
}

/** All that the numbers of a run depend on. */
function runHash(experiment: Experiment, { build }: Engine): string {
  const { sweep: _, ...question } = sweepQuestion(experiment);
  return createHash('sha256')
    .update(JSON.stringify({ run: question, build }))
    .digest('hex');
}

/** u32 length of a `.saddle` file, little-endian, the file with the run, and the trainer's state. */
function pack({ record, trainer }: BegunRun, host: RunHost, engine: Engine): Uint8Array {
  const { experiment } = host;
  const saddle = encodeSaddle({ experiment, engine, ...packRun(toStored(host, record)) });
  const bytes = new Uint8Array(4 + saddle.length + trainer.length);
  new DataView(bytes.buffer).setUint32(0, saddle.length, true);
  bytes.set(saddle, 4);
  bytes.set(trainer, 4 + saddle.length);
  return bytes;
}

/** Null where it is not whole: the run begins anew then. */
function unpack(bytes: Uint8Array, experiment: Experiment, name: string): BegunRun | null {
  if (bytes.length < 4) return null;
  const end = 4 + new DataView(bytes.buffer, bytes.byteOffset, 4).getUint32(0, true);
  if (end > bytes.length) return null;
  try {
    const { document, warnings } = decodeSaddle(bytes.subarray(4, end), name);
    const unpacked = unpackRun(document, networkSize(experiment), name);
    if (unpacked.record === null || warnings.length + unpacked.warnings.length > 0) return null;
    return { record: fromStored(unpacked.record, experiment), trainer: new Uint8Array(bytes.subarray(end)) };
  } catch (error) {
    if (error instanceof UserError) return null;
    throw error;
  }
}
