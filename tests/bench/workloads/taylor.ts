import { numberLists, smallNetwork } from '../work';
import { workload } from '../workload';

export const taylor = workload({
  id: 'Taylor 8',
  title: 'Taylor coefficients to order 8 along a line, 2-16-16-1 tanh, 256 samples',
  unit: 'lines/s',
  work: { ...smallNetwork(), kind: 'taylor', direction: numberLists(3)(337, 0.1), order: 8 },
});
