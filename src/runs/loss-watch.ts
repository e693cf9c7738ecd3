import type { SweepSpec } from '../model/sweep/spec';

/** What is known of a run's losses so far; NaN where there is none. */
export interface SeenLosses {
  readonly firstLoss: number;
  readonly bestLoss: number;
  readonly bestStep: number;
  readonly escapeStep: number;
}

/** Below this loss a run has escaped; NaN where the first loss has nothing to lose. The definition of the escape study and of comparisons. */
export function escapeLevel({ escapeShare }: Pick<SweepSpec, 'escapeShare'>, firstLoss: number): number {
  return firstLoss > 0 ? (1 - escapeShare) * firstLoss : NaN;
}

/** Follows the losses of one run. */
export class LossWatch implements SeenLosses {
  readonly firstLoss: number;
  bestLoss: number;
  bestStep: number;
  escapeStep: number;

  constructor(
    private readonly level: number,
    { firstLoss, bestLoss, bestStep, escapeStep }: SeenLosses,
  ) {
    this.firstLoss = firstLoss;
    this.bestLoss = bestLoss;
    this.bestStep = bestStep;
    this.escapeStep = escapeStep;
  }

  /** Of a run at its start. */
  static from(sweep: Pick<SweepSpec, 'escapeShare'>, firstLoss: number): LossWatch {
    const watch = new LossWatch(escapeLevel(sweep, firstLoss), {
      firstLoss,
      bestLoss: NaN,
      bestStep: NaN,
      escapeStep: NaN,
    });
    watch.see(0, firstLoss);
    return watch;
  }

  see(step: number, loss: number): void {
    if (Number.isFinite(loss) && !(loss >= this.bestLoss)) {
      this.bestLoss = loss;
      this.bestStep = step;
    }
    if (loss < this.level && Number.isNaN(this.escapeStep)) this.escapeStep = step;
  }
}
