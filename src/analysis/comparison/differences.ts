import type { Experiment } from '../../model/experiment';
import { settingLeaves, type SettingValue } from './setting-leaves';

export type { SettingValue } from './setting-leaves';

/** A setting that is not the same in all runs. */
export interface SettingDifference {
  /** E.g. `initialisation.perturbation.size`. */
  readonly place: string;
  /** One per run; null where the run has no such setting, as gradient descent has no momentum. */
  readonly values: readonly (SettingValue | null)[];
  /** One per run: its value is not the one that most of the runs have. Where no value is more frequent than all others, each stands out. */
  readonly standsOut: readonly boolean[];
}

/** The settings that differ between experiments, in the order of the document; none where there are fewer than two. */
export function differingSettings(experiments: readonly Experiment[]): SettingDifference[] {
  const all = settingLeaves(experiments);
  return placesInOrder(all).flatMap((place) => {
    const values = all.map((leaves) => leaves.get(place) ?? null);
    if (values.every((value) => value === values[0])) return [];
    const common = mostFrequent(values);
    return [{ place, values, standsOut: values.map((value) => value !== common) }];
  });
}

/** All places; one that only some experiments have stands behind the place that it follows there. */
function placesInOrder(all: readonly ReadonlyMap<string, SettingValue>[]): string[] {
  const places: string[] = [];
  for (const leaves of all) {
    let before = -1;
    for (const place of leaves.keys()) {
      const known = places.indexOf(place);
      before = known >= 0 ? known : before + 1;
      if (known < 0) places.splice(before, 0, place);
    }
  }
  return places;
}

/** Undefined where several are. */
function mostFrequent(values: readonly (SettingValue | null)[]): SettingValue | null | undefined {
  const counts = new Map<SettingValue | null, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  const [first, second] = [...counts].sort(([, a], [, b]) => b - a);
  return first === undefined || first[1] === second?.[1] ? undefined : first[0];
}
