/** Long work of a program with windows, each piece in a file of its own in one folder, and what becomes of the files. */
import { mkdir } from 'node:fs/promises';
import { removeLeftoversIn } from '../files/leftovers';
import { newHolder } from '../files/lock-holder';
import type { Engine } from '../files/saddle-file';
import { UnfinishedFile } from '../files/unfinished-runs';
import { UserError } from '../model/user-error';
import type { KeptPieces, KeptWork, LeftPiece, PieceOfWork } from './contract';
import { EarlierPieces, isOld, superfluous } from './earlier-pieces';
import { identityOf } from './identity';
import {
  type FoundPiece,
  isLeft,
  pieceFile,
  type PieceNote,
  piecesIn,
  removePiece,
  writePieceNote,
} from './piece-notes';
import { workHash, WorkKeeping } from './work-keeping';

/** A piece under way. */
interface Piece {
  readonly id: string;
  readonly kept: WorkKeeping;
  /** As it is now. */
  readonly note: () => PieceNote;
  /** What was cancelled stays, too. */
  stays: boolean;
}

export class PiecesInFolder implements KeptPieces {
  readonly #holder = newHolder();
  readonly #hash: string;
  /** Each until its files are as they shall be. */
  readonly #active = new Map<Piece, Promise<void>>();
  /** Names of those that are done. */
  readonly #done = new Set<string>();
  #earlier: Promise<EarlierPieces> | null = null;
  #begun = 0;

  /** @param subjectsOf identities of what work may be about that has to do with a run as it is, see `KeptWork.job` */
  constructor(
    private readonly folder: string,
    private readonly engine: Engine,
    private readonly subjectsOf: (run: string) => Promise<readonly string[]>,
    private readonly pace?: number,
  ) {
    this.#hash = workHash(engine);
  }

  async keep<T>(
    what: PieceOfWork,
    note: KeptWork['note'],
    work: (kept: { readonly kept?: KeptWork }) => Promise<T>,
  ): Promise<T> {
    const earlier = await (this.#earlier ??= EarlierPieces.read(this.folder, this.#hash));
    const piece = await this.#begin(what, note, earlier);
    const working = work({ kept: piece.kept });
    // Whoever waits for the work does not wait for its files.
    const settled = working
      .then(
        () => this.#wasDone(piece, earlier),
        (error: unknown) => this.#hasFailed(piece, earlier, error),
      )
      // What cannot be kept is computed again.
      .catch(() => undefined)
      .finally(() => {
        earlier.rest();
        this.#active.delete(piece);
      });
    this.#active.set(piece, settled);
    return working;
  }

  async left(run?: string): Promise<LeftPiece[]> {
    const left = (await this.#left()).filter(
      ({ note: { done, work, subject } }) =>
        !done && work === this.#hash && (subject === null) === (run === undefined),
    );
    if (left.length === 0) return [];
    const subjects: readonly (string | null)[] = run === undefined ? [null] : await this.subjectsOf(run);
    // What was gone on with and interrupted again stands there more than once.
    const asked = new Map(
      left
        .filter(({ note }) => subjects.includes(note.subject))
        .map(({ note }) => [askedIn(note), note.what]),
    );
    return [...asked].map(([id, what]) => ({ id, what }));
  }

  async discard(id: string): Promise<void> {
    for (const piece of await this.#left()) if (askedIn(piece.note) === id) await this.#remove(piece.id);
  }

  letGo(): void {
    for (const piece of this.#active.keys()) piece.stays = true;
  }

  async end(): Promise<void> {
    while (this.#active.size > 0) await Promise.all(this.#active.values());
    for (const id of this.#done) await this.#remove(id);
    this.#done.clear();
  }

  async #begin(what: PieceOfWork, note: KeptWork['note'], earlier: EarlierPieces): Promise<Piece> {
    const id = `${this.#holder.session}-${++this.#begun}`;
    const { file } = await UnfinishedFile.open(pieceFile(this.folder, id), this.#hash, { restart: true });
    let own: PieceNote = { holder: this.#holder, what, subject: null, work: this.#hash, done: false };
    const begin = (subject: string | null): Promise<void> => {
      own = { ...own, subject };
      return this.#write(id, own);
    };
    const kept = new WorkKeeping(file, this.engine, note, { earlier, late: true, pace: this.pace, begin });
    return { id, kept, note: () => own, stays: false };
  }

  /** A full disk, or a folder that cannot be written into, costs the safety net, not the work. */
  async #write(id: string, note: PieceNote): Promise<void> {
    await mkdir(this.folder, { recursive: true })
      .then(() => writePieceNote(this.folder, id, note))
      .catch(() => undefined);
  }

  /** Its parts stay until the end in good order: nobody has saved what they have come to. */
  async #wasDone({ id, kept, note }: Piece, earlier: EarlierPieces): Promise<void> {
    await kept.close({ unlessShort: true });
    // Nothing that was short, as most is, is looked for among the files.
    if (kept.keys.length === 0) return;
    const same = await this.#restingWithin(kept.keys, earlier);
    // What it went on from holds no more than it does; where all was there at once, it is in those alone.
    if (!kept.isWritten) return this.#makeOwn(same);
    await this.#markDone(id, note());
    earlier.add(id, kept.keys);
    for (const found of same) await this.#remove(found.id);
    await this.#tidy();
  }

  /** Who asks again for what was interrupted goes on from there. Nobody is told of what was cancelled, or ended by a mistake. */
  async #hasFailed({ id, kept, note, stays }: Piece, earlier: EarlierPieces, error: unknown): Promise<void> {
    const isMistake = error instanceof UserError;
    if (isMistake && error.place === 'cancelled' && !stays) {
      await kept.remove();
      if (kept.isWritten) await removePiece(this.folder, id);
      return this.#makeOwn(kept.keys.length === 0 ? [] : await this.#restingWithin(kept.keys, earlier));
    }
    await kept.close({ unlessShort: true });
    if (!kept.isWritten) return;
    if (isMistake && !stays) await this.#markDone(id, note());
    earlier.add(id, kept.keys);
    await this.#tidy();
  }

  /** They go when this program ends in good order, and nobody is told of them before. */
  async #makeOwn(pieces: readonly FoundPiece[]): Promise<void> {
    for (const { id, note } of pieces)
      if (note !== null && !this.#done.has(id)) await this.#markDone(id, note);
  }

  async #markDone(id: string, note: PieceNote): Promise<void> {
    await this.#write(id, { ...note, holder: this.#holder, done: true });
    this.#done.add(id);
  }

  /** Pieces that nobody is at and that hold nothing but such parts. */
  async #restingWithin(keys: readonly string[], earlier: EarlierPieces): Promise<FoundPiece[]> {
    const all = earlier.within(keys);
    return (await piecesIn(this.folder)).filter((found) => all.has(found.id) && this.#isResting(found));
  }

  async #tidy(): Promise<void> {
    const now = Date.now();
    const resting = (await piecesIn(this.folder)).filter(
      (piece) => this.#isResting(piece) || isOld(piece, now),
    );
    for (const { id } of superfluous(resting, now)) await this.#remove(id);
    await removeLeftoversIn(this.folder);
  }

  /** Nobody is at it. */
  #isResting(piece: FoundPiece): boolean {
    if (!this.#isOwn(piece)) return isLeft(piece);
    return ![...this.#active.keys()].some(({ id }) => id === piece.id);
  }

  #isOwn({ note }: FoundPiece): boolean {
    return note?.holder.session === this.#holder.session;
  }

  /** What programs that have ended were at, or had done. */
  async #left(): Promise<(FoundPiece & { readonly note: PieceNote })[]> {
    return (await piecesIn(this.folder)).flatMap((piece) =>
      piece.note !== null && piece.bytes > 0 && !this.#isOwn(piece) && isLeft(piece)
        ? [{ ...piece, note: piece.note }]
        : [],
    );
  }

  async #remove(id: string): Promise<void> {
    await removePiece(this.folder, id);
    (await this.#earlier)?.remove(id);
  }
}

/** Identity of what was asked, whatever the order of its settings. */
const askedIn = ({ what, subject }: PieceNote): string => identityOf({ what, subject });
