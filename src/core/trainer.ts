import { createBatchQueue, type BatchQueue } from './batch-queue';
import { repetitionsPerCall } from './call-length';
import { checkRecording, whole } from './check';
import { parameterRates } from './parameter-rates';
import { RULES, settingsOf } from './codes';
import type {
  Arithmetic,
  Problem,
  RecordingOptions,
  Trainer,
  TrainerOptions,
  TrainingNote,
} from './contract';
import { UserError } from '../model/user-error';
import { streamSeed } from './random-stream';
import { RecordRing } from './record-ring';
import { restoreState, saveState } from './trainer-state';
import { readVector, writeVector, type WorkspaceMemory } from './workspace-memory';

/** The core counts in 32 bits. */
const MOST_STEPS = 2 ** 32 - 1;

/** The contract's trainer. There is one per workspace; a retired one no longer speaks for the memory and throws. */
export class CoreTrainer implements Trainer {
  private readonly memory: WorkspaceMemory;
  private readonly queue: BatchQueue;
  private readonly ring: RecordRing;
  /** Multiply-adds of a step, and of the evaluation of a point. */
  private readonly stepWork: number;
  private readonly pointWork: number;
  private made = 0;
  private stopped = false;
  private retired = false;

  /**
   * Options and the length of θ are checked by the caller.
   * @param state what another one has saved; θ counts for nothing then
   */
  constructor(
    memory: WorkspaceMemory,
    problem: Problem,
    arithmetic: Arithmetic,
    theta: Float64Array,
    options: TrainerOptions,
    state: Uint8Array | null,
  ) {
    const { arena, exports, reals } = memory;
    const { vectors } = arena;
    this.memory = memory;
    writeVector(memory, vectors.theta, theta);
    for (const moment of [vectors.firstMoment, vectors.secondMoment]) {
      const start = moment / arena.realBytes;
      reals.fill(0, start, start + arena.parameterBytes / arena.realBytes);
    }
    exports.defineTrainer(vectors.theta, vectors.gradient, vectors.firstMoment, vectors.secondMoment);
    exports.defineRule(RULES.indexOf(options.rule.name), options.rule.rate, ...settingsOf(options.rule));
    exports.defineNoise(arena.randomState, arena.ball, streamSeed(options.noiseSeed, 'noise'));
    exports.seedDropout(arena.dropoutState, streamSeed(options.noiseSeed, 'dropout'));
    exports.defineRates(options.rateFactors ? vectors.rates : 0);
    if (options.rateFactors) {
      writeVector(memory, vectors.rates, parameterRates(problem, options.rule.rate, options.rateFactors));
    }
    exports.clearDivergence();
    if (state !== null) this.made = restoreState(memory, state);
    this.queue = createBatchQueue(memory, problem, arithmetic, options.order, this.made);
    const samples = options.order.kind === 'full' ? problem.train.count : problem.batchSize;
    this.ring = new RecordRing(memory);
    this.stepWork = 3 * arena.parameterCount * samples;
    this.pointWork = arena.parameterCount * (3 * problem.train.count + (problem.test?.count ?? 0));
  }

  get step(): number {
    return this.made;
  }

  get diverged(): boolean {
    return this.stopped;
  }

  theta(): Float64Array {
    this.mustBeCurrent();
    return readVector(this.memory, this.memory.arena.vectors.theta);
  }

  advance(count: number): number {
    this.mustBeCurrent();
    whole(count, 'steps', 0, Number.MAX_SAFE_INTEGER);
    const { kernels } = this.memory;
    const perCall = repetitionsPerCall(this.stepWork);
    const start = this.made;
    const end = start + count;
    while (this.made < end && !this.stopped) this.account(kernels.train(this.atOnce(end, perCall)));
    return this.made - start;
  }

  advanceRecording(count: number, options: RecordingOptions, note: (note: TrainingNote) => void): number {
    this.mustBeCurrent();
    whole(count, 'steps', 0, Number.MAX_SAFE_INTEGER);
    checkRecording(options);
    const { kernels } = this.memory;
    const { every } = options;
    // No loss is below NaN.
    const stopBelow = options.stopBelow ?? NaN;
    const looks = options.stopBelow === null ? 1 / every : 1;
    const perCall = repetitionsPerCall(this.stepWork + looks * this.pointWork);
    const start = this.made;
    const end = start + count;
    let noted = start;
    let low = false;
    while (this.made < end && !this.stopped && !low) {
      const from = this.made;
      const untilNext = Math.min(every - (from % every), MOST_STEPS);
      const steps = this.atOnce(end, perCall);
      this.account(kernels.trainRecording(steps, untilNext, Math.min(every, MOST_STEPS), stopBelow));
      for (let row = 0, rows = this.ring.rows; row < rows; row++) {
        const point = this.ring.read(row, from);
        low = point.loss <= stopBelow;
        // A call's last row may stand where training merely goes on in the next call.
        const wanted = point.step % every === 0 || low || this.stopped || this.made === end;
        if (!wanted || point.step === noted) continue;
        noted = point.step;
        note(point);
      }
    }
    return this.made - start;
  }

  save(): Uint8Array {
    this.mustBeCurrent();
    if (this.stopped) throw new UserError('A training that has diverged has no next step.', 'state');
    return saveState(this.memory, this.made);
  }

  /** Called when another trainer takes over the memory. */
  retire(): void {
    this.retired = true;
  }

  /** Steps for one call into the core. */
  private atOnce(end: number, perCall: number): number {
    return Math.min(end - this.made, perCall, this.queue.ready());
  }

  /** Takes account of steps that the core has made. */
  private account(made: number): void {
    this.queue.used(made);
    this.made += made;
    this.stopped = this.memory.exports.hasDiverged() !== 0;
  }

  private mustBeCurrent(): void {
    if (this.retired) throw new Error('This trainer was replaced by a later startTraining of its workspace.');
  }
}
