import { oursOnThreads } from '../ensemble-threads';
import { ours } from '../ours';
import { numberLists, XOR, type EnsembleWork } from '../work';
import { workload } from '../workload';

const list = numberLists(4);
const trainings = 1000;
const work: EnsembleWork = {
  ...XOR,
  kind: 'ensemble',
  thetas: Array.from({ length: trainings }, () => list(9)),
  rate: 0.05,
  steps: 2000,
};

export const ensemble = workload({
  id: 'W6',
  title: '1,000 trainings of XOR 2-2-1, 2,000 steps each',
  unit: 'ms',
  shown: 'milliseconds',
  perUnit: trainings,
  work,
  checkUnits: trainings,
  // A few trainings stay near a saddle so long that rounding to single precision decides when they leave it.
  agreement: { f64: 1e-7, f32: 1e-3, exceptions: 0.03 },
  toLimit: 0.95,
  toOneWorker: 1.85,
  ours: () => [
    ...ours(work, 'f64'),
    ...ours(work, 'f32'),
    ...[1, 2].flatMap((workers) => [
      oursOnThreads(work, 'f64', workers),
      oursOnThreads(work, 'f32', workers),
    ]),
  ],
});
