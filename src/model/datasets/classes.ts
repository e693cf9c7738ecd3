import { UserError } from '../user-error';
import type { DatasetShape, TargetCoding } from './dataset';

/** The shape of a classification set whose class is coded as `targets` says. Throws where more than two classes ask for one output. */
export function classShape(
  inputNames: readonly string[],
  classes: readonly string[],
  targets: string,
  count: number,
): DatasetShape {
  if (targets !== 'one-hot' && classes.length !== 2)
    throw new UserError(
      `data.targets is "${targets}" but ${classes.length} classes need "one-hot": set data.targets to "one-hot" or use 2 classes`,
      'data.targets',
    );
  const targetNames = targets === 'one-hot' ? classes : ['class'];
  return { inputNames, targetNames, classes, coding: targets as TargetCoding, count };
}

/** Writes sample `index`'s class into `values`: one column of ±1 or 0/1, or one column per class. */
export function writeClass(
  values: Float64Array,
  index: number,
  label: number,
  classes: number,
  targets: string,
): void {
  if (targets === 'one-hot') values[index * classes + label] = 1;
  else if (targets === 'zero-one') values[index] = label;
  else values[index] = label === 1 ? 1 : -1;
}

/** How many columns `writeClass` fills. */
export function classColumns(classes: number, targets: string): number {
  return targets === 'one-hot' ? classes : 1;
}
