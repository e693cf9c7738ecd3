import type { LossName } from '../core/contract';

/** What a menu and the explanations say about a loss. Sums run over samples i = 1 … N and outputs o = 1 … m; f is the network's output, y the target. */
export interface Loss {
  readonly name: LossName;
  readonly label: string;
  /** One plain sentence. */
  readonly summary: string;
  /** The exact definition in plain text, with its factor and its mean. */
  readonly formula: string;
  /** The loss is taken on logits: the output activation must be linear. */
  readonly onLogits: boolean;
  /** What the targets must be: any numbers, numbers in [0, 1], or rows of at least two probabilities summing to 1. */
  readonly targets: 'any' | 'unit-interval' | 'distribution';
}

/** Every loss, in menu order, the default first. */
export const losses: readonly Loss[] = [
  {
    name: 'half-mean-squared-error',
    label: 'Half mean squared error',
    summary: 'Half the squared error, summed over outputs and averaged over samples.',
    formula: '1/(2·N) · Σᵢ Σₒ (fᵢₒ − yᵢₒ)²',
    onLogits: false,
    targets: 'any',
  },
  {
    name: 'mean-squared-error',
    label: 'Mean squared error',
    summary: 'The squared error, averaged over samples and outputs (PyTorch’s MSELoss).',
    formula: '1/(N·m) · Σᵢ Σₒ (fᵢₒ − yᵢₒ)²',
    onLogits: false,
    targets: 'any',
  },
  {
    name: 'half-sum-of-squares',
    label: 'Half sum of squares',
    summary: 'Half the squared error, summed over samples and outputs.',
    formula: '½ · Σᵢ Σₒ (fᵢₒ − yᵢₒ)²',
    onLogits: false,
    targets: 'any',
  },
  {
    name: 'binary-cross-entropy',
    label: 'Binary cross-entropy (on logits)',
    summary: 'One yes/no probability per output, from a logit.',
    formula: '1/(N·m) · Σᵢ Σₒ [ln(1 + e^fᵢₒ) − yᵢₒ·fᵢₒ]',
    onLogits: true,
    targets: 'unit-interval',
  },
  {
    name: 'softmax-cross-entropy',
    label: 'Softmax cross-entropy (on logits)',
    summary: 'One probability per class, from as many logits.',
    formula: '1/N · Σᵢ Σₒ yᵢₒ·[ln Σₖ e^fᵢₖ − fᵢₒ]',
    onLogits: true,
    targets: 'distribution',
  },
];

/** The table's entry of a loss. */
export function loss(name: LossName): Loss {
  return losses.find((entry) => entry.name === name)!;
}
