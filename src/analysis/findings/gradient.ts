import { list, number } from '../words';
import type { Facts, Finding } from './finding';

/** Below this a gradient norm that is no round-off is called tiny: near a saddle of order k it is of order εᵏ⁻¹. */
const tiny = 1e-12;

/** Whether the gradient is 0, exactly or as far as rounding lets one tell, and what the run does of that. */
export function gradientFinding({
  criticality: { verdict, tolerance },
  gradientExactlyZero,
  gradientNorm,
  layerGradientNorms,
  gradient,
  theta,
  training,
}: Facts): Finding {
  const full = training.batch === 'full';
  const exception = [
    ...(full ? [] : [' The run takes mini-batches, whose gradients need not be 0: it may leave.']),
    ...(training.dropout.some((share) => share > 0)
      ? [' The run silences units by dropout, and the gradients of what is left need not be 0: it may leave.']
      : []),
    ...(training.rule.name === 'perturbed-gradient-descent'
      ? [' The run’s rule adds noise where the gradient is small: it may leave.']
      : []),
  ].join('');
  if (gradientExactlyZero) {
    return {
      key: 'gradient',
      headline: 'The gradient is exactly 0.',
      detail: `Every one of its entries is 0 to the last bit, so gradient descent ${full ? '' : 'on all samples '}stays here for ever, whatever its learning rate. This is a critical point; it need not be a minimum.${exception}`,
    };
  }
  if (!Number.isFinite(gradientNorm)) {
    return {
      key: 'gradient',
      headline: 'The gradient is not a finite number here.',
      detail: 'The network or its loss overflows at this point.',
    };
  }
  const multiplies =
    training.rule.name === 'multiplicative' || training.rule.name === 'exponentiated-gradient';
  const held = full && multiplies && gradient.every((slope, i) => slope === 0 || theta[i] === 0);
  const byLayer = layerGradientNorms.map(
    (value, i) => `layer ${i + 1}: ${value === 0 ? 'exactly 0' : number(value)}`,
  );
  const layers = `By weight layer: ${list(byLayer)}.`;
  if (verdict === 'to-rounding') {
    return {
      key: 'gradient',
      headline: `The gradient is 0 as far as these numbers can tell: its norm is ${number(gradientNorm)}.`,
      detail: `Rounding alone can make ${number(tolerance)} of a gradient that is 0 here, so this counts as a critical point; it need not be a minimum. ${layers}`,
    };
  }
  return {
    key: 'gradient',
    headline:
      gradientNorm < tiny
        ? `The gradient is tiny, but it is not 0: its norm is ${number(gradientNorm)}.`
        : held
          ? `The gradient has norm ${number(gradientNorm)}, but the run stays where it is.`
          : `The gradient has norm ${number(gradientNorm)}: the run can move on from here.`,
    detail: `${layers}${gradientNorm < tiny ? ` Rounding accounts for at most ${number(tolerance)} of it.` : ''}${held ? ' Its rule multiplies each parameter by a factor, and every parameter with a gradient is 0.' : ''}`,
  };
}
