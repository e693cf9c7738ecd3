import { parseExperiment } from '../schema';
import { UserError } from '../user-error';
import { shown } from './labels';
import { fitsPlain } from './plain-places';
import { withValueAt } from './places';
import type { PlannedAxis, SweepPlan } from './plan';

/**
 * Makes sure that every point of a sweep is an experiment, before anything runs.
 * @throws UserError one sentence that names the axis and the value, or all values of the point where none alone is at fault
 */
export function checkPoints(plan: SweepPlan): void {
  refuseRepeated(plan);
  plan.axes.forEach(({ over, values }, axis) => {
    if (plan.isPlainAxis(axis))
      values.forEach((value, index) => {
        if (!fitsPlain(over, value)) checkAlone(plan, axis, index);
      });
  });
  const seen = new Set<string>();
  for (let run = 0; run < plan.runs; run++) {
    const cell = plan.cellOf(run);
    if (seen.has(cell)) continue;
    seen.add(cell);
    checkCell(plan, run);
  }
}

/** A run that stood there twice would count as two samples: of an axis no value may repeat another, and where axes are zipped, no point. */
function refuseRepeated({ axes, sweep }: SweepPlan): void {
  const zipped = sweep.combine === 'zip';
  const together = zipped ? [axes] : axes.map((axis) => [axis]);
  together.forEach((group, number) => {
    if (group.some(({ values }) => alwaysOnward(values))) return;
    const seen = new Map<string, number>();
    for (let i = 0; i < (group[0]?.values.length ?? 0); i++) {
      const point = JSON.stringify(group.map(({ values }) => values[i]));
      const earlier = seen.get(point);
      seen.set(point, i);
      if (earlier === undefined) continue;
      const words = group.map(({ over, values }) => `${over} = ${shown(values[i]!)}`).join(', ');
      throw new UserError(
        `${zipped ? 'sweep.axes' : `sweep.axes[${number}]`}: ${words} stands there twice (values ${earlier} and ${i}, from 0), and the same run would count as two: give each value once.`,
        zipped ? 'sweep.axes' : `sweep.axes[${number}]`,
      );
    }
  });
}

/** Numbers that only grow or only fall, as those of a range do: none can be there twice, which a million of them need not be compared for. */
function alwaysOnward(values: PlannedAxis['values']): boolean {
  const up = values.every((value, i) => i === 0 || (values[i - 1] as number) < (value as number));
  const down = () => values.every((value, i) => i === 0 || (values[i - 1] as number) > (value as number));
  return values.every((value) => typeof value === 'number') && (up || down());
}

function checkCell(plan: SweepPlan, run: number): void {
  const at = plan.coordinates(run);
  try {
    plan.cellAt(at);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    plan.axes.forEach((_, axis) => checkAlone(plan, axis, at[axis]!));
    const point = plan.axes.map(({ over, values }, axis) => `${over} = ${shown(values[at[axis]!]!)}`);
    throw new UserError(`sweep: the point ${point.join(', ')} is no experiment: ${error.message}`, 'sweep');
  }
}

/** Throws where a value does not fit even if all else is as in the experiment. */
function checkAlone(plan: SweepPlan, axis: number, index: number): void {
  const { over, values } = plan.axes[axis]!;
  const value = values[index]!;
  try {
    parseExperiment(withValueAt(plan.base, over, value));
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    throw new UserError(
      `sweep.axes[${axis}], ${over} = ${shown(value)}: ${error.message}`,
      `sweep.axes[${axis}]`,
    );
  }
}
