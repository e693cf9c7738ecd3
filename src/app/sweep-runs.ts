import type { Core } from '../core';
import { groupRuns } from '../analysis/sweeps/groups';
import { shortName, shown } from '../model/sweep/labels';
import { SweepPlan } from '../model/sweep/plan';
import { column, runStatuses } from '../model/sweep/row';
import { UserError } from '../model/user-error';
import type { SweepResult, SweepRuns } from './contract';

/** The runs of a group, the first `most` of them. */
export function sweepRuns(result: SweepResult, group: number, most: number, { math }: Core): SweepRuns {
  const plan = new SweepPlan(result.experiment, math);
  const { groups, groupOf, places } = groupRuns(plan);
  if (group >= groups.length)
    throw new UserError(`There are ${groups.length} groups, from 0: there is no group ${group}.`, 'group');
  const width = result.columns.length;
  const own = Array.from(result.numbers, (number, i) => ({ number, at: i * width })).filter(
    ({ number }) => groupOf[number] === group,
  );
  const at = (start: number, name: keyof typeof column) => result.rows[start + column[name]]!;
  return {
    listed: own.slice(0, most).map(({ number, at: start }) => ({
      number,
      label: plan.axes
        .flatMap(({ over, values }, axis) =>
          places.includes(over)
            ? []
            : [`${shortName(over)} ${shown(values[plan.coordinates(number)[axis]!]!)}`],
        )
        .join(', '),
      status: runStatuses[at(start, 'status')]!,
      steps: at(start, 'steps'),
      escapeStep: at(start, 'escape_step'),
      finalLoss: at(start, 'final_loss'),
    })),
    more: Math.max(0, own.length - most),
  };
}
