import { numberLists } from '../work';
import { workload } from '../workload';

const list = numberLists(1);
const samples = 128;
const oneHot = Array.from({ length: 10 * samples }, (_, i) =>
  i % 10 === (7 * Math.floor(i / 10)) % 10 ? 1 : 0,
);

export const classifier = workload({
  id: 'W3',
  title: '64-256-256-10 ReLU, softmax cross-entropy, batch of 128, gradient descent',
  unit: 'samples/s',
  perUnit: samples,
  work: {
    kind: 'training',
    sizes: [64, 256, 256, 10],
    classes: true,
    inputs: list(64 * samples),
    targets: oneHot,
    theta: list(85_002, 0.1),
    rate: 0.05,
  },
  checkUnits: 20,
  toLimit: 0.9,
});
