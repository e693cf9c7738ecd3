import { afterAll, beforeAll } from 'vitest';
import { createSaddlescope, type ClaimResult } from '../../src/app';

type Settings = Readonly<Record<string, string>>;

/** Decides claims before the tests of a file, through the service on two threads. @param ids null: all of them */
export function decidedClaims(ids: readonly string[] | null) {
  const app = createSaddlescope({ workers: 2 });
  afterAll(() => app.dispose());
  let results: ReadonlyMap<string, ClaimResult> = new Map();
  beforeAll(async () => {
    results = new Map((await app.decideClaims(ids)).map((result) => [result.id, result]));
    // The bound that all claims together keep; a machine with other work is slower than the ten seconds of a hook.
  }, 60_000);
  const claim = (id: string): ClaimResult => results.get(id)!;
  const rowsOf = (id: string, settings: Settings) =>
    claim(id).rows.filter((row) =>
      Object.entries(settings).every(([key, value]) => row.settings[key] === value),
    );
  return {
    app,
    all: () => [...results.values()],
    claim,
    rowsOf,
    /** A number of the first row with these settings. */
    measured: (id: string, name: string, settings: Settings = {}): number =>
      rowsOf(id, settings)[0]!.numbers[name]!,
  };
}
