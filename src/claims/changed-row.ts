import type { Experiment } from '../model/experiment';
import type { Claim } from './claim';
import {
  type CellAnswer,
  type CellPlace,
  type ClaimResult,
  type ClaimRow,
  judgedRow,
  plainRow,
  rowPlacesOf,
} from './judge';
import { type Verdict, verdictOfHolds } from './verdict';

/** A row of a claim's table measured on another experiment in its place. Plain data that cross a structured clone. */
export interface ChangedRow {
  readonly row: ClaimRow;
  /** Of the table with this row in the place of the one that was changed. */
  readonly verdict: Verdict;
  readonly held: number;
  readonly decided: number;
}

/** @param answer of the changed experiment, as `answerCell` gives it */
export function judgeChanged(
  claim: Claim,
  places: readonly CellPlace[],
  result: ClaimResult,
  index: number,
  document: Experiment,
  answer: CellAnswer,
): ChangedRow {
  const { part, place } = rowPlacesOf(claim, places)[index]!;
  const row = plainRow(judgedRow(part, places[place]!, document, answer));
  const holds = result.rows.map((old, i) => (i === index ? row.holds : old.holds));
  const deciding = holds.filter((one) => one !== null);
  return {
    row,
    verdict: verdictOfHolds(holds) ?? result.verdict,
    held: deciding.filter(Boolean).length,
    decided: deciding.length,
  };
}
