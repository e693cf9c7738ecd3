/** What of the experiment is a word there, in PyTorch. */
import type { ActivationName, LossName } from '../../core/contract';

/** φ(z), with the slope at a kink that the core takes. */
export const activationsInPyTorch: Readonly<Record<ActivationName, string>> = {
  linear: 'z',
  tanh: 'torch.tanh(z)',
  sigmoid: 'torch.sigmoid(z)',
  relu: 'torch.relu(z)',
  // |z| has the slope 0 at 0.
  'relu-half': '0.5 * (z + z.abs())',
  'relu-one': 'torch.where(z >= 0, z, torch.zeros_like(z))',
  'leaky-relu': 'F.leaky_relu(z, 0.01)',
  elu: 'F.elu(z)',
  // F.softplus is linear above a threshold.
  softplus: 'torch.logaddexp(z, torch.zeros_like(z))',
  gelu: 'F.gelu(z)',
  'gelu-tanh': 'F.gelu(z, approximate="tanh")',
  silu: 'F.silu(z)',
  sin: 'torch.sin(z)',
};

/** The loss of outputs `f` and targets `y`, both samples × outputs. */
export const lossesInPyTorch: Readonly<Record<LossName, string>> = {
  'half-mean-squared-error': '((f - y) ** 2).sum() / (2 * len(y))',
  'mean-squared-error': '((f - y) ** 2).mean()',
  'half-sum-of-squares': '((f - y) ** 2).sum() / 2',
  'binary-cross-entropy': 'F.binary_cross_entropy_with_logits(f, y)',
  'softmax-cross-entropy': '-(y * F.log_softmax(f, dim=1)).sum() / len(y)',
};
