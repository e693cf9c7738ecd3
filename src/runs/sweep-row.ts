import type { Evaluation } from '../core/contract';
import { effectiveWidths } from '../analysis/twins';
import type { Experiment } from '../model/experiment';
import { column, firstWidth, runStatuses, type SweepStatus } from '../model/sweep/row';
import type { SweepSpec } from '../model/sweep/spec';
import type { SeenLosses } from './loss-watch';

/** Where a run ended. */
export interface RunEnd {
  readonly status: SweepStatus;
  readonly steps: number;
  /** The last point whose numbers were finite. */
  readonly theta: Float64Array;
  readonly evaluation: Evaluation;
}

/** Writes the rows of runs of one network. */
export class RowWriter {
  readonly #widths: ReturnType<typeof effectiveWidths>;
  readonly #layers: number;

  constructor(
    { network }: Pick<Experiment, 'network'>,
    private readonly sweep: Pick<SweepSpec, 'solvedBelow'>,
  ) {
    this.#widths = effectiveWidths(network);
    this.#layers = network.sizes.length - 2;
  }

  /** @param row filled from its first number on; columns of layers that this network does not have are NaN */
  write(row: Float64Array, watch: SeenLosses, { status, steps, theta, evaluation }: RunEnd): void {
    const { loss, gradientNorm, accuracy, testLoss, testAccuracy } = evaluation;
    row[column.status] = runStatuses.indexOf(status);
    row[column.steps] = steps;
    row[column.first_loss] = watch.firstLoss;
    row[column.final_loss] = loss;
    row[column.best_loss] = watch.bestLoss;
    row[column.best_step] = watch.bestStep;
    row[column.gradient_norm] = gradientNorm;
    row[column.accuracy] = accuracy;
    row[column.test_loss] = testLoss;
    row[column.test_accuracy] = testAccuracy;
    row[column.escape_step] = watch.escapeStep;
    row[column.solved] = status !== 'diverged' && loss <= this.sweep.solvedBelow ? 1 : 0;
    this.#widths(theta, row, firstWidth);
    row.fill(NaN, firstWidth + this.#layers);
  }
}
