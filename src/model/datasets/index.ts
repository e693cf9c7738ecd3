import type { AccuracyRule, Arithmetic, LossName, Samples } from '../../core/contract';
import type { DataSpec } from '../experiment';
import { loss as lossEntry } from '../losses';
import { UserError } from '../user-error';
import { and } from './and';
import { blobs } from './blobs';
import { circles } from './circles';
import { csv } from './csv';
import type { DatasetDefinition, DatasetShape } from './dataset';
import { fivePoints } from './five-points';
import { gaussian } from './gaussian';
import { iris } from './iris';
import { linearModes } from './linear-modes';
import { moons } from './moons';
import { or } from './or';
import { parity } from './parity';
import { sine } from './sine';
import { skewedXor } from './skewed-xor';
import { spirals } from './spirals';
import { split } from './split';
import { standardise } from './standardise';
import { teacher } from './teacher';
import { threePoints } from './three-points';
import { xor } from './xor';

export type { DatasetDefinition, DatasetShape, TargetCoding } from './dataset';

/** Every dataset, in menu order, the default first. A new one is one file and one entry here. */
export const datasets: readonly DatasetDefinition[] = [
  xor,
  and,
  or,
  skewedXor,
  parity,
  moons,
  circles,
  blobs,
  spirals,
  sine,
  threePoints,
  fivePoints,
  gaussian,
  teacher,
  linearModes,
  iris,
  csv,
];

/** The table's entry of a dataset. */
export function dataset(name: string): DatasetDefinition {
  const found = datasets.find((entry) => entry.name === name);
  if (!found) throw new UserError(`data is "${name}" but there is no such dataset`, 'data.name');
  return found;
}

/** What is known about an experiment's data without generating them. Throws `UserError` for a CSV that cannot be read and the like. */
export function datasetShape(spec: DataSpec): DatasetShape {
  return dataset(spec.name).shape(spec);
}

/** An experiment's data, split and standardised: what training gets. */
export interface SplitDataset extends DatasetShape {
  readonly train: Samples;
  /** Absent when nothing is held out. */
  readonly test?: Samples;
}

/**
 * Generates, splits and standardises. Noise comes from the data seed's stream `data`, the split from its stream `split`; the weight seed has
 * no part in it.
 */
export function loadDataset(spec: DataSpec, arithmetic: Arithmetic): SplitDataset {
  const definition = dataset(spec.name);
  const shape = definition.shape(spec);
  const samples = definition.generate(spec, {
    math: arithmetic.math,
    stream: (purpose) => arithmetic.stream(spec.seed, purpose),
  });
  const parts = split(samples, spec.test, arithmetic.stream(spec.seed, 'split'));
  return { ...shape, ...('standardise' in spec && spec.standardise === true ? standardise(parts) : parts) };
}

/**
 * How a sample counts as right: the largest output for one-hot targets and probabilities; the side of 0 for ±1 targets and for logits; the side of
 * ½ for 0/1 targets with a squared loss; not at all for numbers.
 */
export function accuracyRule(loss: LossName, data: DatasetShape): AccuracyRule {
  switch (data.coding) {
    case 'one-hot':
    case 'distribution':
      return { kind: 'argmax' };
    case 'plus-minus':
      return { kind: 'threshold', threshold: 0 };
    case 'zero-one':
      return { kind: 'threshold', threshold: lossEntry(loss).onLogits ? 0 : 0.5 };
    default:
      return { kind: 'none' };
  }
}
