import type { PointName } from '../../model/experiment';
import { groupThousands } from '../ticks';
import type { StudyName, StudyResult } from '../../analysis/studies';
import { orderView } from './order';
import { spectrumView } from './spectrum';
import { lineView } from './line';
import { criticalPointsView } from './critical-points';
import { saddleToSaddleView } from './saddle-to-saddle';
import type { StudyView } from './study-view';
import { escapeView } from './escape';
import { roundOffView } from './round-off';
import { symmetryView } from './symmetry';

export type * from './study-view';

/** How each study's answer is shown. A new study has one entry here. */
const views: { readonly [N in StudyName]: (result: StudyResult<N>) => StudyView } = {
  spectrum: spectrumView,
  order: orderView,
  symmetry: symmetryView,
  line: lineView,
  escape: escapeView,
  'round-off': roundOffView,
  'critical-points': criticalPointsView,
  'saddle-to-saddle': saddleToSaddleView,
};

export function studyView<N extends StudyName>(name: N, result: StudyResult<N>): StudyView {
  const view = views[name](result);
  const { at, step } = result as Partial<PointOfAnswer>;
  if (at === undefined) return view;
  return { ...view, evidence: [{ label: 'point', value: pointText(at, step ?? null) }, ...view.evidence] };
}

/** Most answers are about one point. */
interface PointOfAnswer {
  readonly at: PointName | 'given';
  readonly step: number | null;
}

function pointText(at: PointOfAnswer['at'], step: number | null): string {
  if (at === 'given') return 'given parameters';
  if (at.startsWith('step:')) return `step ${groupThousands(Number(at.slice(5)))}`;
  return step === null ? at : `${at}, step ${groupThousands(step)}`;
}
