import type { StudyResult } from '../../app';
import { studyView } from '../../figures/studies';
import { viewLines } from './view-lines';

export function criticalPointsTable(report: StudyResult<'critical-points'>): string[] {
  return viewLines(studyView('critical-points', report));
}
