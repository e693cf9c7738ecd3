import { number } from '../words';
import type { GroupSummary, Rate, SweepSummary } from './summary';

const grouped = (value: number) => value.toLocaleString('en-GB');
const percent = (share: number) => `${number(100 * share)} %`;

/** `87 of 100 (87 %, 95 %: 79–92 %)` */
export function rateText({ count, share, interval }: Rate, of: number): string {
  if (of === 0) return 'none';
  const [low, high] = interval.map((end) => number(Number((100 * end).toPrecision(3))));
  return `${grouped(count)} of ${grouped(of)} (${percent(share)}; 95 %: ${low}–${high} %)`;
}

export const trainedOf = ({ done, statuses }: GroupSummary): number => done - statuses.failed;

/** What a sweep has shown, in a few sentences. */
export function sweepSentences({ runs, done, failed, groups }: SweepSummary): string[] {
  const sum = (pick: (group: GroupSummary) => number) =>
    groups.reduce((total, group) => total + pick(group), 0);
  const trained = sum(trainedOf);
  const solved = sum((group) => group.solved.count);
  const escaped = sum((group) => group.escaped.count);
  const diverged = sum((group) => group.statuses.diverged);
  const sentences = [
    done < runs
      ? `${grouped(done)} of ${grouped(runs)} runs are there.`
      : `${grouped(runs)} ${runs === 1 ? 'run' : 'runs'}: ${grouped(solved)} solved, ${grouped(escaped)} escaped, ${grouped(diverged)} diverged.`,
  ];
  if (failed > 0)
    sentences.push(`${grouped(failed)} ${failed === 1 ? 'run' : 'runs'} failed and are in no number here.`);
  if (groups.length < 2 || trained === 0) return sentences;
  const known = groups.filter((group) => trainedOf(group) > 0);
  const ordered = [...known].sort((a, b) => b.solved.share - a.solved.share);
  const [best, worst] = [ordered[0]!, ordered.at(-1)!];
  if (best.solved.share > worst.solved.share)
    sentences.push(
      `Most are solved with ${best.label}: ${rateText(best.solved, trainedOf(best))}; fewest with ${worst.label}: ${rateText(worst.solved, trainedOf(worst))}.`,
    );
  const left = known.filter(({ escapeSteps }) => !Number.isNaN(escapeSteps.median));
  const times = [...left].sort((a, b) => a.escapeSteps.median - b.escapeSteps.median);
  const [soonest, latest] = [times[0], times.at(-1)];
  if (soonest && latest && soonest.escapeSteps.median < latest.escapeSteps.median)
    sentences.push(
      `Half have escaped soonest with ${soonest.label} (by step ${grouped(soonest.escapeSteps.median)}), latest with ${latest.label} (by step ${grouped(latest.escapeSteps.median)}).`,
    );
  return sentences;
}
