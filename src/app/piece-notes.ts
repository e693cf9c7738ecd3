/** What stands, readable, beside each file of a kept piece of work: what it is, who does it, and whether it is done. */
import { readdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { writeFileAtomically } from '../files/atomic-write';
import { holderSchema, isBeforeStart, isOfThisMachine, isProcessThere } from '../files/lock-holder';
import { unfinishedPath } from '../files/unfinished-runs';
import type { PieceOfWork } from './contract';

/** A study's settings are checked when it is asked. */
const whatSchema = z.discriminatedUnion('task', [
  z.strictObject({ task: z.literal('landscape') }),
  z.strictObject({
    task: z.literal('study'),
    name: z.string().max(100),
    settings: z.record(z.string().max(100), z.unknown()),
  }),
  z.strictObject({ task: z.literal('claims'), ids: z.array(z.string().max(100)).max(1000) }),
  z.strictObject({ task: z.literal('comparison') }),
  z.strictObject({ task: z.literal('sweep') }),
]);

const noteSchema = z.object({
  holder: holderSchema,
  what: whatSchema,
  /** Identity of what it is about; null where it is about nothing that can be opened again. */
  subject: z.string().max(64).nullable(),
  /** Which version of the program can go on with it. */
  work: z.string().max(64),
  done: z.boolean(),
});
export type PieceNote = Omit<z.infer<typeof noteSchema>, 'what'> & { readonly what: PieceOfWork };

/** A piece in the folder. */
export interface FoundPiece {
  /** Name of its files, without an ending. */
  readonly id: string;
  /** Null where there is none that could be read. */
  readonly note: PieceNote | null;
  /** When it was written last, milliseconds since 1970. */
  readonly time: number;
  /** Of its work; 0 where there is none yet. */
  readonly bytes: number;
}

/** The work of a piece. */
export const pieceFile = (folder: string, id: string): string => unfinishedPath(join(folder, id));
const noteFile = (folder: string, id: string): string => join(folder, `${id}.json`);

/** All pieces of a folder, the newest first; none where there is no folder. */
export async function piecesIn(folder: string): Promise<FoundPiece[]> {
  const names = await readdir(folder).catch(() => [] as string[]);
  const ids = new Set(names.flatMap((name) => /^([\w-]+)\.(?:unfinished|json)$/.exec(name)?.[1] ?? []));
  const found: FoundPiece[] = [];
  for (const id of ids) {
    const work = await stat(pieceFile(folder, id)).catch(() => null);
    const any = work ?? (await stat(noteFile(folder, id)).catch(() => null));
    if (any === null) continue;
    found.push({ id, note: await noteOf(folder, id), time: any.mtimeMs, bytes: work?.size ?? 0 });
  }
  return found.sort((one, other) => other.time - one.time);
}

async function noteOf(folder: string, id: string): Promise<PieceNote | null> {
  const text = await readFile(noteFile(folder, id), 'utf8').catch(() => '');
  try {
    return noteSchema.parse(JSON.parse(text)) as PieceNote;
  } catch {
    return null;
  }
}

export async function writePieceNote(folder: string, id: string, note: PieceNote): Promise<void> {
  const text = `${JSON.stringify(note, null, 2)}\n`;
  await writeFileAtomically(noteFile(folder, id), Buffer.from(text));
}

export async function removePiece(folder: string, id: string): Promise<void> {
  // Its work first: a note of nothing is found by nobody.
  for (const place of [pieceFile, noteFile])
    await rm(place(folder, id), { force: true }).catch(() => undefined);
}

/** Whether whoever began it, and is not this program, is known to be gone: the machine has been switched on since, or there is no such process. */
export function isLeft({ note, time }: FoundPiece): boolean {
  if (note === null) return true;
  const { holder } = note;
  if (isBeforeStart(holder, time)) return true;
  // The number of a process that has ended may be this program's own by now.
  return isOfThisMachine(holder) && (holder.process === process.pid || !isProcessThere(holder.process));
}
