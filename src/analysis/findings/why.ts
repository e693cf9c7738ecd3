import type { Workspace } from '../../core/contract';
import type { LayerStillness } from '../stillness';
import { list } from '../words';
import type { Facts, Finding } from './finding';

/** Why whole layers have gradient zero: the sentences name the factor that is 0. */
export function why({ layers, workspace, theta }: Facts): Finding[] {
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
