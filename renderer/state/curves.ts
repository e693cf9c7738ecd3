/** What the chart of time can show, as curves with their axis, colour and name. */
import type { History, LayerHistory } from '../../src/app/contract';
import { formatCount, formatNumber, formatShare } from './numbers';

export type TimeChoice = 'loss' | 'accuracy' | 'layer-gradients' | 'balances';

export interface Curve {
  readonly label: string;
  readonly values: Float64Array;
  readonly axis: 'left' | 'right';
  /** A custom property of the style sheet. */
  readonly colour: `--${string}`;
  readonly dash?: readonly number[];
  /** A share, told in per cent. */
  readonly isShare?: boolean;
}

export interface Curves {
  readonly steps: Float64Array;
  readonly curves: readonly Curve[];
}

export interface TimeChoiceEntry {
  readonly value: TimeChoice;
  readonly label: string;
}

/** What can be chosen for a run: accuracy where the experiment has one, balances where there is a layer between two. */
export function timeChoices(history: History, hiddenLayers: number): TimeChoiceEntry[] {
  return [
    { value: 'loss', label: 'Loss and gradient norm' },
    ...(history.accuracy.some((value) => !Number.isNaN(value))
      ? [{ value: 'accuracy' as const, label: 'Accuracy' }]
      : []),
    { value: 'layer-gradients', label: 'Gradient norm of each layer' },
    ...(hiddenLayers > 0 ? [{ value: 'balances' as const, label: 'Balance of the layers' }] : []),
  ];
}

const layerColours = ['--class-1', '--class-2', '--class-3', '--class-4'] as const;
/** Layers beyond the four colours are told apart by their dashes. */
const layerDashes = [[], [6, 3], [2, 3], [9, 3, 2, 3]] as const;

/** @param layers null while it is being computed, or where it is not wanted */
export function curvesOf(
  choice: TimeChoice,
  history: History,
  hasTest: boolean,
  layers: LayerHistory | null,
): Curves {
  const { steps } = history;
  switch (choice) {
    case 'loss':
      return {
        steps,
        curves: [
          { label: 'loss', values: history.loss, axis: 'left', colour: '--loss' },
          {
            label: 'gradient norm',
            values: history.gradientNorm,
            axis: 'right',
            colour: '--gradient',
            dash: [5, 3],
          },
          ...(hasTest
            ? [
                {
                  label: 'test loss',
                  values: history.testLoss,
                  axis: 'left' as const,
                  colour: '--test-loss' as const,
                  dash: [2, 3],
                },
              ]
            : []),
        ],
      };
    case 'accuracy':
      return {
        steps,
        curves: [
          { label: 'right', values: history.accuracy, axis: 'left', colour: '--loss', isShare: true },
          ...(hasTest
            ? [
                {
                  label: 'right of the test set',
                  values: history.testAccuracy,
                  axis: 'left' as const,
                  colour: '--test-loss' as const,
                  dash: [2, 3],
                  isShare: true,
                },
              ]
            : []),
        ],
      };
    case 'layer-gradients':
      return ofLayers(layers, layers?.gradientNorms, 'layer');
    case 'balances':
      return ofLayers(layers, layers?.balances, 'hidden layer');
  }
}

function ofLayers(
  layers: LayerHistory | null,
  columns: readonly Float64Array[] | undefined,
  name: string,
): Curves {
  const curves = (columns ?? []).map((values, i): Curve => {
    const dash = layerDashes[Math.floor(i / layerColours.length) % layerDashes.length]!;
    return {
      label: `${name} ${i + 1}`,
      values,
      axis: 'left',
      colour: layerColours[i % layerColours.length]!,
      ...(dash.length > 0 ? { dash } : {}),
    };
  });
  return { steps: layers?.steps ?? new Float64Array(0), curves };
}

/** What the curves are at one of their steps, in words. */
export function readCurves({ steps, curves }: Curves, index: number): string {
  const step = steps[index];
  if (step === undefined) return '';
  const said = curves.map(({ label, values, isShare }) => {
    const value = values[index] ?? NaN;
    return isShare ? `${formatShare(value)} ${label}` : `${label} ${formatNumber(value)}`;
  });
  return `step ${formatCount(step)}: ${said.join(', ')}`;
}

/** The text alternative of what concerns layers: where each curve begins and ends. */
export function describeCurves({ steps, curves }: Curves, title: string): string {
  if (steps.length === 0) return `${title}: nothing to show yet.`;
  const last = steps.length - 1;
  const said = curves.map(
    ({ label, values }) =>
      `${label} from ${formatNumber(values[0] ?? NaN, 4)} to ${formatNumber(values[last] ?? NaN, 4)}`,
  );
  return `${title} from step ${formatCount(steps[0] ?? 0)} to ${formatCount(steps[last] ?? 0)}: ${said.join('; ')}.`;
}
