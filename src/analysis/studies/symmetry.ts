import { twinBreaks, type TwinBreak } from '../symmetry/breaking';
import { layerImbalances, type LayerImbalance } from '../symmetry/imbalance';
import { type Orbit, orbitOf } from '../symmetry/orbit';
import { symmetrySentences } from '../symmetry/sentences';
import { type UnitDistances, unitDistances } from '../symmetry/unit-distances';
import { type TwinClasses, twinClasses } from '../twins';
import { pointFields, type StudiedPoint, studiedPoint } from './point';
import { defineWholeStudy } from './study';

/** What symmetry a run has, keeps and loses, and how many points share the function of one of its points. */
export interface SymmetryReport {
  /** The point of `orbit`. */
  readonly at: StudiedPoint['at'];
  readonly step: number | null;
  readonly orbit: Orbit;
  /** Steps of the checkpoints, ascending. */
  readonly steps: Float64Array;
  /** Per checkpoint and hidden layer: the classes of twin units. */
  readonly twins: readonly (readonly TwinClasses[])[];
  /** Number of classes: checkpoints × hidden layers, row-major. */
  readonly effectiveWidth: Float64Array;
  /** Classes of twins that broke, in order of time; empty where none did. */
  readonly breaks: readonly TwinBreak[];
  /** Per hidden layer of at least two units. */
  readonly distances: readonly UnitDistances[];
  /** Per hidden layer, at the checkpoints of `steps`. */
  readonly imbalances: readonly LayerImbalance[];
  readonly sentences: readonly string[];
}

export const symmetry = defineWholeStudy({
  name: 'symmetry',
  label: 'Symmetry',
  summary:
    'Twin units over time and what broke them, equal arrangements of a point, and the balance of layers.',
  fields: pointFields,
  run(context, settings): SymmetryReport {
    const { problem, record, trainer, checkCancelled } = context;
    const { network } = problem;
    const point = studiedPoint(context, settings);
    const twins = record.checkpoints.map((theta) => {
      checkCancelled();
      return twinClasses(network, theta);
    });
    const facts = {
      at: point.at,
      step: point.step,
      orbit: orbitOf(network, point.theta),
      steps: record.checkpointSteps.slice(),
      twins,
      effectiveWidth: Float64Array.from(twins.flat(), ({ effectiveWidth }) => effectiveWidth),
      breaks: twinBreaks(context, twins),
      distances: unitDistances(network, record.checkpointSteps, record.checkpoints, checkCancelled),
      imbalances: layerImbalances(context),
    };
    return { ...facts, sentences: symmetrySentences({ ...facts, rule: trainer.rule.name }) };
  },
});
