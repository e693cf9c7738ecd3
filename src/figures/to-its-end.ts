/** Does work that comes in pieces without a pause. */
export function toItsEnd<T>(pieces: Generator<void, T>): T {
  for (;;) {
    const piece = pieces.next();
    if (piece.done) return piece.value;
  }
}

/** Values looked through without a pause: some milliseconds, before the code has been compiled to its best too. */
const pieceLength = 1 << 16;

/**
 * Does something with 0 … length − 1, in order, with a pause after each of the pieces but the last.
 * @param work told where a piece begins and ends; its loop should be in a function of the module: one that is made anew each time is compiled anew
 */
export function* inPieces(length: number, work: (from: number, to: number) => void): Generator<void, void> {
  for (let from = 0; from < length; from += pieceLength) {
    if (from > 0) yield;
    work(from, Math.min(length, from + pieceLength));
  }
}
