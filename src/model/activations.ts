import type { ActivationName } from '../core/contract';

/** What a menu, a tooltip and the explanations say about an activation φ. The arithmetic itself is the core's. */
export interface Activation {
  readonly name: ActivationName;
  readonly label: string;
  /** φ(z) in plain text. */
  readonly formula: string;
  /** φ(0): a hidden layer of a zero network gives this number to every unit above it. */
  readonly valueAtZero: number;
  /** φ′(0) as the core takes it (at a kink: the value of the branch z ≤ 0, but for the ReLUs that name another one). */
  readonly slopeAtZero: number;
  /** False where φ has a kink at 0, so that second derivatives at the origin do not tell the whole story. */
  readonly smooth: boolean;
  /** Bounds on |φ′| and |φ″| over all z (one-sided at a kink), rounded up: what an error in z can grow by. */
  readonly steepest: number;
  readonly mostCurved: number;
}

/** Every activation, in menu order. */
export const activations: readonly Activation[] = [
  {
    name: 'linear',
    label: 'Linear',
    formula: 'z',
    valueAtZero: 0,
    slopeAtZero: 1,
    smooth: true,
    steepest: 1,
    mostCurved: 0,
  },
  {
    name: 'tanh',
    label: 'tanh',
    formula: 'tanh z',
    valueAtZero: 0,
    slopeAtZero: 1,
    smooth: true,
    steepest: 1,
    mostCurved: 0.77,
  },
  {
    name: 'sigmoid',
    label: 'Sigmoid',
    formula: '1/(1 + e⁻ᶻ)',
    valueAtZero: 0.5,
    slopeAtZero: 0.25,
    smooth: true,
    steepest: 0.25,
    mostCurved: 0.0963,
  },
  {
    name: 'relu',
    label: 'ReLU',
    formula: 'z if z > 0, else 0',
    valueAtZero: 0,
    slopeAtZero: 0,
    smooth: false,
    steepest: 1,
    mostCurved: 0,
  },
  {
    name: 'relu-half',
    label: 'ReLU, φ′(0) = ½',
    formula: 'z if z > 0, else 0; its slope at 0 is taken as ½',
    valueAtZero: 0,
    slopeAtZero: 0.5,
    smooth: false,
    steepest: 1,
    mostCurved: 0,
  },
  {
    name: 'relu-one',
    label: 'ReLU, φ′(0) = 1',
    formula: 'z if z > 0, else 0; its slope at 0 is taken as 1',
    valueAtZero: 0,
    slopeAtZero: 1,
    smooth: false,
    steepest: 1,
    mostCurved: 0,
  },
  {
    name: 'leaky-relu',
    label: 'Leaky ReLU',
    formula: 'z if z > 0, else 0.01·z',
    valueAtZero: 0,
    slopeAtZero: 0.01,
    smooth: false,
    steepest: 1,
    mostCurved: 0,
  },
  {
    name: 'elu',
    label: 'ELU',
    formula: 'z if z > 0, else eᶻ − 1',
    valueAtZero: 0,
    slopeAtZero: 1,
    smooth: false,
    steepest: 1,
    mostCurved: 1,
  },
  {
    name: 'softplus',
    label: 'Softplus',
    formula: 'ln(1 + eᶻ)',
    valueAtZero: 0.6931471805599453,
    slopeAtZero: 0.5,
    smooth: true,
    steepest: 1,
    mostCurved: 0.25,
  },
  {
    name: 'gelu',
    label: 'GELU (exact)',
    formula: 'z·Φ(z), Φ the standard normal distribution function',
    valueAtZero: 0,
    slopeAtZero: 0.5,
    smooth: true,
    steepest: 1.13,
    mostCurved: 0.8,
  },
  {
    name: 'gelu-tanh',
    label: 'GELU (tanh form)',
    formula: '½z·(1 + tanh(√(2/π)·(z + 0.044715·z³)))',
    valueAtZero: 0,
    slopeAtZero: 0.5,
    smooth: true,
    steepest: 1.13,
    mostCurved: 0.8,
  },
  {
    name: 'silu',
    label: 'SiLU',
    formula: 'z/(1 + e⁻ᶻ)',
    valueAtZero: 0,
    slopeAtZero: 0.5,
    smooth: true,
    steepest: 1.1,
    mostCurved: 0.5,
  },
  {
    name: 'sin',
    label: 'sin',
    formula: 'sin z',
    valueAtZero: 0,
    slopeAtZero: 1,
    smooth: true,
    steepest: 1,
    mostCurved: 1,
  },
];

/** The table's entry of an activation. */
export function activation(name: ActivationName): Activation {
  return activations.find((entry) => entry.name === name)!;
}
