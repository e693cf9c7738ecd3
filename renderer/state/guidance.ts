import type { PointReport, RunView } from '../../src/app/contract';

/**
 * One plain sentence on what to do next, or nothing. Only said where it is certain: the gradient of the report is exactly zero,
 * every step sees all samples and units, and the update rule is one that cannot move then.
 */
export function guidance(view: RunView, report: PointReport | null, training: boolean): string {
  if (training) return '';
  const stuck = report !== null && report.gradientExactlyZero && report.step === view.step;
  const { rule, batch, dropout } = view.experiment.training;
  const noisy = batch !== 'full' || dropout.some((share) => share > 0);
  const moves = rule.name === 'perturbed-gradient-descent' || noisy;
  if (view.step === 0) {
    return stuck && !moves
      ? 'Press Play: nothing will happen. Then look right: why.'
      : 'Press Play and watch the path.';
  }
  const pushed = view.experiment.initialisation.perturbation.size > 0;
  if (stuck && !moves && !pushed) return 'Look right: why. Then drag ε on the left and press Play again.';
  return '';
}
