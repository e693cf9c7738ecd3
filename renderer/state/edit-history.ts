import { differingPlaces } from '../../src/model/differing-places';
import type { Experiment } from '../../src/model/experiment';

/** The experiment as it was, and how far its run had been trained. */
export interface Edition {
  readonly experiment: Experiment;
  readonly step: number;
}

/** What undo goes back to and redo goes forth to. A value: every change makes another one. */
export interface EditHistory {
  readonly past: readonly Edition[];
  readonly future: readonly Edition[];
  /** Where the newest change was, and when. */
  readonly places: string;
  readonly time: number;
}

export const noEdits: EditHistory = { past: [], future: [], places: '', time: -Infinity };

/** Earlier editions that are kept. Documents are shared piece by piece: only a table of data of one's own weighs anything. */
const mostKept = 200;
/** Milliseconds: changes of the same places in quicker succession (a slider that is drawn) are undone together. */
const oneGesture = 900;

/** With a change to `after`. @param now milliseconds of any clock */
export function withEdit(history: EditHistory, before: Edition, after: Experiment, now: number): EditHistory {
  const places = differingPlaces(before.experiment, after).join();
  if (places === '') return history;
  const { past, future } = history;
  const goesOn =
    past.length > 0 && future.length === 0 && places === history.places && now - history.time < oneGesture;
  return { past: goesOn ? past : [...past, before].slice(-mostKept), future: [], places, time: now };
}

/** The edition before `current`, which can be gone forth to again; null where there is none. */
export function undone(
  { past, future }: EditHistory,
  current: Edition,
): { readonly edition: Edition; readonly history: EditHistory } | null {
  const edition = past.at(-1);
  if (!edition) return null;
  return { edition, history: { ...noEdits, past: past.slice(0, -1), future: [...future, current] } };
}

export function redone(
  { past, future }: EditHistory,
  current: Edition,
): { readonly edition: Edition; readonly history: EditHistory } | null {
  const edition = future.at(-1);
  if (!edition) return null;
  return { edition, history: { ...noEdits, past: [...past, current], future: future.slice(0, -1) } };
}
