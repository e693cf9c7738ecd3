import { dampingField, reachField } from './curvature-fields';
import { rateField } from './rate';
import { defineRule } from './rule';

/** Dauphin et al. 2014, "Identifying and attacking the saddle point problem in high-dimensional non-convex optimization". */
export const saddleFreeNewton = defineRule({
  name: 'saddle-free-newton',
  label: 'Saddle-free Newton',
  summary:
    'Newton’s step with the sizes of the eigenvalues: it goes away from a saddle along negative curvature. Needs all eigenvectors of the Hessian, so small networks and full batches only.',
  formula: 's = Σ vᵢ·(vᵢ·g)/(|λᵢ| + d); θ ← θ − η·s',
  fields: { rate: rateField(1), damping: dampingField(0.001), reach: reachField },
});
