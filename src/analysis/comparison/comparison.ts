/** Several runs side by side: the numbers of each, what is set differently, and what is to be seen from it. */
import type { Experiment } from '../../model/experiment';
import type { History } from '../history';
import { differingSettings, type SettingDifference } from './differences';
import { type RunNumbers, runNumbers } from './run-numbers';
import { comparisonSentences } from './sentences';

export type { SettingDifference, SettingValue } from './differences';
export type { RunNumbers } from './run-numbers';

/** A run as it was when it was kept. */
export interface KeptRun {
  readonly id: string;
  /** What a person calls it; no two of a comparison are called the same. */
  readonly label: string;
  /** Its colour and its dashes, see `src/figures/ranks.ts`: they stay while others come and go. */
  readonly rank: number;
  readonly experiment: Experiment;
  readonly parameterCount: number;
  readonly step: number;
  readonly status: 'ready' | 'paused' | 'finished' | 'diverged';
  /** Why it is where it is, in one sentence; may be empty. */
  readonly message: string;
  readonly history: History;
}

/** The same without its experiment, which may hold a whole table of data: what differs is said apart. */
export interface ComparedRun extends Omit<KeptRun, 'experiment'> {
  /** The experiment's name. */
  readonly name: string;
  /** Units of each hidden layer. */
  readonly widths: readonly number[];
  readonly numbers: RunNumbers;
}

export interface Comparison {
  /** In the order in which they were kept. */
  readonly runs: readonly ComparedRun[];
  readonly differences: readonly SettingDifference[];
  /** Most important first; none about a single run. */
  readonly sentences: readonly string[];
  /** How many runs may be kept. */
  readonly most: number;
}

export function compareRuns(kept: readonly KeptRun[], most: number): Comparison {
  const runs = kept.map(({ experiment, ...run }): ComparedRun => ({
    ...run,
    name: experiment.name,
    widths: experiment.network.sizes.slice(1, -1),
    numbers: runNumbers(run.history),
  }));
  const differences = differingSettings(kept.map(({ experiment }) => experiment));
  return { runs, differences, sentences: comparisonSentences(runs, differences), most };
}
