import type { PointName } from '../../model/experiment';
import type { OrderAnswer } from '../order/answer';
import { saddleOrder } from '../order/saddle-order';
import { type OrderFinding, orderFindings } from '../order/words';
import { pointFields, studiedPoint } from './point';
import { defineWholeStudy } from './study';

/** The saddle order of a point, with what proves it and in words. */
export interface OrderReport extends OrderAnswer {
  readonly at: PointName | 'given';
  /** Null where it is not a point of the run. */
  readonly step: number | null;
  readonly theta: Float64Array;
  /** The verdict first. */
  readonly findings: readonly OrderFinding[];
}

export const order = defineWholeStudy({
  name: 'order',
  label: 'Saddle order',
  summary: 'At which order of its Taylor series the loss falls from a point, and along which direction.',
  fields: {
    ...pointFields,
    highest: {
      kind: 'number',
      label: 'Highest order',
      help: 'The order up to which a descent is looked for.',
      default: 8,
      min: 3,
      max: 12,
      integer: true,
    },
    starts: {
      kind: 'number',
      label: 'Starts',
      help: 'Directions from which the search starts.',
      default: 24,
      min: 1,
      max: 10_000,
      integer: true,
    },
    searchSeed: {
      kind: 'number',
      label: 'Seed',
      help: 'Seed of those directions.',
      default: 1,
      min: 0,
      max: 2 ** 32 - 1,
      integer: true,
    },
    budget: {
      kind: 'number',
      label: 'Budget',
      help: 'Most Taylor series that the search may compute.',
      default: 200_000,
      min: 1,
      max: 1e9,
      integer: true,
      scale: 'log',
    },
    tolerance: {
      kind: 'number',
      label: 'Gradient tolerance',
      help: 'A gradient norm up to this counts as 0 (and up to what rounding alone can make of 0).',
      default: 1e-10,
      min: 0,
      max: 1,
      scale: 'log',
    },
    constant: {
      kind: 'flag',
      label: 'Leading constant',
      help: 'Leave out the constant C of the fall by C·ρᵏ at distance ρ, which takes most of the time.',
      default: true,
    },
  },
  run(run, settings): OrderReport {
    const { at, step, theta } = studiedPoint(run, settings);
    const { searchSeed: seed } = settings;
    const answer = saddleOrder(run.core, run.problem, theta, { ...settings, seed }, (share) => {
      run.checkCancelled();
      run.progress(share);
    });
    return { at, step, theta, ...answer, findings: orderFindings(answer) };
  },
});
