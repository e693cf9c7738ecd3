import { number } from '../analysis/words';
import { plain } from './json';
import { printable } from '../model/printable';
import type { PointReport, RunView, Saddlescope } from '../app';

/** What happened, in a few lines: the experiment, its first point and why, its last point. */
export async function storyOf(app: Saddlescope, view: RunView): Promise<string[]> {
  const { network, training, initialisation, data, name } = view.experiment;
  const init = await app.inspect(view.run, 'init');
  const final = await app.inspect(view.run, 'final');
  const push = initialisation.perturbation.size;
  return [
    `${printable(name).replaceAll('\n', ' ')}: a ${network.sizes.join('-')} network (${network.activations.join(', ')}) on ${data.name}, ${training.rule.name} at rate ${training.rule.rate}${push === 0 ? '' : `, pushed off by ε = ${number(push)}`}.`,
    `At the start: ${sentences(init, ['gradient', 'why'])}`,
    `Training: ${view.message || 'not trained.'}`,
    `At the end: ${sentences(final, ['movement', 'loss'])}`,
    `Units: ${sentences(final, ['twins']) || 'one hidden unit or none, so none can be twins.'}`,
  ];
}

function sentences(report: PointReport, keys: readonly string[]): string {
  return report.findings
    .filter(({ key }) => keys.includes(key))
    .map(({ headline, detail }) => (detail === '' ? headline : `${headline} ${detail}`))
    .join(' ');
}

/** The same for programs. Numbers that JSON cannot hold are given as text. */
export function summaryOf(view: RunView, final: PointReport): object {
  return {
    name: view.experiment.name,
    status: view.status,
    step: view.step,
    message: view.message,
    initialLoss: plain(view.history.loss[0] ?? NaN),
    loss: plain(final.loss),
    gradientNorm: plain(final.gradientNorm),
    gradientExactlyZero: final.gradientExactlyZero,
    accuracy: plain(final.accuracy),
    distanceFromInit: plain(final.distanceFromInit),
    distanceFromOrigin: plain(final.distanceFromOrigin),
    effectiveWidth: final.twins.map(({ effectiveWidth }) => effectiveWidth),
    theta: Object.fromEntries(final.parameterNames.map((name, i) => [name, plain(final.theta[i]!)])),
  };
}
