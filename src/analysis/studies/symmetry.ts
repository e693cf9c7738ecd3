import { type TwinClasses, twinClasses } from '../twins';
import { defineWholeStudy } from './study';

/** Twin units and effective width at every checkpoint of a run. */
export interface SymmetryReport {
  /** Steps of the checkpoints, ascending. */
  readonly steps: Float64Array;
  /** Per checkpoint and hidden layer: the classes of twin units. */
  readonly twins: readonly (readonly TwinClasses[])[];
}

export const symmetry = defineWholeStudy({
  name: 'symmetry',
  label: 'Symmetry',
  summary: 'Which units are twins, bit for bit, at every checkpoint.',
  fields: {},
  run({ problem, record, progress, checkCancelled }): SymmetryReport {
    const twins = record.checkpoints.map((theta, index) => {
      checkCancelled();
      progress(index / record.checkpoints.length);
      return twinClasses(problem.network, theta);
    });
    return { steps: record.checkpointSteps.slice(), twins };
  },
});
