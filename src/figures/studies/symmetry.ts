import type { StudyResult } from '../../analysis/studies';
import { emptyView, type StudyView } from './study-view';

export function symmetryView({ steps, twins }: StudyResult<'symmetry'>): StudyView {
  const layers = twins[0]?.map(({ layer, width }) => ({ layer, width })) ?? [];
  const widths = (index: number) => Float64Array.from(twins, (at) => at[index]!.effectiveWidth);
  return {
    ...emptyView,
    findings: layers.map(({ layer, width }, index) => ({
      headline: `Hidden layer ${layer}: effective width ${widths(index).at(-1)} of ${width} at step ${steps.at(-1)}.`,
      detail: '',
    })),
    charts: [
      {
        title: 'Effective width',
        x: { label: 'step', scale: 'linear' },
        y: { label: 'classes of twin units', scale: 'linear' },
        series: layers.map(({ layer }, index) => ({
          name: `hidden layer ${layer}`,
          x: steps,
          y: widths(index),
          draw: 'steps',
          tone: index === 0 ? 'twins' : 'quiet',
        })),
        description: `Effective width over ${steps.length} checkpoints.`,
      },
    ],
  };
}
