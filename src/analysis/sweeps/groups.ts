import { brief, shortName } from '../../model/sweep/labels';
import { seedPlaces } from '../../model/sweep/plain-places';
import type { SweepPlan } from '../../model/sweep/plan';
import type { SweepValue } from '../../model/sweep/spec';

/** Runs that differ by seeds only. */
export interface RunGroup {
  /** The value of each axis that is no seed. */
  readonly values: readonly SweepValue[];
  /** E.g. `rate 0.1, width 3`; `all runs` where only seeds are varied. */
  readonly label: string;
}

export interface Grouping {
  /** Places of the axes that are no seeds. */
  readonly places: readonly string[];
  /** In the order of their first runs. */
  readonly groups: readonly RunGroup[];
  /** Per run, the position of its group. */
  readonly groupOf: Uint32Array;
}

export function groupRuns(plan: SweepPlan): Grouping {
  const told = plan.axes.flatMap(({ over }, axis) => (seedPlaces.includes(over) ? [] : [axis]));
  if (told.length === 0)
    return { places: [], groups: [{ values: [], label: 'all runs' }], groupOf: new Uint32Array(plan.runs) };
  const places = told.map((axis) => plan.axes[axis]!.over);
  const groups: RunGroup[] = [];
  const positions = new Map<string, number>();
  const groupOf = Uint32Array.from({ length: plan.runs }, (_, run) => {
    const at = plan.coordinates(run);
    const values = told.map((axis) => plan.axes[axis]!.values[at[axis]!]!);
    const key = JSON.stringify(values);
    let position = positions.get(key);
    if (position === undefined) {
      position = groups.length;
      positions.set(key, position);
      groups.push({ values, label: labelOf(places, values) });
    }
    return position;
  });
  return { places, groups, groupOf };
}

function labelOf(places: readonly string[], values: readonly SweepValue[]): string {
  return places.map((place, i) => `${shortName(place)} ${brief(values[i]!)}`).join(', ');
}
