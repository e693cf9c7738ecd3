import { createBatchQueue, type BatchQueue } from './batch-queue';
import { repetitionsPerCall } from './call-length';
import { whole } from './check';
import { parameterRates } from './parameter-rates';
import { NOTED_BYTES } from './arena';
import { RULES, settingsOf } from './codes';
import type { Arithmetic, Noted, NotedStep, Problem, Trainer, TrainerOptions } from './contract';
import { streamSeed } from './random-stream';
import { readVector, writeVector, type WorkspaceMemory } from './workspace-memory';

/** The contract's trainer. There is one per workspace; a retired one no longer speaks for the memory and throws. */
export class CoreTrainer implements Trainer {
  private readonly memory: WorkspaceMemory;
  private readonly problem: Problem;
  private readonly queue: BatchQueue;
  private readonly stepsPerCall: number;
  private made = 0;
  private stopped = false;
  private retired = false;

  /** Options and the length of θ are checked by the caller. */
  constructor(
    memory: WorkspaceMemory,
    problem: Problem,
    arithmetic: Arithmetic,
    theta: Float64Array,
    options: TrainerOptions,
  ) {
    const { arena, exports, reals } = memory;
    const { vectors } = arena;
    this.memory = memory;
    this.problem = problem;
    const { rows, rowBytes, capacity } = arena.record;
    exports.defineRecord(rows, rowBytes, capacity, arena.parameterBytes, problem.test ? 1 : 0);
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
    this.queue = createBatchQueue(memory, problem, arithmetic, options.order);
    const samples = options.order.kind === 'full' ? problem.train.count : problem.batchSize;
    this.stepsPerCall = repetitionsPerCall(3 * arena.parameterCount * samples);
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
    const { exports, kernels } = this.memory;
    let done = 0;
    while (done < count && !this.stopped) {
      const steps = Math.min(count - done, this.stepsPerCall, this.queue.ready());
      const made = kernels.train(steps);
      this.queue.used(made);
      done += made;
      this.stopped = exports.hasDiverged() !== 0;
    }
    this.made += done;
    return done;
  }

  advanceNoting(count: number, every: number, level: number | null): Noted {
    this.mustBeCurrent();
    whole(count, 'steps', 0, Number.MAX_SAFE_INTEGER);
    whole(every, 'every', 1, 2 ** 32 - 1);
    const { exports, kernels } = this.memory;
    const rows: NotedStep[] = [];
    let reachedLevel = false;
    for (let left = count; left > 0 && !this.stopped && !reachedLevel && rows.length === 0;) {
      const steps = Math.min(left, this.stepsPerCall, this.queue.ready());
      const made = kernels.trainNoting(steps, every, level ?? NaN);
      this.queue.used(made);
      this.made += made;
      left -= made;
      this.stopped = exports.hasDiverged() !== 0;
      reachedLevel = exports.hasReachedLevel() !== 0;
      for (let row = 0; row < exports.notedRows(); row++) rows.push(this.notedAt(row));
    }
    return { rows, reachedLevel };
  }

  /** Where the accuracy or a test set is not defined, NaN stands in the place of what the core has left there. */
  private notedAt(row: number): NotedStep {
    const { arena, buffer } = this.memory;
    const { rows, rowBytes } = arena.record;
    const at = rows + row * rowBytes;
    const [loss, gradientNorm, accuracy, testLoss, testAccuracy, step] = new Float64Array(buffer, at, 6);
    const { test, accuracy: rule } = this.problem;
    const counted = rule.kind !== 'none';
    return {
      step: step!,
      evaluation: {
        loss: loss!,
        gradientNorm: gradientNorm!,
        accuracy: counted ? accuracy! : NaN,
        testLoss: test ? testLoss! : NaN,
        testAccuracy: counted && test ? testAccuracy! : NaN,
      },
      theta: readVector(this.memory, at + NOTED_BYTES),
    };
  }

  /** Called when another trainer takes over the memory. */
  retire(): void {
    this.retired = true;
  }

  private mustBeCurrent(): void {
    if (this.retired) throw new Error('This trainer was replaced by a later startTraining of its workspace.');
  }
}
