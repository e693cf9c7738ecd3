import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ChildProcess, spawn } from 'node:child_process';
import { afterAll, beforeAll, beforeEach, expect } from 'vitest';
import { createSaddlescope, type KeptPieces, type Progress, type Saddlescope } from '../../src/app';
import type { JobOptions, PieceOfWork } from '../../src/app/contract';

/** Pieces of work that take a moment, begun and ended in every way, and the folder that they are kept in; a new one for each test. */

export let folder: string;
export let app: Saddlescope;
export let next: Saddlescope;
/** A process that has ended: its number is of nobody. */
let ended: ChildProcess;

/** Test files may share this module: each asks for programs and folders of its own. */
export function withProgramsAndFolders(): void {
  const folders: string[] = [];
  beforeAll(() => {
    app = createSaddlescope({ workers: 2 });
    next = createSaddlescope({ workers: 1 });
    known.clear();
  });
  beforeEach(() => {
    folder = join(mkdtempSync(join(tmpdir(), 'saddlescope-pieces-')), 'unfinished');
    folders.push(folder);
  });
  afterAll(async () => {
    await Promise.all([app.dispose(), next.dispose()]);
    for (const one of folders) rmSync(join(one, '..'), { recursive: true, force: true });
  });
}

/** Kept so soon that nothing has to take long here. */
export const keepPieces = (service: Saddlescope): KeptPieces => service.keepPieces(folder, { pace: 5 });

export const files = (): string[] => (existsSync(folder) ? readdirSync(folder).sort() : []);
export const notes = (): Record<string, unknown>[] =>
  files()
    .filter((name) => name.endsWith('.json'))
    .map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as Record<string, unknown>);

/** As if the programs that wrote what is in the folder had been killed. */
export async function kill(): Promise<void> {
  ended ??= spawn(process.execPath, ['-e', '']);
  if (ended.exitCode === null) await new Promise((done) => ended.once('exit', done));
  for (const name of files().filter((one) => one.endsWith('.json'))) {
    const path = join(folder, name);
    const note = JSON.parse(readFileSync(path, 'utf8')) as { holder: { process: number } };
    note.holder.process = ended.pid!;
    writeFileSync(path, JSON.stringify(note));
  }
}

export async function trained(service: Saddlescope, template = 'xor-pushed'): Promise<string> {
  const base = service.template(template);
  const { run } = await service.createRun({ ...base, training: { ...base.training, steps: 500 } });
  await service.train(run);
  return run;
}
/** The run of the other, as recovery brings it back. */
export async function recovered(service: Saddlescope, from: Saddlescope, run: string): Promise<string> {
  const { saddle, trainer } = await from.encodeBegun(run);
  return (await service.open('left.saddle', saddle, { trainer })).view.run;
}

export const pieces: Record<
  string,
  {
    what: PieceOfWork;
    template?: string;
    parts: number;
    work: (service: Saddlescope, run: string, job: JobOptions) => Promise<unknown>;
  }
> = {
  landscape: {
    what: { task: 'landscape' },
    template: 'iris-random',
    parts: 50,
    work: async (service, run, job) => {
      const { milliseconds: _, ...rest } = await service.landscape(
        run,
        { resolution: 201, quantity: 'curvature' },
        job,
      );
      return rest;
    },
  },
  study: {
    what: { task: 'study', name: 'critical-points', settings: { starts: 600 } },
    parts: 4,
    work: (service, run, job) => service.study(run, 'critical-points', { starts: 600 }, job),
  },
  claims: {
    what: { task: 'claims', ids: ['A1i', 'A6e', 'A1h'] },
    parts: 4,
    work: (service, _run, job) => service.decideClaims(['A1i', 'A6e', 'A1h'], job),
  },
};

const known = new Map<string, Promise<unknown>>();
/** What a piece comes to where nothing is kept. */
export function calmAnswer(name: string): Promise<unknown> {
  const answer =
    known.get(name) ?? trained(app, pieces[name]!.template).then((run) => pieces[name]!.work(app, run, {}));
  known.set(name, answer);
  return answer;
}

export type Reason = 'a crash' | 'cancelled' | 'a window that closes';

/** Begins a piece, and ends it when some parts of it are done; a crash leaves what a kill would. */
export async function interrupted(
  program: KeptPieces,
  name: string,
  run: string,
  reason: Reason = 'a crash',
) {
  const { what, parts, work } = pieces[name]!;
  const stop = new AbortController();
  const onProgress = ({ done }: Progress): void => {
    if (done < parts) return;
    if (reason === 'a window that closes') program.letGo();
    stop.abort();
  };
  const done = program.keep(
    what,
    () => undefined,
    async (keeping) => {
      try {
        return await work(app, run, { ...keeping, onProgress, signal: stop.signal });
      } catch (error) {
        throw reason === 'a crash' ? new Error(reason) : error;
      }
    },
  );
  await expect(done).rejects.toThrow();
  await program.end();
}
