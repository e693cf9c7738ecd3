import { dampingField, reachField } from './curvature-fields';
import { rateField } from './rate';
import { defineRule } from './rule';

export const newton = defineRule({
  name: 'newton',
  label: 'Newton',
  summary:
    'Jumps to where the loss would be level if it were its quadratic approximation: a minimum, a maximum or a saddle alike. Needs all eigenvectors of the Hessian, so small networks and full batches only.',
  formula: 's = Σ vᵢ·(vᵢ·g)/(λᵢ + d), without the terms whose λᵢ + d vanishes; θ ← θ − η·s',
  fields: { rate: rateField(1), damping: dampingField(0), reach: reachField },
});
