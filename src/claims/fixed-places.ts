/** What a statement itself fixes in a row of its table: another value there always makes it a row of some other statement. */
import type { Experiment } from '../model/experiment';
import type { ClaimPart } from './claim';
import { settingsOf } from './settings';

const push = 'initialisation.perturbation.size';
/** Pushes that are no one's own. */
const probes = [1e-3, 0.37, 1.3];

/** Places of the document, as errors name them. @param settings of the row */
export function fixedPlaces(
  { select }: ClaimPart,
  settings: Readonly<Record<string, string>>,
  document: Experiment,
): string[] {
  if (!select) return [];
  const before = settingsOf(document);
  const stays = probes.some((size) => {
    const { initialisation } = document;
    const perturbation = { ...initialisation.perturbation, size };
    const after = settingsOf({ ...document, initialisation: { ...initialisation, perturbation } });
    const changed = Object.keys(after).filter(
      (key) => after[key] !== before[key] && settings[key] === before[key],
    );
    return select({ ...settings, ...Object.fromEntries(changed.map((key) => [key, after[key]!])) });
  });
  return stays ? [] : [push];
}
