import type { StudyResult } from '../../app';
import { studyView } from '../../figures/studies';
import { viewLines } from './view-lines';

export function orderTable(report: StudyResult<'order'>): string[] {
  return viewLines(studyView('order', report));
}
