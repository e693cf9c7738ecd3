import { list } from '../analysis/words';
import type { JudgedRow } from './evidence';

/** What of a row decides. */
export type Judged = Pick<JudgedRow, 'settings' | 'holds'>;

export type Verdict = 'true' | 'false' | 'depends';

/** All deciding rows hold: true; none: false; some: depends. */
export function verdictOf(rows: readonly Judged[]): Verdict {
  const verdict = verdictOfHolds(rows.map(({ holds }) => holds));
  if (verdict === null) throw new Error('nothing decides this claim');
  return verdict;
}

/** The same from what holds alone; null where nothing decides. */
export function verdictOfHolds(holds: readonly (boolean | null)[]): Verdict | null {
  const deciding = holds.filter((one) => one !== null);
  if (deciding.length === 0) return null;
  const held = deciding.filter(Boolean).length;
  return held === deciding.length ? 'true' : held === 0 ? 'false' : 'depends';
}

/** Where a claim that depends holds and where it fails, as read from its rows. */
export interface Conditions {
  /** The fewest settings that tell holding from failing rows apart; null where none of up to five do. */
  readonly fields: readonly string[] | null;
  /** Sentences, none for a claim that is plainly true or false. */
  readonly sentences: readonly string[];
}

/** More settings than these would no longer be an answer. */
const mostFields = 5;

/**
 * @param preferred fields in the order in which they are tried; of equally small sets the first in this order is taken
 */
export function conditionsOf(rows: readonly Judged[], preferred: readonly string[]): Conditions {
  const deciding = rows.filter(({ holds }) => holds !== null);
  if (verdictOf(rows) !== 'depends') return { fields: [], sentences: [] };
  const varying = preferred.filter((field) => new Set(deciding.map((row) => row.settings[field])).size > 1);
  for (let size = 1; size <= Math.min(mostFields, varying.length); size++)
    for (const fields of subsets(varying, size))
      if (separates(deciding, fields)) return { fields, sentences: sentencesOf(deciding, fields) };
  const held = deciding.filter(({ holds }) => holds).length;
  return {
    fields: null,
    sentences: [
      `It holds in ${held} of ${deciding.length} cells, and no ${mostFields} settings of the table tell which.`,
    ],
  };
}

function* subsets(items: readonly string[], size: number, from = 0): Generator<string[]> {
  if (size === 0) {
    yield [];
    return;
  }
  for (let i = from; i + size <= items.length; i++)
    for (const rest of subsets(items, size - 1, i + 1)) yield [items[i]!, ...rest];
}

const keyOf = (row: Judged, fields: readonly string[]) =>
  JSON.stringify(fields.map((field) => row.settings[field] ?? ''));

function separates(rows: readonly Judged[], fields: readonly string[]): boolean {
  const seen = new Map<string, boolean | null>();
  for (const row of rows) {
    const key = keyOf(row, fields);
    if (seen.has(key) && seen.get(key) !== row.holds) return false;
    seen.set(key, row.holds);
  }
  return true;
}

/** One way through the tree of conditions: values that a field may have, one field after the other. */
interface Branch {
  readonly holds: boolean;
  readonly tests: readonly { readonly field: string; readonly values: readonly string[] }[];
}

function sentencesOf(rows: readonly Judged[], fields: readonly string[]): string[] {
  const branches = tree(rows, fields);
  const say = (holds: boolean) => {
    const ways = branches
      .filter((branch) => branch.holds === holds)
      .map(({ tests }) => list(tests.map(({ field, values }) => testWords(field, values))));
    return `It ${holds ? 'holds' : 'fails'} where ${ways.join(or)}.`;
  };
  return [say(true), say(false)];
}

const or = '; or where ';

/** A sentence of conditions taken apart: how it begins, and the ways that it names; none where it names no ways. */
export function waysIn(sentence: string): { readonly start: string; readonly ways: readonly string[] } {
  const [, start, ways] = /^(It (?:holds|fails) where) (.*)\.$/.exec(sentence) ?? [];
  return start === undefined ? { start: sentence, ways: [] } : { start, ways: ways!.split(or) };
}

function testWords(field: string, values: readonly string[]): string {
  const name = /^(?:a |the |what |when|φ)/.test(field) ? field : `the ${field}`;
  return `${name} ${isPlural(field) ? 'are' : 'is'} ${values.length < 2 ? values.join('') : `${values.slice(0, -1).join(', ')} or ${values.at(-1)}`}`;
}

/** `the biases are`, `the rates of one unit are`, but `the output bias is`, `the kind of inputs is`, `what moves is`. */
function isPlural(field: string): boolean {
  const noun = field.split(' of ')[0]!;
  return /(?<!s|bia)s$/.test(noun) && !/^(?:what|when)\b/.test(field);
}

/** The smallest tree over the fields that tells the rows apart; values that lead to the same subtree share a branch. */
function tree(rows: readonly Judged[], fields: readonly string[]): Branch[] {
  const first = rows[0]!.holds as boolean;
  if (rows.every(({ holds }) => holds === first)) return [{ holds: first, tests: [] }];
  let best: Branch[] | null = null;
  for (const field of fields) {
    const rest = fields.filter((other) => other !== field);
    const values = [...new Set(rows.map((row) => row.settings[field] ?? 'not given'))];
    if (values.length < 2 && rest.length > 0) continue;
    const merged = new Map<string, { values: string[]; below: Branch[] }>();
    for (const value of values) {
      const mine = rows.filter((row) => (row.settings[field] ?? 'not given') === value);
      const below = tree(mine, rest);
      const key = JSON.stringify(below);
      const known = merged.get(key);
      if (known) known.values.push(value);
      else merged.set(key, { values: [value], below });
    }
    const branches = [...merged.values()].flatMap(({ values: shared, below }) =>
      below.map(({ holds, tests }) => ({ holds, tests: [{ field, values: shared }, ...tests] })),
    );
    if (best === null || weight(branches) < weight(best)) best = branches;
  }
  return best!;
}

const weight = (branches: readonly Branch[]) =>
  branches.reduce((sum, { tests }) => sum + 1 + tests.length, 0);
