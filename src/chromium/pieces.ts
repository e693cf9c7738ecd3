/**
 * Long messages in pieces, both ways: one DevTools message of many megabytes is slow, and a very large one ends the connection.
 * A piece reads `id index count text`.
 */
export interface Pieces {
  split(text: string): string[];
  /** The whole message when this piece was its last, else null. Pieces of one message come in order; messages may interleave. */
  join(piece: string): string | null;
}

/** Crosses into the page as source text, so it uses nothing outside its own body. @param size characters per piece */
export function createPieces(size: number): Pieces {
  let nextId = 0;
  const open = new Map<string, string[]>();
  return {
    split(text) {
      const id = nextId++;
      const count = Math.max(1, Math.ceil(text.length / size));
      return Array.from(
        { length: count },
        (_, i) => `${id} ${i} ${count} ${text.slice(i * size, (i + 1) * size)}`,
      );
    },
    join(piece) {
      const header = /^(\d+) (\d+) (\d+) /.exec(piece);
      if (!header) throw new Error('a piece of a message without its header');
      const [whole, id, index, count] = header as unknown as [string, string, string, string];
      const text = piece.slice(whole.length);
      if (count === '1') return text;
      const parts = open.get(id) ?? [];
      if (parts.length !== Number(index)) throw new Error('a piece of a message is missing');
      parts.push(text);
      if (parts.length < Number(count)) {
        open.set(id, parts);
        return null;
      }
      open.delete(id);
      return parts.join('');
    },
  };
}
