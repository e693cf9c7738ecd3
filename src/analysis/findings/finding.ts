import type { Workspace } from '../../core/contract';
import type { Experiment } from '../../model/experiment';
import type { PointReport } from '../point-report';

export interface Finding {
  /** Stable, for tests and styling. */
  readonly key: 'gradient' | 'why' | 'twins' | 'movement' | 'loss' | 'kink' | 'curvature-jump';
  /** The finding as one short sentence. */
  readonly headline: string;
  /** The reason with the numbers plugged in; may be empty. */
  readonly detail: string;
}

/** What of the experiment's training decides whether the run, and not only gradient descent, can leave a point. */
export type Training = Pick<Experiment['training'], 'rule' | 'batch' | 'dropout'>;

/** A point's measurements, from which its findings are worded. */
export type Facts = Omit<PointReport, 'findings'> & {
  readonly workspace: Workspace;
  readonly initial: Float64Array;
  readonly training: Training;
};
