import type { UpdateRuleName } from '../../core/contract';
import { adam } from './adam';
import { exponentiatedGradient } from './exponentiated-gradient';
import { gradientDescent } from './gradient-descent';
import { momentum } from './momentum';
import { multiplicative } from './multiplicative';
import { nesterov } from './nesterov';
import { newton } from './newton';
import { perturbedGradientDescent } from './perturbed-gradient-descent';
import { rmsprop } from './rmsprop';
import type { RuleDefinition } from './rule';
import { saddleFreeNewton } from './saddle-free-newton';

export type { RuleDefinition } from './rule';

/** Every update rule, in menu order, the default first. A new one is one file and one entry here (and its arithmetic in the core). */
export const rules: readonly RuleDefinition[] = [
  gradientDescent,
  momentum,
  nesterov,
  rmsprop,
  adam,
  perturbedGradientDescent,
  newton,
  saddleFreeNewton,
  multiplicative,
  exponentiatedGradient,
];

/** The table's entry of an update rule. */
export function rule(name: UpdateRuleName): RuleDefinition {
  return rules.find((entry) => entry.name === name)!;
}
