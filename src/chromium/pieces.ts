import type { Codec } from './codec';

/**
 * Long messages in pieces, both ways: one DevTools message of many megabytes is slow, and a very large one ends the connection. Bytes are read as they
 * come, so that the end of a message is no long work either.
 *
 * A piece reads `id index kind content`: `t` a part of the text, `n` the length of bytes that travel beside it, `b` a part of those (base64), `e` the last part of the
 * text, which ends the message.
 */
export interface Pieces {
  split(text: string, attached?: readonly Uint8Array[]): string[];
  /** The whole message when this piece was its last, else null. Pieces of one message come in order; messages may interleave. */
  join(piece: string): Joined | null;
}

export interface Joined {
  readonly text: string;
  readonly attached: readonly Uint8Array<ArrayBuffer>[];
}

/** Crosses into the page as source text, so it uses nothing outside its own body. @param size characters per piece, at least 4 */
export function createPieces(size: number, codec: Pick<Codec, 'toBase64' | 'fromBase64'>): Pieces {
  interface Open {
    readonly parts: string[];
    readonly attached: Uint8Array<ArrayBuffer>[];
    /** Bytes of the last attachment that have come. */
    filled: number;
    /** Pieces that have come. */
    count: number;
  }
  let nextId = 0;
  const open = new Map<string, Open>();
  return {
    split(text, attached = []) {
      const id = nextId++;
      const pieces: string[] = [];
      const add = (kind: string, content: string | number) =>
        pieces.push(`${id} ${pieces.length} ${kind} ${content}`);
      const bytesPerPiece = 3 * Math.floor(size / 4);
      for (const bytes of attached) {
        add('n', bytes.length);
        for (let at = 0; at < bytes.length; at += bytesPerPiece)
          add('b', codec.toBase64(bytes.subarray(at, at + bytesPerPiece)));
      }
      let at = 0;
      for (; at + size < text.length; at += size) add('t', text.slice(at, at + size));
      add('e', text.slice(at));
      return pieces;
    },
    join(piece) {
      const header = /^(\d+) (\d+) ([tnbe]) /.exec(piece);
      if (!header) throw new Error('a piece of a message without its header');
      const [whole, id, index, kind] = header as unknown as [string, string, string, string];
      const content = piece.slice(whole.length);
      const message = open.get(id) ?? { parts: [], attached: [], filled: 0, count: 0 };
      if (message.count++ !== Number(index)) throw new Error('a piece of a message is missing');
      open.set(id, message);
      if (kind === 'n') {
        message.attached.push(new Uint8Array(Number(content)));
        message.filled = 0;
      } else if (kind === 'b') {
        const part = codec.fromBase64(content);
        message.attached.at(-1)!.set(part, message.filled);
        message.filled += part.length;
      } else {
        message.parts.push(content);
        if (kind === 'e') {
          open.delete(id);
          return { text: message.parts.join(''), attached: message.attached };
        }
      }
      return null;
    },
  };
}
