import type { PointReport, RunView, StudyResult } from '../../../src/app/contract';
import { firstBelow } from '../../../src/model/first-below';

/** What the tour reads off the run that is on the screen. Everything it says with a number comes from here. */
export interface TourFacts {
  readonly training: boolean;
  readonly step: number;
  readonly firstLoss: number;
  readonly loss: number;
  /** At the newest step; null while the point shown is another one, or not reported yet. */
  readonly point: {
    readonly gradientNorm: number;
    readonly gradientExactlyZero: boolean;
    readonly fromOrigin: number;
    readonly accuracy: number;
    readonly layers: readonly string[];
  } | null;
  readonly eigenvalues: {
    readonly negative: number;
    readonly zero: number;
    readonly positive: number;
  } | null;
  readonly order: number | null;
  readonly parameters: number;
  readonly epsilon: number;
  /** The step at which a tenth of the loss was gone: of the escape study, else the first recorded one. */
  readonly escape: number | null;
  /** Steps that the law of the saddle lets it wait at this ε; null while that is not known. */
  readonly law: number | null;
  /** Units of the first hidden layer, and how many classes of twins they are. */
  readonly units: number;
  readonly width: number;
}

export function tourFacts(
  view: RunView,
  report: PointReport | null,
  training: boolean,
  spectrum: StudyResult<'spectrum'> | null,
  order: StudyResult<'order'> | null,
  own: StudyResult<'escape'>['own'],
): TourFacts {
  const { history, experiment } = view;
  const layers = experiment.network.sizes.length - 2;
  const firstLoss = history.loss[0] ?? NaN;
  const inertia = spectrum?.kind === 'exact' ? spectrum.inertia : null;
  return {
    training,
    step: view.step,
    firstLoss,
    loss: history.loss.at(-1) ?? NaN,
    point:
      report === null || report.step !== view.step
        ? null
        : {
            gradientNorm: report.gradientNorm,
            gradientExactlyZero: report.gradientExactlyZero,
            fromOrigin: report.distanceFromOrigin,
            accuracy: report.accuracy,
            layers: report.findings.map(({ headline }) => headline),
          },
    eigenvalues:
      inertia === null
        ? null
        : { negative: inertia.negative, zero: inertia.zero, positive: inertia.positive },
    order: order?.order ?? null,
    parameters: view.parameterCount,
    epsilon: experiment.initialisation.perturbation.size,
    escape: own?.left ?? firstBelow(history.steps, history.loss, 0.9 * firstLoss),
    law: own?.law?.steps ?? null,
    units: experiment.network.sizes[1] ?? 0,
    width: layers === 0 ? 0 : (history.effectiveWidth.at(-layers) ?? 0),
  };
}
