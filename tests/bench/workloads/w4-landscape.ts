import { ours, oursOnPool } from '../ours';
import { numberLists, smallNetwork, type LandscapeWork } from '../work';
import { workload } from '../workload';

const list = numberLists(2);
const work: LandscapeWork = {
  ...smallNetwork(),
  kind: 'landscape',
  plane: [list(337, 0.5), list(337, 0.5), list(337, 0.5)],
  axis: Array.from({ length: 101 }, (_, i) => -1 + i / 50),
};

export const landscape = workload({
  id: 'W4',
  title: 'loss landscape 101 × 101 of 2-16-16-1 tanh, 256 samples',
  unit: 'points/s',
  work,
  checkUnits: 1,
  toLimit: 0.95,
  toOneWorker: 1.85,
  ours: () => [
    ...ours(work, 'f64'),
    ...ours(work, 'f32'),
    ...[1, 2].flatMap((workers) => [oursOnPool(work, 'f64', workers), oursOnPool(work, 'f32', workers)]),
  ],
});
