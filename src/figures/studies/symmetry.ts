import type { StudyResult } from '../../analysis/studies';
import { findingOf } from './finding-of';
import { planeChoice } from './plane-choice';
import type { ChartSeries, LookAlong, StudyChart, StudyTable, StudyView, Tone } from './study-view';

type Report = StudyResult<'symmetry'>;

export function symmetryView(report: Report): StudyView {
  const { sentences, orbit, steps, breaks } = report;
  return {
    findings: sentences.map(findingOf),
    charts: [widths(report), ...distances(report), ...balances(report)],
    tables: orbit.layers.length === 0 ? [] : [orbitTable(report)],
    evidence: [
      { label: 'checkpoints compared bit for bit', value: String(steps.length) },
      ...breaks.map(({ step, cause, layer, units }) => ({
        label: `class of ${units.length} in hidden layer ${layer} broke`,
        value: `step ${step ?? 'unknown'}, cause ${cause}`,
      })),
      { label: 'permutations', value: orbit.permutations.elements },
      { label: 'different points by permutations', value: bounded(orbit.permutations) },
      { label: 'permutations and sign flips', value: orbit.withFlips.elements },
      { label: 'different points by both', value: bounded(orbit.withFlips) },
    ],
    lookAlong: tiedPlanes(report),
  };
}

const bounded = ({ points, exact }: Report['orbit']['permutations']) =>
  exact ? points : `at most ${points}`;

const toneOf = (index: number): Tone => (['twins', 'accent', 'above'] as const)[index] ?? 'quiet';

function series(name: string, x: Float64Array, y: Float64Array, index: number): ChartSeries {
  return { name, x, y, draw: 'line', tone: toneOf(index) };
}

function widths({ steps, twins, effectiveWidth }: Report): StudyChart {
  const layers = twins[0] ?? [];
  return {
    title: 'Effective width',
    x: { label: 'step', scale: 'linear' },
    y: { label: 'classes of twin units', scale: 'linear' },
    series: layers.map(({ layer }, index) => ({
      ...series(
        `hidden layer ${layer}`,
        steps,
        Float64Array.from(steps, (_, i) => effectiveWidth[i * layers.length + index]!),
        index,
      ),
      draw: 'steps',
    })),
    description: `Effective width over ${steps.length} checkpoints: ${layers
      .map(
        ({ layer, effectiveWidth: first }, index) =>
          `layer ${layer} from ${first} to ${twins.at(-1)![index]!.effectiveWidth}`,
      )
      .join(', ')}.`,
  };
}

function distances({ distances: all }: Report): StudyChart[] {
  const shown = all.filter(({ spread }) => spread.some((value) => value > 0));
  if (shown.length === 0) return [];
  return [
    {
      title: 'Distances of units',
      x: { label: 'step', scale: 'linear' },
      y: { label: 'distance in parameter space', scale: 'log' },
      series: shown.flatMap(({ layer, steps, closest, spread }, index) => [
        series(`layer ${layer}, farthest two`, steps, spread, index),
        {
          ...series(`layer ${layer}, closest two that are not twins`, steps, closest, index),
          draw: 'dashed',
        },
      ]),
      description:
        'How far the two farthest units of each hidden layer, and its two closest that are not twins, are apart over time.',
    },
  ];
}

function balances({ imbalances, steps }: Report): StudyChart[] {
  if (imbalances.length === 0) return [];
  return [
    {
      title: 'Balance of layers',
      x: { label: 'step', scale: 'linear' },
      y: { label: 'difference of squared norms', scale: 'linear' },
      series: imbalances.flatMap(({ layer, weights, balance, law, hasBias }, index) => [
        series(`‖W${layer + 1}‖² − ‖W${layer}‖²`, steps, weights, index),
        ...(law !== 'none' && hasBias
          ? [{ ...series(`the same − ‖b${layer}‖²`, steps, balance, index), draw: 'dashed' as const }]
          : []),
      ]),
      description: imbalances
        .map(
          ({ layer, law }) =>
            `Layers ${layer} and ${layer + 1}: ${law === 'none' ? 'no law holds' : `the balance is ${law === 'conserved' ? 'conserved' : 'let decay'} by gradient flow`}.`,
        )
        .join(' '),
    },
  ];
}

function orbitTable({ orbit }: Report): StudyTable {
  return {
    title: 'Units that can be rearranged',
    columns: ['hidden layer', 'units', 'activation', 'sign flips', 'sizes of classes', 'units at 0'],
    rows: orbit.layers.map(({ layer, width, activation, flips, classSizes, idle }) => [
      String(layer),
      String(width),
      activation,
      flips ? 'yes' : 'no',
      `${classSizes.slice(0, 12).join(', ')}${classSizes.length > 12 ? ' …' : ''}`,
      String(idle),
    ]),
  };
}

/** For each hidden layer the plane that ties and splits two of its twins, or its closest two. */
function tiedPlanes({ twins, distances: all, at }: Report): LookAlong[] {
  return (twins.at(-1) ?? []).flatMap(({ layer, classes }) => {
    const pair =
      classes.find((units) => units.length > 1) ?? all.find((one) => one.layer === layer)?.almostTwins;
    if (!pair) return [];
    const [unit, twin] = [pair[0]! + 1, pair[1]! + 1];
    return [
      {
        label: `Tie and split units ${unit} and ${twin} of hidden layer ${layer}`,
        plane: planeChoice('tied-units', { layer, unit, twin }),
        centre: at === 'given' ? null : at,
      },
    ];
  });
}
