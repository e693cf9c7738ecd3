import { z } from 'zod';
import type { Definition, Field } from './fields';

/** A whole number; its message tells `problems.ts` that a wrong type should have been one, which zod's issue does not. */
export const wholeNumber = () => z.int({ error: 'a whole number' });

/** The zod schema of one field, with its default. */
export function fieldSchema(field: Field): z.ZodType {
  return bare(field)
    .default(field.default as never)
    .meta({ title: field.label, description: field.help });
}

function bare(field: Field): z.ZodType {
  switch (field.kind) {
    case 'number': {
      let schema: z.ZodNumber = field.integer ? wholeNumber() : z.number();
      if (field.min !== undefined) schema = field.exclusiveMin ? schema.gt(field.min) : schema.min(field.min);
      if (field.max !== undefined) schema = field.exclusiveMax ? schema.lt(field.max) : schema.max(field.max);
      return schema;
    }
    case 'choice':
      return z.enum(field.choices.map((choice) => choice.value));
    case 'flag':
      return z.boolean();
    case 'text':
      return z.string().max(field.maxLength);
    case 'numbers':
      return z.array(z.number()).max(field.maxItems);
    case 'names':
      return z.array(z.string().max(1024)).max(field.maxItems);
  }
}

/** The strict object of a definition: its name and its settings (all of which have defaults), and `extra` keys where the place has some. */
export function definitionSchema(definition: Definition, extra: z.ZodRawShape = {}) {
  const fields = Object.entries(definition.fields).map(([key, field]) => [key, fieldSchema(field)] as const);
  return z
    .strictObject({ name: z.literal(definition.name), ...Object.fromEntries(fields), ...extra })
    .meta({ title: definition.label, description: definition.summary });
}

/** A choice with some of its settings, as written. */
export interface WrittenChoice {
  readonly name: string;
  readonly [setting: string]: unknown;
}

/** What a person may write for a choice from a table: its name alone, or an object with the name and some of its settings. */
export function namedSchema(definitions: readonly Definition[], extra: z.ZodRawShape = {}) {
  const objects = definitions.map((definition) => definitionSchema(definition, extra));
  return z.union([
    z
      .enum(definitions.map((definition) => definition.name))
      .meta({ title: 'Name', description: 'The name alone: all settings at their defaults.' }),
    // The table decides at run time which settings there are; to the compiler they are unknown.
    z.discriminatedUnion('name', objects as never) as unknown as z.ZodType<WrittenChoice, WrittenChoice>,
  ]);
}
