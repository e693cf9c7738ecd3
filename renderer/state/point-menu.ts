/** The points of a run that menus offer, by the names that experiments and studies use. */
import type { RunView } from '../../src/app/contract';
import type { PointName } from '../../src/model/experiment';
import { formatCount } from './numbers';

export interface PointItem {
  readonly value: PointName;
  readonly label: string;
}

export const namedPoints = [
  { value: 'origin', label: 'Origin (all zeros)' },
  { value: 'init', label: 'Start' },
  { value: 'final', label: 'Newest step' },
  { value: 'best', label: 'Lowest loss' },
] as const satisfies readonly PointItem[];

/** The named points, the step that is chosen now where it is one, and the one that the scrubber holds. */
export function pointMenu(chosen: string, scrubbed: number | null): PointItem[] {
  const items: PointItem[] = [...namedPoints];
  const holds = scrubbed === null ? null : (`step:${scrubbed}` as const);
  if (/^step:\d+$/.test(chosen) && chosen !== holds)
    items.push({ value: chosen as PointName, label: `Step ${formatCount(Number(chosen.slice(5)))}` });
  if (holds !== null) items.push({ value: holds, label: `Step ${formatCount(scrubbed!)} (scrubber)` });
  return items;
}

/** The step of a point of the run; null for one that is no step, or that only the run itself knows. */
export function stepOfPoint(name: PointName, view: RunView): number | null {
  if (name === 'init') return 0;
  if (name === 'final') return view.step;
  return name.startsWith('step:') ? Number(name.slice(5)) : null;
}
