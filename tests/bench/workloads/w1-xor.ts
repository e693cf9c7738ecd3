import { XOR } from '../work';
import { workload } from '../workload';

const theta = [0.5, -0.3, 0.2, 0.8, 0.1, -0.1, 0.9, -0.7, 0.3];

export const xor = workload({
  id: 'W1',
  title: 'XOR 2-2-1 tanh, full batch of 4, gradient descent',
  unit: 'steps/s',
  work: { ...XOR, kind: 'training', theta, rate: 0.05 },
  checkUnits: 100,
  toLimit: 0.95,
});
