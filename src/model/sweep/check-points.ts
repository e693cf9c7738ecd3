import { parseExperiment } from '../schema';
import { UserError } from '../user-error';
import { shown } from './labels';
import { fitsPlain } from './plain-places';
import { withValueAt } from './places';
import type { SweepPlan } from './plan';

/**
 * Makes sure that every point of a sweep is an experiment, before anything runs.
 * @throws UserError one sentence that names the axis and the value, or all values of the point where none alone is at fault
 */
export function checkPoints(plan: SweepPlan): void {
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
