import type { UpdateRule, UpdateRuleName } from '../../core/contract';
import type { Definition, Field, Fields } from '../fields';

type RuleOf<N extends UpdateRuleName> = Extract<UpdateRule, { readonly name: N }>;

/** An update rule: one file of this folder and one entry of the table in `index.ts`. Its arithmetic is the core's. */
export interface RuleDefinition<N extends UpdateRuleName = UpdateRuleName> extends Definition<Fields> {
  readonly name: N;
  /** θ parameters, g gradient, η learning rate. */
  readonly formula: string;
  readonly fields: Readonly<Record<Exclude<keyof RuleOf<N>, 'name'>, Field>>;
}

/** Checks that the fields are exactly the settings the core's rule takes. */
export function defineRule<N extends UpdateRuleName>(definition: RuleDefinition<N>): RuleDefinition<N> {
  return definition;
}
