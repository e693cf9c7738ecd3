/** Long work of a program with windows, each piece in a file of its own in one folder, and what becomes of the files. */
import { mkdir } from 'node:fs/promises';
import { newHolder } from '../files/lock-holder';
import type { Engine } from '../files/saddle-file';
import { UnfinishedFile } from '../files/unfinished-runs';
import { UserError } from '../model/user-error';
import type { KeptPieces, KeptWork, LeftPiece, PieceOfWork } from './contract';
import { EarlierPieces, superfluous } from './earlier-pieces';
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
  note: PieceNote;
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

  /** @param subjectOf identity of a run as it is, see `KeptWork.job` */
  constructor(
    private readonly folder: string,
    private readonly engine: Engine,
    private readonly subjectOf: (run: string) => Promise<string>,
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
        (error: unknown) => {
          const wasCancelled = error instanceof UserError && error.place === 'cancelled';
          return wasCancelled && !piece.stays ? this.#forget(piece) : this.#wasLeft(piece, earlier);
        },
      )
      // What cannot be kept is computed again.
      .catch(() => undefined)
      .finally(() => this.#active.delete(piece));
    this.#active.set(piece, settled);
    return working;
  }

  async left(run?: string): Promise<LeftPiece[]> {
    const left = (await this.#left()).filter(({ note: { done, work } }) => !done && work === this.#hash);
    if (left.length === 0) return [];
    const subject = run === undefined ? null : await this.subjectOf(run);
    // What was gone on with and interrupted again stands there more than once.
    const asked = new Map(
      left.filter(({ note }) => note.subject === subject).map(({ note }) => [askedIn(note), note.what]),
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
    const begin = async (subject: string | null): Promise<void> => {
      piece.note = { ...piece.note, subject };
      await this.#write(piece);
    };
    const kept = new WorkKeeping(file, this.engine, earlier, note, { late: true, pace: this.pace, begin });
    const piece: Piece = {
      id,
      kept,
      note: { holder: this.#holder, what, subject: null, work: this.#hash, done: false },
      stays: false,
    };
    return piece;
  }

  /** A full disk, or a folder that cannot be written into, costs the safety net, not the work. */
  async #write({ id, note }: Pick<Piece, 'id' | 'note'>): Promise<void> {
    await mkdir(this.folder, { recursive: true })
      .then(() => writePieceNote(this.folder, id, note))
      .catch(() => undefined);
  }

  /** Its parts stay until the end in good order: nobody has saved what they have come to. */
  async #wasDone(piece: Piece, earlier: EarlierPieces): Promise<void> {
    const { id, kept } = piece;
    earlier.rest();
    await kept.close({ unlessShort: true });
    // Nothing that was short, as most is, is looked for among the files.
    if (kept.keys.length === 0) return;
    if (kept.isWritten) await this.#markDone(id, piece.note);
    const all = new Set(earlier.within(kept.keys));
    const same = (await piecesIn(this.folder)).filter((found) => all.has(found.id) && this.#isResting(found));
    // What it went on from holds no more than it does; where all was there at once, it is in those alone.
    if (!kept.isWritten) {
      for (const found of same) await this.#markDone(found.id, found.note ?? piece.note);
      return;
    }
    await this.#markDone(id, piece.note);
    for (const found of same) await this.#remove(found.id);
    await this.#tidy();
  }

  async #markDone(id: string, note: PieceNote): Promise<void> {
    await this.#write({ id, note: { ...note, holder: this.#holder, done: true } });
    this.#done.add(id);
  }

  /** It was interrupted: who asks for it again goes on from there. */
  async #wasLeft({ id, kept }: Piece, earlier: EarlierPieces): Promise<void> {
    earlier.rest();
    await kept.close({ unlessShort: true });
    if (!kept.isWritten) return;
    earlier.add(id, kept.keys);
    await this.#tidy();
  }

  async #forget({ id, kept }: Piece): Promise<void> {
    await kept.remove();
    if (kept.isWritten) await removePiece(this.folder, id);
  }

  async #tidy(): Promise<void> {
    const resting = (await piecesIn(this.folder)).filter((piece) => this.#isResting(piece));
    for (const { id } of superfluous(resting, Date.now())) await this.#remove(id);
  }

  /** Nobody is at it. */
  #isResting(piece: FoundPiece): boolean {
    if (piece.note?.holder.session !== this.#holder.session) return isLeft(piece);
    return ![...this.#active.keys()].some(({ id }) => id === piece.id);
  }

  /** What programs that have ended were at, or had done. */
  async #left(): Promise<(FoundPiece & { readonly note: PieceNote })[]> {
    return (await piecesIn(this.folder)).flatMap((piece) =>
      piece.note !== null && piece.bytes > 0 && isLeft(piece) ? [{ ...piece, note: piece.note }] : [],
    );
  }

  async #remove(id: string): Promise<void> {
    await removePiece(this.folder, id);
    (await this.#earlier)?.remove(id);
  }
}

/** Identity of what was asked, whatever the order of its settings. */
const askedIn = ({ what, subject }: PieceNote): string => identityOf({ what, subject });
