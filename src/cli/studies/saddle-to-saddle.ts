import type { StudyResult } from '../../app';
import { studyView } from '../../figures/studies';
import { viewLines } from './view-lines';

export function saddleToSaddleTable(report: StudyResult<'saddle-to-saddle'>): string[] {
  return viewLines(studyView('saddle-to-saddle', report));
}
