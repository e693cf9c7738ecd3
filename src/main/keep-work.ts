/** Long work of a window: it is kept as far as it is, and the window is told what is not computed again. */
import type { KeptPieces, KeptWork, PieceOfWork } from '../app/contract';
import { asSentence } from '../model/user-error';
import type { SendEvent } from './wire';

export type KeepWork = <T>(
  what: PieceOfWork,
  work: (kept: { readonly kept?: KeptWork }) => Promise<T>,
) => Promise<T>;

export const keepWorkOf =
  (pieces: KeptPieces, send: SendEvent): KeepWork =>
  (what, work) =>
    pieces.keep(
      what,
      (clause, whole) => {
        // What is there at once needs no word.
        if (!whole) send('notice', asSentence(clause));
      },
      work,
    );
