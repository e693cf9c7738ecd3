import { activation as activationNamed } from '../../model/activations';
import { rule as ruleNamed } from '../../model/rules';
import type { UpdateRuleName } from '../../core/contract';
import type { SymmetryReport } from '../studies/symmetry';
import type { TwinClasses } from '../twins';
import { count, list, number } from '../words';
import type { TwinBreak } from './breaking';
import { homogeneous, type LayerImbalance } from './imbalance';
import type { GroupAction, Orbit } from './orbit';
import type { UnitDistances } from './unit-distances';

type Facts = Omit<SymmetryReport, 'sentences'> & { readonly rule: UpdateRuleName };

/** A run's symmetry in words, most important first. */
export function symmetrySentences(facts: Facts): string[] {
  return [
    ...facts.twins[0]!.filter(({ width }) => width > 1).map(({ layer }) => widthSentence(layer, facts)),
    ...breakSentences(facts),
    ...orbitSentences(facts.orbit, facts.at),
    ...facts.distances.flatMap(distanceSentence),
    ...facts.imbalances.map((imbalance) => imbalanceSentence(imbalance, facts)),
  ];
}

const whole = (n: number) => n.toLocaleString('en-GB');
const ofLayer = (at: readonly TwinClasses[], layer: number) => at.find((entry) => entry.layer === layer)!;

function widthSentence(layer: number, { twins, steps }: Facts): string {
  const first = ofLayer(twins[0]!, layer);
  const last = ofLayer(twins.at(-1)!, layer);
  const end = steps.at(-1)!;
  if (end === 0)
    return `Hidden layer ${layer} starts with effective width ${first.effectiveWidth} of ${first.width}; the run has not been trained.`;
  return first.effectiveWidth === last.effectiveWidth
    ? `Hidden layer ${layer} has effective width ${last.effectiveWidth} of ${last.width} at the start and at step ${whole(end)}.`
    : `Hidden layer ${layer} goes from effective width ${first.effectiveWidth} to ${last.effectiveWidth} of ${last.width} by step ${whole(end)}.`;
}

function breakSentences({ breaks, twins, steps }: Facts): string[] {
  const anyTwins = twins[0]!.some(({ width, effectiveWidth }) => effectiveWidth < width);
  if (breaks.length > 0) {
    const shown = breaks.slice(0, 3).map(breakSentence);
    return breaks.length > 3
      ? [...shown, `${breaks.length - 3} further ${breaks.length === 4 ? 'class' : 'classes'} broke as well.`]
      : shown;
  }
  if (twins[0]!.every(({ width }) => width < 2)) return [];
  if (!anyTwins) return ['No two units are twins at the start: the initial values already tell them apart.'];
  if (steps.at(-1) === 0) return [];
  return [
    'No class of twins ever broke: equal units get equal gradients from any samples in any order, so neither the data nor the batches can split them.',
  ];
}

const named = (units: readonly number[]) =>
  `${list(units.slice(0, 8).map((unit) => String(unit + 1)))}${units.length > 8 ? ' …' : ''}`;

function breakSentence({ step, between, layer, units, into, cause }: TwinBreak): string {
  const who = `The twins ${named(units)} of hidden layer ${layer}`;
  if (cause === 'not-reproduced' || step === null)
    return `${who} broke between steps ${whole(between[0])} and ${whole(between[1])} as the file has it, but training again does not reproduce this run: it comes from another version or was changed (saddlescope run makes it anew).`;
  const what = `${who} broke at step ${whole(step)} into ${into.length} classes`;
  if (cause === 'noise')
    return `${what}, by noise: without the random push of the rule and without dropout the same step keeps them equal.`;
  if (cause === 'optimiser-state')
    return `${what}, by the optimiser's memory: they had become equal on the way, but the rule still remembered their different pasts.`;
  return `${what}, by nothing: neither noise nor the rule's memory explains it. That is a bug of Saddlescope; please report it with this experiment.`;
}

/** Digits as a person reads them: exact up to 15, then a power of ten. */
export function bigNumber(digits: string): string {
  if (digits.length <= 15) return digits.replace(/\B(?=(\d{3})+$)/g, ',');
  return `${digits[0]}.${digits.slice(1, 3)}e${digits.length - 1}`;
}

const plural = (digits: string, noun: string) => `${bigNumber(digits)} ${noun}${digits === '1' ? '' : 's'}`;
const points = ({ points: reached, exact }: GroupAction) =>
  `${exact ? '' : 'at most '}${plural(reached, 'different point')}`;

function orbitSentences({ permutations, withFlips, layers }: Orbit, at: string): string[] {
  if (layers.length === 0) return ['There is no hidden layer, so there are no units to rearrange.'];
  const where = at === 'given' ? 'the given point' : at;
  const flipped = layers.filter(({ flips }) => flips);
  const names = list([...new Set(flipped.map(({ activation }) => activationNamed(activation).label))]);
  const idle = layers.reduce((sum, layer) => sum + (layer.flips ? layer.idle : 0), 0);
  const scaled = layers.filter(({ activation }) => homogeneous.has(activation));
  return [
    `The hidden units can be ordered in ${plural(permutations.elements, 'way')} that all give the same function; from ${where} that reaches ${points(permutations)}.`,
    ...(flipped.length === 0
      ? []
      : [
          `With the sign flips that ${names} units allow there are ${plural(withFlips.elements, 'way')}; from ${where} that reaches ${points(withFlips)}${idle === 0 ? '' : ` (the flips of ${count(idle, 'unit')} with all parameters 0 change nothing)`}.`,
        ]),
    ...(scaled.length === 0
      ? []
      : [
          `Not counted: the ${list([...new Set(scaled.map(({ activation }) => activationNamed(activation).label))])} units can also be rescaled continuously without changing the function.`,
        ]),
  ];
}

function distanceSentence({ layer, spread, almostTwins, closest }: UnitDistances): string[] {
  if (almostTwins === null) return [];
  const [a, b] = almostTwins;
  return [
    `In hidden layer ${layer} the closest units that are not twins are ${a + 1} and ${b + 1}, ${number(closest.at(-1)!)} apart at the end (largest distance of two units: ${number(spread[0]!)} at the start, ${number(spread.at(-1)!)} at the end).`,
  ];
}

function imbalanceSentence(imbalance: LayerImbalance, { steps, rule }: Facts): string {
  const { layer, activation, hasBias, law, why, weights, balance, drift, predictedDrift, everyStep } =
    imbalance;
  const plain = `‖W${layer + 1}‖² − ‖W${layer}‖²`;
  const label = activationNamed(activation).label;
  if (law === 'none') {
    const reason = {
      activation: `${label} units cannot be rescaled without changing the function`,
      rates: 'the layers have learning rates of their own',
      penalty: 'the L1 penalty pulls both layers by itself',
      rule: `${ruleNamed(rule).label.toLowerCase()} does not follow the gradient's direction`,
      law: '',
    }[why];
    return `${plain} goes from ${number(weights[0]!)} to ${number(weights.at(-1)!)}; no law conserves it, because ${reason}.`;
  }
  const quantity = hasBias ? `${plain} − ‖b${layer}‖²` : plain;
  const flow =
    law === 'conserved' ? 'gradient flow keeps it constant' : 'gradient flow lets it decay as e^(−2·l2·t)';
  const begin = `${quantity} is ${number(balance[0]!)} at the start; because ${label} units can be rescaled, ${flow}.`;
  if (steps.at(-1) === 0) return begin;
  const measured = `Over ${count(steps.at(-1)!, 'step')} it drifted by ${number(drift)}`;
  if (predictedDrift === null)
    return `${begin} ${measured}, which is what finite steps, batches or noise do.`;
  return `${begin} ${measured}; finite steps predict ${number(predictedDrift)} (η² times the difference of the layers' squared gradients${law === 'decays' ? ' and the decay' : ''}, ${everyStep ? 'step by step' : 'estimated from the checkpoints'}), a drift that shrinks in proportion to the rate over the same time.`;
}
