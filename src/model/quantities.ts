import type { LandscapeQuantity } from '../core/contract';

/** What a menu, a legend and a sentence say about a quantity that a landscape can be of. */
export interface Quantity {
  readonly name: LandscapeQuantity;
  /** In a menu. */
  readonly label: string;
  /** In a sentence. */
  readonly noun: string;
  /** Beside the colours. */
  readonly legend: string;
  /** One sentence, where the name does not say it all; empty otherwise. */
  readonly meaning: string;
}

/** Every quantity, in menu order, the default first. */
export const quantities: readonly Quantity[] = [
  { name: 'loss', label: 'Loss', noun: 'loss', legend: 'loss', meaning: '' },
  {
    name: 'gradient-norm',
    label: 'Gradient norm',
    noun: 'gradient norm',
    legend: 'gradient norm ‖∇L‖',
    meaning: '',
  },
  { name: 'accuracy', label: 'Accuracy', noun: 'accuracy', legend: 'accuracy', meaning: '' },
  {
    name: 'curvature',
    label: 'Curvature',
    noun: 'curvature',
    legend: 'curvature λ₁',
    meaning:
      'Curvature is λ₁, the smaller eigenvalue of the exact Hessian within the plane, per unit of length in parameter space; below 0 the loss bends down along some direction of the plane.',
  },
];

/** What is said of one of them. */
export function quantity(name: LandscapeQuantity): Quantity {
  return quantities.find((entry) => entry.name === name)!;
}
