import type { StudyResult } from '../../app';

export function symmetryTable({ steps, twins }: StudyResult<'symmetry'>): string[] {
  const last = twins.at(-1) ?? [];
  return last.map(
    ({ layer, width, effectiveWidth }) =>
      `hidden layer ${layer}: effective width ${effectiveWidth} of ${width} at step ${steps.at(-1)}`,
  );
}
