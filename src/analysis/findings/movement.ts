import { layerRanges } from '../../model/network';
import { biasesOf, weightsOf } from '../layers';
import { count, list, number } from '../words';
import type { Facts, Finding } from './finding';

/** How far the point is from where the run starts and from the all-zero point, and which layers have not moved. */
export function movement({
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
