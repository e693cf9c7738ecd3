import { number } from '../analysis/words';
import type { GroupSummary, SweepResult } from '../app';
import { grouped } from '../model/words';
import { columnsOf } from './columns';

/** Groups that are printed; the others are in the CSV. */
const mostGroups = 60;

/** One line per group, then what is to be seen. */
export function sweepLines({ summary, sentences, failures }: SweepResult): string[] {
  const { groups } = summary;
  const shown = groups.slice(0, mostGroups);
  const columns: readonly (readonly [string, (group: GroupSummary) => string])[] = [
    ['group', ({ label }) => label],
    ['runs', ({ done }) => grouped(done)],
    ['solved', ({ solved }) => percent(solved.share)],
    ['95 %', ({ solved }) => solved.interval.map((end) => percent(end, 0)).join('–')],
    ['escaped', ({ escaped }) => percent(escaped.share)],
    ['10 % by step', ({ escapeSteps }) => step(escapeSteps.low)],
    ['median', ({ escapeSteps }) => step(escapeSteps.median)],
    ['90 %', ({ escapeSteps }) => step(escapeSteps.high)],
    ['final loss', ({ finalLoss }) => value(finalLoss.median)],
    ['10 %', ({ finalLoss }) => value(finalLoss.low)],
    ['90 %', ({ finalLoss }) => value(finalLoss.high)],
    ['diverged', ({ statuses }) => grouped(statuses.diverged)],
  ];
  const more = groups.length - shown.length;
  return [
    ...columnsOf([
      columns.map(([name]) => name),
      ...shown.map((group) => columns.map(([, text]) => text(group))),
    ]),
    ...(more > 0 ? [`and ${grouped(more)} more groups`] : []),
    '',
    ...sentences,
    ...failures.slice(0, 5).map(({ run, reason }) => `Run ${run} failed: ${reason.replace(/\.$/, '')}.`),
    ...(failures.length > 5 ? [`and ${grouped(failures.length - 5)} more failed.`] : []),
  ];
}

const percent = (share: number, digits = 1) =>
  Number.isNaN(share) ? '–' : `${(100 * share).toFixed(digits)} %`;
const step = (steps: number) => (Number.isNaN(steps) ? '–' : grouped(steps));
const value = (one: number) => (Number.isNaN(one) ? '–' : number(one));

/** Without the rows, which the CSV and the `.saddle` file hold. */
export function sweepJson({
  experiment,
  rows: _,
  numbers,
  columns: __,
  tables,
  ...rest
}: SweepResult): object {
  return { ...rest, computed: numbers.length, sweep: experiment.sweep, tables };
}
