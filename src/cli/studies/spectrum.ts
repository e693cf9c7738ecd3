import type { StudyResult } from '../../app';
import { studyView } from '../../figures/studies';
import { viewLines } from './view-lines';

export function spectrumTable(report: StudyResult<'spectrum'>): string[] {
  return viewLines(studyView('spectrum', report));
}
