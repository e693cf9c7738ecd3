import { peaks } from '../limit';
import { numberLists, type TrainingWork } from '../work';
import { workload } from '../workload';

const list = numberLists(6);
const width = 256;
const samples = 256;
const work: TrainingWork = {
  kind: 'training',
  sizes: [width, width, width],
  classes: false,
  inputs: list(width * samples),
  targets: list(width * samples),
  theta: list(2 * (width + 1) * width, 0.05),
  rate: 0.05,
};
/** Two products forward, two for the gradient, one for the deltas of the hidden layer. */
const operations = 5 * 2 * samples * width * width;

/** How much of the processor's 128-bit peak the matrix products reach inside training. */
export const matrixProducts = workload({
  id: 'GEMM',
  title: 'matrix products in training 256-256-256, batch of 256: operations, and the 128-bit peak',
  unit: 'GFLOP/s',
  perUnit: operations / 1e9,
  work,
  checkUnits: 2,
  limits: () => peaks(operations / 1e6),
});
