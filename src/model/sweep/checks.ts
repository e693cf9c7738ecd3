import type { Experiment } from '../experiment';
import type { Problem } from '../problems';
import { UserError } from '../user-error';
import { grouped } from '../words';
import { fullPlace, holds, withValueAt } from './places';
import { axisLength, runCount, sweepLimits } from './spec';

/** Parts of the document on which no run depends. */
const fixedPlaces = ['saddlescope', 'name', 'notes', 'landscape', 'predictions', 'sweep'];

/** What is wrong with the sweep of a complete experiment before any point of it is made. */
export function sweepProblems(experiment: Experiment): Problem[] {
  const { sweep } = experiment;
  if (sweep === undefined) return [];
  const problems: Problem[] = [];
  const add = (place: string, text: string) => problems.push({ place, text: `${place} ${text}` });
  sweep.axes.forEach(({ over }, index) => {
    const place = `sweep.axes[${index}].over`;
    if (fixedPlaces.some((fixed) => holds(fixed, over)))
      add(
        place,
        `is ${over}, on which no run depends: vary the network, data, loss, initialisation or training`,
      );
    else if (!exists(experiment, over))
      add(place, `is ${over}, but the experiment has no such place: write one such as training.rule.rate`);
    sweep.axes.slice(0, index).forEach((earlier, before) => {
      if (holds(over, earlier.over))
        add(
          place,
          over === earlier.over
            ? `is ${over}, as is that of axis ${before}: name each place once`
            : `is ${over}, which would overwrite axis ${before} (${earlier.over}): list it first`,
        );
    });
  });
  const lengths = sweep.axes.map(axisLength);
  if (sweep.combine === 'zip' && lengths.some((length) => length !== lengths[0]))
    add('sweep.axes', `have ${lengths.join(', ')} values but are zipped: give all of them equally many`);
  const runs = runCount(sweep);
  if (runs > sweepLimits.runs)
    add(
      'sweep',
      `has ${lengths.map(grouped).join(' × ')} = ${grouped(runs)} runs; at most ${grouped(sweepLimits.runs)} are possible: shorten an axis`,
    );
  return problems;
}

function exists(experiment: Experiment, over: string): boolean {
  try {
    // An earlier axis may make the place: training.rule=momentum, then training.rule.momentum.
    if (experiment.sweep!.axes.some((axis) => axis.over !== over && holds(axis.over, over))) return true;
    withValueAt(experiment, fullPlace(over), null);
    return true;
  } catch (error) {
    if (error instanceof UserError) return false;
    throw error;
  }
}
