import { smallNetwork } from '../work';
import { workload } from '../workload';

export const training = workload({
  id: 'W2',
  title: '2-16-16-1 tanh, full batch of 256, gradient descent',
  unit: 'steps/s',
  work: { ...smallNetwork(), kind: 'training', rate: 0.05 },
  checkUnits: 100,
  toLimit: 0.95,
});
