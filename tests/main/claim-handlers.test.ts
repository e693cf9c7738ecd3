import { describe, expect, test } from 'vitest';
import type { ClaimResult, ClaimsOptions, JobOptions, Saddlescope } from '../../src/app/contract';
import { claimHandlers } from '../../src/main/claim-handlers';
import type { SendEvent } from '../../src/main/wire';
import type { Experiment } from '../../src/model/experiment';
import { UserError } from '../../src/model/user-error';
import { keepNothing } from './keep-nothing';

/** Oracle: a service whose claims are decided when the test says so. */

const result = (id: string) =>
  ({
    id,
    verdict: 'true',
    rows: [
      { holds: null, document: { name: 'beside' } },
      { holds: true, document: { name: `first of ${id}` } },
    ],
  }) as unknown as ClaimResult;

function setting() {
  const events: [string, unknown][] = [];
  const written: unknown[][] = [];
  const waiting: (() => void)[] = [];
  const untilTold = (signal: AbortSignal | undefined) =>
    new Promise<void>((resolve, reject) => {
      waiting.push(resolve);
      signal?.addEventListener('abort', () =>
        reject(new UserError('The claims were cancelled.', 'cancelled')),
      );
    });
  const service = {
    claims: () => ['A1a', 'A1d', 'Q2'].map((id) => ({ id })),
    claim: async (id: string, { signal, onProgress }: JobOptions) => {
      onProgress?.({ done: 0, total: 1, task: `claim ${id}` });
      await untilTold(signal);
      return result(id);
    },
    decideClaims: async (ids: readonly string[] | null, { onDecided, signal }: ClaimsOptions) => {
      for (const id of ids ?? ['A1a', 'A1d', 'Q2']) {
        await untilTold(signal);
        onDecided?.(result(id));
      }
      return [];
    },
    changeClaim: async (id: string, row: number, experiment: Experiment, { signal }: JobOptions) => {
      await untilTold(signal);
      return { id, row, experiment };
    },
    claimsPage: (results: readonly ClaimResult[]) => results.map(({ id }) => id).join(),
    claimTable: ({ id }: ClaimResult) => `table of ${id}`,
  } as unknown as Saddlescope;
  const files = {
    saveText: async (...args: unknown[]) => (written.push(args), 'claims.html'),
    exportPicture: async (...args: unknown[]) => (written.push(args), 'claim.png'),
  };
  const handlers = claimHandlers(service, files, keepNothing, ((name: string, payload: unknown) =>
    events.push([name, payload])) as SendEvent);
  const tell = async () => {
    waiting.shift()?.();
    await new Promise((done) => setTimeout(done));
  };
  return { handlers, events, written, tell };
}
const claimEvents = (events: readonly [string, unknown][]) =>
  events.filter(([name]) => name === 'claim').map(([, payload]) => (payload as ClaimResult).id);

test('all claims: each is an event as soon as it is decided', async () => {
  const { handlers, events, tell } = setting();
  const all = handlers.decideClaims([]);
  expect(claimEvents(events)).toEqual([]);
  await tell();
  expect(claimEvents(events)).toEqual(['A1a']);
  await tell();
  await tell();
  await all;
  expect(claimEvents(events)).toEqual(['A1a', 'A1d', 'Q2']);
});

test('some claims', async () => {
  const { handlers, events, tell } = setting();
  const some = handlers.decideClaims(['Q2']);
  await tell();
  await some;
  expect(claimEvents(events)).toEqual(['Q2']);
});

test('all are cancelled without those that are decided already, and without a single one', async () => {
  const { handlers, events, tell } = setting();
  const all = handlers.decideClaims([]);
  await tell();
  const one = handlers.claim('Q2');
  handlers.cancelClaims();
  await expect(all).rejects.toMatchObject({ message: 'cancelled', place: 'cancelled' });
  expect(claimEvents(events)).toEqual(['A1a']);
  await tell();
  await tell();
  expect(await one).toMatchObject({ id: 'Q2' });
  expect(events).toContainEqual(['progress', { done: 0, total: 1, task: 'claim Q2' }]);
});

test('a newer call of the same claim, or of the same changed row, overtakes the older one', async () => {
  const { handlers, tell } = setting();
  const older = handlers.claim('A1a');
  const newer = handlers.claim('A1a');
  await expect(older).rejects.toMatchObject({ message: 'cancelled' });
  await tell();
  await tell();
  expect(await newer).toMatchObject({ id: 'A1a' });
  const slider = handlers.changeClaim('A1a', 1, { name: '1' } as Experiment);
  const further = handlers.changeClaim('A1a', 1, { name: '2' } as Experiment);
  await expect(slider).rejects.toMatchObject({ message: 'cancelled' });
  handlers.cancelChange('A1a');
  await expect(further).rejects.toMatchObject({ message: 'cancelled' });
});

describe('what was decided in this window', () => {
  test('is written as a page, in the list’s order', async () => {
    const { handlers, written, tell } = setting();
    for (const id of ['Q2', 'A1a']) {
      const decided = handlers.claim(id);
      await tell();
      await decided;
    }
    expect(await handlers.saveClaimsPage()).toBe('claims.html');
    expect(written).toEqual([['html', 'claims', 'A1a,Q2']]);
  });

  test('is saved as a picture with the first experiment that decides', async () => {
    const { handlers, written, tell } = setting();
    const png = new Uint8Array(3);
    await expect(handlers.exportClaimPicture('Q2', 'q2.png', png)).rejects.toThrow(
      'claim Q2 has not been decided in this window: decide it first.',
    );
    const decided = handlers.claim('Q2');
    await tell();
    await decided;
    expect(await handlers.exportClaimPicture('Q2', 'q2.png', png)).toBe('claim.png');
    await handlers.exportClaimTable('Q2');
    expect(written).toEqual([
      [{ name: 'first of Q2' }, 'q2.png', png],
      ['csv', 'claim-Q2', 'table of Q2'],
    ]);
  });
});
