import type { Experiment } from '../../model/experiment';
import { differingSettings } from './differences';

/** Longest label, in UTF-16 units. */
export const longestLabel = 120;

interface Labelled {
  readonly label: string;
  readonly experiment: Experiment;
  readonly step: number;
}

/**
 * What a run is called when nobody says: by its name, and where that is taken, by what tells it from the run of that name (one or two settings, or the step).
 * @param name what it is called by itself
 */
export function labelFor(run: Omit<Labelled, 'label'>, name: string, others: readonly Labelled[]): string {
  const taken = new Set(others.map(({ label }) => label));
  const base = name.trim().slice(0, longestLabel - 40) || 'Run';
  if (!taken.has(base)) return base;
  const told = [
    base,
    tellingApart(
      run,
      others.find(({ label }) => label === base)!,
    ),
  ]
    .filter(Boolean)
    .join(', ')
    .slice(0, longestLabel - 6);
  if (!taken.has(told)) return told;
  let again = 2;
  while (taken.has(`${told} (${again})`)) again++;
  return `${told} (${again})`;
}

function tellingApart(run: Omit<Labelled, 'label'>, other: Labelled): string {
  const differences = differingSettings([other.experiment, run.experiment]);
  if (differences.length > 2) return '';
  if (differences.length === 0)
    return run.step === other.step ? '' : `step ${run.step.toLocaleString('en-GB')}`;
  return differences
    .map(({ place, values }) => `${place.split('.').slice(-2).join('.')} ${values[1] ?? 'none'}`)
    .join(', ');
}
