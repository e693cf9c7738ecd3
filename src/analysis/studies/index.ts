import type { Definition, Fields, ValuesOf } from '../../model/fields';
import { UserError } from '../../model/user-error';
import { line } from './line';
import { criticalPoints } from './critical-points';
import { saddleToSaddle } from './saddle-to-saddle';
import type { Study } from './study';
import { order } from './order';
import { spectrum } from './spectrum';
import { escape } from './escape';
import { roundOff } from './round-off';
import { symmetry } from './symmetry';

/** Every study by its name, in menu order. A new one is one file and one entry here. */
export const studies = {
  spectrum,
  order,
  symmetry,
  escape,
  line,
  'round-off': roundOff,
  'critical-points': criticalPoints,
  'saddle-to-saddle': saddleToSaddle,
};

export type StudyName = keyof typeof studies;

type Table = typeof studies;
type FieldsOf<N extends StudyName> = Table[N]['fields'];
/** What may be written for a study; everything has a default. */
export type StudySettings<N extends StudyName> = Partial<ValuesOf<FieldsOf<N>>>;
export type StudyResult<N extends StudyName> = ReturnType<Table[N]['join']>;

/** A study as the threads handle it, whatever its types. */
export type AnyStudy = Study<Fields, unknown, unknown, unknown>;

/** The table's entry of a study. Throws `UserError` for a name that it does not have. */
export function studyNamed(name: string): AnyStudy {
  if (!Object.hasOwn(studies, name))
    throw new UserError(
      `there is no study "${name}"; possible: ${Object.keys(studies).join(', ')}.`,
      'study',
    );
  return studies[name as StudyName] as unknown as AnyStudy;
}

/** Names, labels and fields of all studies, for menus, forms and help. */
export const studyDefinitions: readonly Definition[] = Object.values(studies).map(
  ({ name, label, summary, fields }: Definition) => ({ name, label, summary, fields }),
);
