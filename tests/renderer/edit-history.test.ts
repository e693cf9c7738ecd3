import { expect, test } from 'vitest';
import {
  noEdits,
  redone,
  undone,
  withEdit,
  type Edition,
  type EditHistory,
} from '../../renderer/state/edit-history';
import { setPerturbation, setWeightSeed } from '../../renderer/state/editing';
import type { Experiment } from '../../src/model/experiment';
import { templateExperiment } from '../../src/model/templates';

/** Oracle: lists of editions kept by hand. */

const first = templateExperiment('xor-from-zero');
const seeded = (seed: number): Experiment => setWeightSeed(first, seed);
const size = (value: number): Experiment => setPerturbation(first, { size: value });
const at = (experiment: Experiment, step = 0): Edition => ({ experiment, step });

/** Everything there is to go back (or forth) to, from `current`. */
function all(way: typeof undone, history: EditHistory, current: Edition): [Edition[], EditHistory, Edition] {
  const editions: Edition[] = [];
  for (let found; (found = way(history, current)); { edition: current, history } = found)
    editions.push(found.edition);
  return [editions, history, current];
}

test('goes back through every edition with the step of its run, and forth again', () => {
  const last = at(setPerturbation(seeded(11), { size: 1 }), 7);
  let history = withEdit(noEdits, at(first, 5000), seeded(11), 0);
  history = withEdit(history, at(seeded(11), 20), last.experiment, 5000);
  const [back, there, current] = all(undone, history, last);
  expect(back).toEqual([at(seeded(11), 20), at(first, 5000)]);
  const [forth, end] = all(redone, there, current);
  expect(forth).toEqual([at(seeded(11), 20), last]);
  expect(end.past).toEqual(history.past);
});

test('a slider that is drawn is undone at once; after a rest, or elsewhere, it is another change', () => {
  let drawn = withEdit(noEdits, at(first), size(0.1), 0);
  drawn = withEdit(drawn, at(size(0.1)), size(0.2), 100);
  drawn = withEdit(drawn, at(size(0.2)), size(0.3), 200);
  expect(all(undone, drawn, at(size(0.3)))[0]).toEqual([at(first)]);
  const elsewhere = setWeightSeed(size(0.2), 9);
  let rested = withEdit(noEdits, at(first), size(0.1), 0);
  rested = withEdit(rested, at(size(0.1)), size(0.2), 5000);
  rested = withEdit(rested, at(size(0.2)), elsewhere, 5010);
  expect(all(undone, rested, at(elsewhere))[0]).toEqual([at(size(0.2)), at(size(0.1)), at(first)]);
});

test('a new change forgets what was undone; no change at all is none', () => {
  const { history } = undone(withEdit(noEdits, at(first), seeded(11), 0), at(seeded(11)))!;
  expect(withEdit(history, at(first), structuredClone(first), 5000)).toBe(history);
  const other = withEdit(history, at(first), seeded(12), 5001);
  expect(other.future).toEqual([]);
  expect(all(undone, other, at(seeded(12)))[0]).toEqual([at(first)]);
});

test('keeps two hundred editions', () => {
  let history = noEdits;
  for (let i = 0; i < 250; i++) history = withEdit(history, at(seeded(i)), seeded(i + 1), 5000 * i);
  expect(all(undone, history, at(seeded(250)))[0]).toHaveLength(200);
});
