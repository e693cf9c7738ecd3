import type { StudyName, StudyResult } from '../../app';
import { orderTable } from './order';
import { spectrumTable } from './spectrum';
import { lineTable } from './line';
import { escapeTable } from './escape';
import { roundOffTable } from './round-off';
import { criticalPointsTable } from './critical-points';
import { saddleToSaddleTable } from './saddle-to-saddle';
import { symmetryTable } from './symmetry';

/** How each study's answer is printed for people: lines of text. A new study has one entry here. */
const tables: { readonly [N in StudyName]: (result: StudyResult<N>) => readonly string[] } = {
  spectrum: spectrumTable,
  order: orderTable,
  symmetry: symmetryTable,
  line: lineTable,
  escape: escapeTable,
  'round-off': roundOffTable,
  'critical-points': criticalPointsTable,
  'saddle-to-saddle': saddleToSaddleTable,
};

export function studyTable<N extends StudyName>(name: N, result: StudyResult<N>): string {
  return `${tables[name](result).join('\n')}\n`;
}
