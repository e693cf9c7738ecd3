import type { Experiment } from '../experiment';
import { parseExperiment } from '../schema';
import { UserError } from '../user-error';
import { andFromZero } from './and-from-zero';
import { circlesEqualUnits } from './circles-equal-units';
import { irisFromZero } from './iris-from-zero';
import { irisRandom } from './iris-random';
import { linearModeByMode } from './linear-mode-by-mode';
import { outputLayerZero } from './output-layer-zero';
import { sineFromSmall } from './sine-from-small';
import type { ExperimentTemplate } from './template';
import { xorEqualUnits } from './xor-equal-units';
import { xorFromZero } from './xor-from-zero';
import { xorPushed } from './xor-pushed';

export type { ExperimentTemplate } from './template';

/** Every built-in experiment, in menu order, the default first. A new one is one file and one entry here. */
export const templates: readonly ExperimentTemplate[] = [
  xorFromZero,
  xorPushed,
  xorEqualUnits,
  circlesEqualUnits,
  andFromZero,
  outputLayerZero,
  irisFromZero,
  irisRandom,
  sineFromSmall,
  linearModeByMode,
];

/** A built-in experiment, complete. Throws `UserError` for an unknown name. */
export function templateExperiment(name: string): Experiment {
  const found = templates.find((entry) => entry.name === name);
  if (!found)
    throw new UserError(
      `there is no built-in experiment "${name}": choose one of ${templates.map((entry) => entry.name).join(', ')}.`,
      name,
    );
  return parseExperiment({ name: found.title, ...found.document });
}
