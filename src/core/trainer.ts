import { createBatchQueue, type BatchQueue } from './batch-queue';
import { repetitionsPerCall } from './call-length';
import { whole } from './check';
import { parameterRates } from './parameter-rates';
import { RULES, settingsOf } from './codes';
import type { Arithmetic, Problem, Trainer, TrainerOptions } from './contract';
import { streamSeed } from './random-stream';
import { readVector, writeVector, type WorkspaceMemory } from './workspace-memory';

/** The contract's trainer. There is one per workspace; a retired one no longer speaks for the memory and throws. */
export class CoreTrainer implements Trainer {
  private readonly memory: WorkspaceMemory;
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

  /** Called when another trainer takes over the memory. */
  retire(): void {
    this.retired = true;
  }

  private mustBeCurrent(): void {
    if (this.retired) throw new Error('This trainer was replaced by a later startTraining of its workspace.');
  }
}
