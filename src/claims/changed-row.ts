import type { StudyChart } from '../figures/studies';
import { number } from '../analysis/words';
import type { Experiment } from '../model/experiment';
import { UserError } from '../model/user-error';
import type { Claim, ClaimPart } from './claim';
import { type Curve, sameDepth } from './experiment';
import {
  type CellAnswer,
  type CellPlace,
  type ClaimResult,
  type ClaimRow,
  fieldOrder,
  judgedRow,
  plainRow,
  rowPlacesOf,
  selects,
} from './judge';
import { conditionsOf, type Verdict, verdictOfHolds } from './verdict';

/** A row of a claim's table measured on another experiment in its place. Plain data that cross a structured clone. */
export interface ChangedRow {
  readonly row: ClaimRow;
  /** Of the table with the changed experiment in the place of the cell: all rows that read this cell are judged anew. */
  readonly verdict: Verdict;
  /** On what that depends, as in `ClaimResult`. */
  readonly conditions: readonly string[];
  readonly held: number;
  readonly decided: number;
  /** What was recorded over the steps, the table's beside the changed; none where the measurement records nothing. */
  readonly charts: readonly StudyChart[];
}

/** The cell of a row, with the changed experiment in it. Throws `UserError` where there is no such row, or where nothing can be measured of the experiment. */
export function changedPlace(
  claim: Claim,
  places: readonly CellPlace[],
  row: number,
  document: Experiment,
): CellPlace {
  const rows = rowPlacesOf(claim, places);
  const found = rows[row];
  if (found === undefined)
    throw new UserError(
      `claim ${claim.id} has ${rows.length} rows: choose one from 1 to ${rows.length}.`,
      'row',
    );
  const place = places[found.place]!;
  const changed = { ...place, cell: { ...place.cell, experiment: document } };
  const { experiment, cell } = place;
  const unfit = (experiment.fits ?? sameDepth)(document, cell.experiment);
  if (unfit !== null) throw undefinedThere(claim, unfit, 'network.sizes');
  if (!selects(found.part, changed))
    throw undefinedThere(
      claim,
      'with this change the experiment is none of those that the statement is about',
    );
  return changed;
}

function undefinedThere({ id }: Claim, why: string, place = 'claim'): UserError {
  return new UserError(
    `what claim ${id} measures is not defined for the changed experiment: ${why}; the table’s own result stays.`,
    place,
  );
}

/**
 * @param index of the row that was asked for
 * @param answer of the changed experiment, as `answerCell` gives it
 * Throws `UserError` where the measurement has no value for it, or where nothing decides the claim any more.
 */
export function judgeChanged(
  claim: Claim,
  places: readonly CellPlace[],
  result: ClaimResult,
  index: number,
  document: Experiment,
  answer: CellAnswer,
): ChangedRow {
  const from = rowPlacesOf(claim, places);
  const place = from[index]!.place;
  const rows = result.rows.map((old, i): ClaimRow => {
    const { part, place: own } = from[i]!;
    if (own !== place) return old;
    const judged = judgedRow(part, places[place]!, document, answer);
    const row = plainRow(judged, part, claim);
    const missing = missingNumber(part, row, result);
    if (missing !== undefined && i === index)
      throw undefinedThere(claim, `“${part.experiment.measures[missing]}” has no value there`);
    // Another reading of the same cell: where it says nothing any more it decides nothing.
    return missing === undefined ? row : { ...row, holds: null };
  });
  const verdict = verdictOfHolds(rows.map(({ holds }) => holds));
  if (verdict === null) throw undefinedThere(claim, 'its premise is not given in any row then');
  const deciding = rows.filter(({ holds }) => holds !== null);
  return {
    row: rows[index]!,
    verdict,
    conditions: changedConditions(claim, result.rows[index]!, rows[index]!, rows),
    held: deciding.filter(({ holds }) => holds).length,
    decided: deciding.length,
    charts: chartsOf(result.rows[index]!.curves, rows[index]!.curves),
  };
}

/** What the claim names may no longer tell the rows apart: then what was changed comes first. */
function changedConditions(
  { conditions = [] }: Claim,
  before: ClaimRow,
  after: ClaimRow,
  rows: readonly ClaimRow[],
): readonly string[] {
  const usual = conditionsOf(rows, conditions);
  if (usual.fields !== null) return usual.sentences;
  const fields = fieldOrder([...new Set(rows.flatMap(({ settings }) => Object.keys(settings)))]);
  const touched = fields.filter((field) => after.settings[field] !== before.settings[field]);
  return conditionsOf(rows, [...new Set([...touched, ...conditions, ...fields])]).sentences;
}

/** A number that the part's threshold reads and that has no value here, though it has one in every row of the table. */
function missingNumber(part: ClaimPart, row: ClaimRow, result: ClaimResult): string | undefined {
  const read = new Set<string>();
  const numbers = new Proxy(row.numbers, {
    get: (target, name: string) => {
      read.add(name);
      return target[name];
    },
  });
  part.holds?.({ ...row, experiment: part.experiment.id, numbers });
  const known = result.rows.filter((one) => one.part === row.part);
  return [...read].find(
    (name) => isMissing(row.numbers[name]) && !known.some((one) => isMissing(one.numbers[name])),
  );
}

const isMissing = (value: number | undefined) => value === undefined || Number.isNaN(value);

function chartsOf(before: readonly Curve[], after: readonly Curve[]): StudyChart[] {
  return after.flatMap((curve): StudyChart[] => {
    const old = before.find(({ name }) => name === curve.name);
    if (old === undefined || !curve.y.some(Number.isFinite)) return [];
    const { name, along = 'step' } = curve;
    const [was, is] = [old, curve].map(({ y }) => number(y.at(-1) ?? NaN));
    return [
      {
        title: name,
        x: { label: along, scale: 'log' },
        y: { label: name, scale: 'linear' },
        series: [
          { name: 'as in the table', x: old.x, y: old.y, draw: 'dashed', tone: 'quiet' },
          { name: 'changed', x: curve.x, y: curve.y, draw: 'line', tone: 'accent' },
        ],
        description: `${name} over the ${along}: at the end ${was} as in the table, ${is} with the change.`,
      },
    ];
  });
}
