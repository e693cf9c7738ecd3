import { z } from 'zod';
import type { Definition, Fields, ValuesOf } from '../../model/fields';
import { fieldSchema } from '../../model/field-schema';
import { problemsError, schemaProblems } from '../../model/problems';

/**
 * The settings of a study with the defaults filled in.
 * @throws UserError one sentence with the place (`escape.members`), what was found there and what is possible
 */
export function studySettings<T extends Fields>(study: Definition<T>, written: unknown): ValuesOf<T> {
  const fields = Object.entries(study.fields).map(([key, field]) => [key, fieldSchema(field)] as const);
  const schema = z.strictObject({ [study.name]: z.strictObject(Object.fromEntries(fields)) });
  const document = { [study.name]: written };
  const read = schema.safeParse(document);
  if (!read.success) throw problemsError(schemaProblems(read.error.issues, document, schema));
  return read.data[study.name] as ValuesOf<T>;
}
