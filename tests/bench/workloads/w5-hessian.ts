import { numberLists, smallNetwork, type SecondOrderWork } from '../work';
import { workload } from '../workload';

/** The dense Hessian of 2-16-16-1 at a random point, its eigenvalues, both, and products with it. */

const shared = { ...smallNetwork(), direction: numberLists(3)(337), eigenvalues: false };
const hessianWork: SecondOrderWork = { ...shared, kind: 'hessian' };
const agreement = { f64: 1e-9, f32: 1e-4, exceptions: 0 };

export const hessianAndSpectrum = workload({
  id: 'W5',
  title: 'Hessian and its eigenvalues, 2-16-16-1 tanh, 256 samples, 337 parameters',
  unit: 'ms',
  shown: 'milliseconds',
  work: { ...hessianWork, eigenvalues: true },
  agreement,
  toLimit: 0.95,
});

export const hessian = workload({
  id: 'W5 Hessian',
  title: 'the Hessian of W5 alone',
  unit: 'ms',
  shown: 'milliseconds',
  work: hessianWork,
  agreement,
  toLimit: 0.95,
});

export const hessianVector = workload({
  id: 'HVP',
  title: 'products of the Hessian of W5 with a vector, at a prepared point',
  unit: 'products/s',
  work: { ...shared, kind: 'hessian-vector' },
  agreement,
  toLimit: 0.95,
});
