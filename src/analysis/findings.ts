import type { Workspace } from '../core/contract';
import type { Experiment } from '../model/experiment';
import { layerRanges } from '../model/network';
import { kinksInWords } from './kinks';
import { biasesOf, weightsOf } from './layers';
import type { PointReport } from './point-report';
import type { LayerStillness } from './stillness';
import { count, list, number } from './words';

export interface Finding {
  /** Stable, for tests and styling. */
  readonly key: 'gradient' | 'why' | 'twins' | 'movement' | 'loss' | 'kink' | 'curvature-jump';
  /** The finding as one short sentence. */
  readonly headline: string;
  /** The reason with the numbers plugged in; may be empty. */
  readonly detail: string;
}

/** Below this a gradient norm that is no round-off is called tiny: near a saddle of order k it is of order εᵏ⁻¹. */
const tiny = 1e-12;

/** What of the experiment's training decides whether the run, and not only gradient descent, can leave a point. */
export type Training = Pick<Experiment['training'], 'rule' | 'batch'>;

type Facts = Omit<PointReport, 'findings'> & {
  readonly workspace: Workspace;
  readonly initial: Float64Array;
  readonly training: Training;
};

/** Puts a point's measurements into words, most important first. */
export function describePoint(facts: Facts): Finding[] {
  return [
    gradientFinding(facts),
    ...why(facts),
    movement(facts),
    ...twins(facts),
    answers(facts),
    ...kinks(facts),
  ];
}

function gradientFinding({
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

/** Why whole layers have gradient zero: the sentences name the factor that is 0. */
function why({ layers, workspace, theta }: Facts): Finding[] {
  const still = layers.filter((layer) => layer.weightsStill);
  if (still.length === 0) return [];
  const samples = workspace.problem.train.count;
  const fits = fitsTargets(workspace, theta);
  const sentences = layers.flatMap((layer) => whyLayer(layer, layers.length, samples, fits));
  const all = still.length === layers.length;
  return [
    {
      key: 'why',
      headline: all
        ? `No weight has a gradient${layers.every(({ everyProductZero }) => everyProductZero) ? ': in every product behind it one factor is 0' : ''}.`
        : `The weights of ${list(still.map(({ layer }) => `layer ${layer}`))} have gradient exactly 0.`,
      detail: sentences.join(' '),
    },
  ];
}

/** Whether every output is its target; for losses on logits no error is no error, because nothing flat lies behind them. */
function fitsTargets(workspace: Workspace, theta: Float64Array): boolean {
  const { network, train } = workspace.problem;
  if (network.activations.at(-1) === 'linear') return true;
  const { targets } = train;
  return workspace.outputs(theta).every((value, i) => value === targets[i]);
}

function whyLayer(layer: LayerStillness, depth: number, samples: number, fits: boolean): string[] {
  const name = `Layer ${layer.layer}`;
  const sentences: string[] = [];
  if (layer.weightsStill) {
    if (layer.noErrorArrives && layer.nextWeightsZero) {
      sentences.push(
        `${name}: no error comes back to it, because every weight of layer ${layer.layer + 1} is 0.`,
      );
    } else if (layer.noErrorArrives && layer.slopeZero) {
      sentences.push(
        `${name}: its activation is flat (slope 0) wherever an error comes back, so none passes.`,
      );
    } else if (layer.noErrorArrives && layer.layer === depth) {
      sentences.push(
        fits
          ? `${name}: the outputs fit the targets exactly, so there is no error.`
          : `${name}: the output is flat there (slope 0), so the error does not pass although the outputs do not fit the targets.`,
      );
    } else if (layer.noErrorArrives && layer.nextHasError) {
      sentences.push(
        `${name}: the errors that come back to each of its units through layer ${layer.layer + 1} sum to exactly 0.`,
      );
    } else if (layer.noErrorArrives) {
      sentences.push(`${name}: no error comes back to it, because none reaches layer ${layer.layer + 1}.`);
    } else if (layer.receivesNothing) {
      sentences.push(`${name}: every value that reaches it is 0, so its weights have nothing to multiply.`);
    } else if (layer.everyProductZero) {
      sentences.push(
        `${name}: for every sample either no error arrives or every value that reaches it is 0.`,
      );
    } else if (layer.errorsCancel && layer.receivesSame) {
      sentences.push(
        `${name}: it receives the same values for every sample, and the errors of the ${samples} samples cancel.`,
      );
    } else {
      sentences.push(`${name}: the contributions of the ${samples} samples cancel exactly.`);
    }
  }
  if (layer.biasStill === true && layer.errorsCancel) {
    sentences.push(
      `The bias of layer ${layer.layer}: the errors of the ${samples} samples cancel, their mean is 0.`,
    );
  } else if (layer.biasStill === false && layer.weightsStill) {
    sentences.push(
      layer.layer === depth
        ? `Only the bias of layer ${layer.layer} has a gradient: it can learn the best constant answer.`
        : `Of layer ${layer.layer} only the bias has a gradient.`,
    );
  }
  return sentences;
}

function movement({
  workspace,
  theta,
  initial,
  at,
  step,
  distanceFromInit,
  distanceFromOrigin,
}: Facts): Finding {
  const ranges = layerRanges(workspace.problem.network);
  const moved = (now: Float64Array, then: Float64Array): boolean => now.some((value, i) => value !== then[i]);
  if (at === 'origin') {
    return {
      key: 'movement',
      headline: 'This is the all-zero point.',
      detail: 'Every weight and every bias is exactly 0.',
    };
  }
  if (distanceFromInit === 0) {
    return {
      key: 'movement',
      headline:
        step === 0 || at === 'given'
          ? 'This is where the run starts.'
          : `No parameter has moved in ${count(step ?? 0, 'step')}.`,
      detail:
        distanceFromOrigin === 0
          ? 'Every weight and every bias is exactly 0.'
          : `It lies ${number(distanceFromOrigin)} from the all-zero point.`,
    };
  }
  const unmoved = ranges.flatMap((range) => [
    ...(moved(weightsOf(theta, range), weightsOf(initial, range))
      ? []
      : [`the weights of layer ${range.layer}`]),
    ...(range.biases === null || moved(biasesOf(theta, range), biasesOf(initial, range))
      ? []
      : [`the biases of layer ${range.layer}`]),
  ]);
  return {
    key: 'movement',
    headline:
      at === 'given'
        ? `This point lies ${number(distanceFromInit)} from where the run starts.`
        : `The parameters have moved ${number(distanceFromInit)} from where they started.`,
    detail: [
      `${at === 'given' ? 'It lies' : 'They are'} ${number(distanceFromOrigin)} from the all-zero point.`,
      ...(unmoved.length === 0 || at === 'given' ? [] : [`Not moved at all: ${list(unmoved)}.`]),
    ].join(' '),
  };
}

function twins({ twins: reports }: Facts): Finding[] {
  return reports
    .filter(({ width }) => width > 1)
    .map(({ layer, width, effectiveWidth, classes }) => {
      if (effectiveWidth === width) {
        return {
          key: 'twins' as const,
          headline: `Hidden layer ${layer}: ${allUnits(width)} differ.`,
          detail: 'No two have the same incoming and outgoing parameters.',
        };
      }
      const groups = classes.filter((members) => members.length > 1);
      const named = groups.slice(0, 3).map(
        (members) =>
          `{${members
            .slice(0, 8)
            .map((unit) => unit + 1)
            .join(', ')}${members.length > 8 ? ', …' : ''}}`,
      );
      return {
        key: 'twins' as const,
        headline:
          effectiveWidth === 1
            ? `Hidden layer ${layer}: ${allUnits(width)} are twins; it works like a single unit.`
            : `Hidden layer ${layer}: ${width} units, but only ${effectiveWidth} different ones.`,
        detail: `Twins, equal to the last bit: ${list(named)}${groups.length > 3 ? ' and more' : ''}. Equal units get equal gradients, so no gradient step can tell them apart.`,
      };
    });
}

function allUnits(width: number): string {
  return width === 2 ? 'both units' : `all ${width} units`;
}

function answers({ theta, outputs, loss, accuracy, workspace }: Facts): Finding {
  const width = workspace.problem.network.sizes.at(-1)!;
  const all = workspace.outputs(theta);
  const constant = all.every((value, i) => value === all[i % width]);
  const right = Number.isNaN(accuracy)
    ? ''
    : ` ${number(accuracy * 100)} % of the training samples are right.`;
  return {
    key: 'loss',
    headline: `The loss is ${number(loss)}.`,
    detail: constant
      ? `The network answers ${list(Array.from(outputs.subarray(0, width), number))} to every training input: the inputs have no effect.${right}`
      : `The answers differ from input to input.${right}`,
  };
}

/** Units that sit exactly on the kink of their activation: derivatives there are a convention. */
function kinks({ smoothness }: Facts): Finding[] {
  const kinked = kinksInWords(smoothness, false);
  const curved = kinksInWords(smoothness, true);
  return [
    ...(kinked === ''
      ? []
      : [
          {
            key: 'kink' as const,
            headline: 'The loss is not smooth here.',
            detail: `Exactly on a kink: ${kinked}. The slope used there is a convention; what lies to either side is not seen by the gradient.`,
          },
        ]),
    ...(curved === ''
      ? []
      : [
          {
            key: 'curvature-jump' as const,
            headline: 'The loss has a gradient here, but its curvature jumps.',
            detail: `Exactly where the activation’s curvature jumps: ${curved}. Second derivatives are those of the side z ≤ 0.`,
          },
        ]),
  ];
}
