/** The answers to the window's calls about claims. What was decided is remembered for as long as the window is there. */
import type { ClaimResult, Progress, Saddlescope } from '../app/contract';
import { UserError } from '../model/user-error';
import type { DocumentFiles } from './document-files';
import type { KeepWork } from './keep-work';
import { Overtaking } from './overtaking';
import type { SendEvent, WindowHandlers } from './wire';

export type ClaimHandlers = Pick<
  WindowHandlers,
  | 'claims'
  | 'claim'
  | 'cancelClaim'
  | 'decideClaims'
  | 'cancelClaims'
  | 'changeClaim'
  | 'cancelChange'
  | 'saveClaimsPage'
  | 'exportClaimPicture'
  | 'exportClaimTable'
>;

export function claimHandlers(
  service: Saddlescope,
  files: Pick<DocumentFiles, 'saveText' | 'exportPicture'>,
  keepWork: KeepWork,
  send: SendEvent,
): ClaimHandlers {
  const onProgress = (progress: Progress) => send('progress', progress);
  const single = new Overtaking<string>();
  const all = new Overtaking<'all'>();
  const changes = new Overtaking<string>();
  const decided = new Map<string, ClaimResult>();
  const keep = (result: ClaimResult): ClaimResult => {
    decided.set(result.id, result);
    return result;
  };
  const known = (id: string): ClaimResult => {
    const result = decided.get(id);
    if (result === undefined)
      throw new UserError(`claim ${id} has not been decided in this window: decide it first.`, 'claim');
    return result;
  };
  return {
    claims: () => service.claims(),
    claim: (id) =>
      single.call(id, async (signal) =>
        keep(
          await keepWork({ task: 'claims', ids: [id] }, (kept) =>
            service.claim(id, { onProgress, signal, ...kept }),
          ),
        ),
      ),
    cancelClaim: (id) => single.cancel(id),
    decideClaims: (ids) =>
      all.call('all', async (signal) => {
        const onDecided = (result: ClaimResult) => send('claim', keep(result));
        await keepWork({ task: 'claims', ids }, (kept) =>
          service.decideClaims(ids.length === 0 ? null : ids, { onProgress, signal, onDecided, ...kept }),
        );
      }),
    cancelClaims: () => all.cancel('all'),
    changeClaim: (id, row, experiment) =>
      changes.call(id, (signal) => service.changeClaim(id, row, experiment, { onProgress, signal })),
    cancelChange: (id) => changes.cancel(id),
    saveClaimsPage: () => {
      const results = service.claims().flatMap(({ id }) => decided.get(id) ?? []);
      return files.saveText('html', 'claims', service.claimsPage(results));
    },
    exportClaimPicture: async (id, name, picture) => {
      const row = known(id).rows.find(({ holds }) => holds !== null)!;
      return files.exportPicture(row.document, name, picture);
    },
    exportClaimTable: async (id) => files.saveText('csv', `claim-${id}`, service.claimTable(known(id))),
  };
}
