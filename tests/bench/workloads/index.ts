import type { Workload } from '../workload';
import { eigenvalues1000, eigenvalues337 } from './eigenvalues';
import { matrixProducts } from './matrix-products';
import { taylor } from './taylor';
import { xor } from './w1-xor';
import { training } from './w2-small-network';
import { classifier } from './w3-classifier';
import { landscape } from './w4-landscape';
import { hessian, hessianAndSpectrum, hessianVector } from './w5-hessian';
import { ensemble } from './w6-ensemble';

/** All benchmarks, in the order in which they are run and shown. */
export const workloads: readonly Workload[] = [
  xor,
  training,
  classifier,
  landscape,
  hessianAndSpectrum,
  ensemble,
  hessian,
  hessianVector,
  eigenvalues337,
  eigenvalues1000,
  taylor,
  matrixProducts,
];
