import { UserError } from '../model/user-error';
import { nearest } from '../model/near';
import type { Claim } from './claim';
import type { ClaimExperiment } from './experiment';

export type { Claim, ClaimPart } from './claim';
export type { CellRun } from './cell-run';
export {
  answerCell,
  type CellAnswer,
  type CellPlace,
  cellsOf,
  type ClaimResult,
  type ClaimRow,
  judge,
} from './judge';
export { type ChangedRow, changedPlace, judgeChanged } from './changed-row';
export type { Verdict } from './verdict';

/** Every file of `list/` is a claim by being there. */
const files = import.meta.glob<Claim>('./list/*.ts', { eager: true, import: 'default' });

const groups = 'qae';

/** Every claim: the question's, then the answers', then further ones. */
export const claims: readonly Claim[] = Object.values(files).sort((a, b) => {
  const group = (claim: Claim) => groups.indexOf(claim.id[0]!.toLowerCase());
  const known = group(a) - group(b);
  return known === 0 ? (a.id.toLowerCase() < b.id.toLowerCase() ? -1 : 1) : known;
});

/** A claim by its id, letter case aside. Throws `UserError` with the nearest ids for one that does not exist. */
export function claimNamed(id: string): Claim {
  const wanted = id.trim().toLowerCase();
  const found = claims.find((claim) => idsOf(claim).some((one) => one.toLowerCase() === wanted));
  if (found) return found;
  const ids = claims.flatMap(idsOf);
  const near = nearIds(wanted, ids);
  throw new UserError(
    `there is no claim "${id.slice(0, 40)}": ${near.length ? `did you mean ${near.join(' or ')}` : `there are ${ids.join(', ')}`}?`.replace(
      /(there are .*)\?$/,
      '$1.',
    ),
    'claim',
  );
}

const idsOf = ({ id, also = [] }: Claim): string[] => [id, ...also];

/** The ids that a mistyped one may have meant, at most three. */
function nearIds(wanted: string, ids: readonly string[]): string[] {
  const found: string[] = [];
  let left = [...ids];
  while (found.length < 3) {
    const next = nearest(wanted, left);
    if (next === undefined) break;
    found.push(next);
    left = left.filter((id) => id !== next);
  }
  return found;
}

/** An experiment of claims by its id. */
export function claimExperiment(id: string): ClaimExperiment {
  const found = claims.flatMap(({ parts }) => parts).find(({ experiment }) => experiment.id === id);
  if (found === undefined) throw new Error(`no claim has an experiment "${id}"`);
  return found.experiment;
}
