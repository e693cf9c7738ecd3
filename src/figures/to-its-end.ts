/** Does work that comes in pieces without a pause. */
export function toItsEnd<T>(pieces: Generator<void, T>): T {
  for (;;) {
    const piece = pieces.next();
    if (piece.done) return piece.value;
  }
}
