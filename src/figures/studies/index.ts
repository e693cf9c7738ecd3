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
  return views[name](result);
}
