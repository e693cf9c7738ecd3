import type { Precision, Summation } from '../../core/contract';
import { UserError } from '../../model/user-error';
import { microscope, type RoundOffRow, twinsAt } from '../round-off/microscope';
import { roundOffSentences } from '../round-off/words';
import type { TwinClasses } from '../twins';
import { pointFields, studiedPoint, type StudiedPoint } from './point';
import { defineStudy, type StudiedRun } from './study';

const precisions: readonly Precision[] = ['f64', 'f32'];
const summations: readonly Summation[] = ['naive', 'pairwise', 'kahan', 'permuted'];

export interface RoundOffReport {
  readonly at: StudiedPoint['at'];
  readonly step: number | null;
  /** Hidden layers with twins at the start. */
  readonly twins: readonly TwinClasses[];
  readonly steps: number;
  readonly seed: number;
  /** One per precision and way of adding. */
  readonly rows: readonly RoundOffRow[];
  readonly sentences: readonly string[];
}

const stepsOf = ({ experiment }: StudiedRun, watched: number): number =>
  watched > 0 ? watched : Math.min(10_000, Math.max(1, experiment.training.steps));

/** The same run with sums taken in four ways in both precisions: what round-off alone does to units that are equal. */
export const roundOff = defineStudy({
  name: 'round-off',
  label: 'Round-off',
  summary:
    'The same run with sums taken in four ways: whether round-off alone breaks a tie between equal units.',
  fields: {
    ...pointFields,
    at: { ...pointFields.at, default: 'init' },
    watched: {
      kind: 'number',
      label: 'Steps',
      help: 'How many steps are watched; 0 = as many as the experiment trains, at most 10,000.',
      default: 0,
      min: 0,
      max: 1_000_000,
      integer: true,
      scale: 'log',
    },
    orderSeed: {
      kind: 'number',
      label: 'Order seed',
      help: 'Of the orders in which units add their terms.',
      default: 0,
      min: 0,
      max: Number.MAX_SAFE_INTEGER,
      integer: true,
    },
  },
  plan(run, settings) {
    const { theta } = studiedPoint(run, settings);
    if (twinsAt(run.problem.network, theta).length === 0)
      throw new UserError(
        'No two units of a hidden layer are equal at this point, so there is no tie to break: start from equal units, e.g. with all weights 0.5 (xor-equal-units).',
        'at',
      );
    return precisions.flatMap((precision) => summations.map((summation) => ({ precision, summation })));
  },
  work(run, settings, part): RoundOffRow {
    const { theta } = studiedPoint(run, settings);
    return microscope(run, theta, {
      ...part,
      steps: stepsOf(run, settings.watched),
      seed: settings.orderSeed,
    });
  },
  join(run, settings, rows): RoundOffReport {
    const { at, step, theta } = studiedPoint(run, settings);
    const twins = twinsAt(run.problem.network, theta);
    return {
      at,
      step,
      twins,
      steps: stepsOf(run, settings.watched),
      seed: settings.orderSeed,
      rows,
      sentences: roundOffSentences(twins, rows, run.trainer.order.kind === 'full'),
    };
  },
});
