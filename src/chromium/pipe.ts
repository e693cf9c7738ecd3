/** The framing of Chromium's debugging pipe: JSON messages, each ended by a NUL byte. */
const end = 0;

export function frame(message: object): Buffer {
  return Buffer.from(`${JSON.stringify(message)}\0`);
}

/** Cuts a byte stream into messages, wherever its chunks begin and end. */
export class FrameReader {
  #held: Buffer[] = [];

  /** The messages that this chunk completes. */
  read(chunk: Buffer): string[] {
    const messages: string[] = [];
    let from = 0;
    for (let at = chunk.indexOf(end); at >= 0; at = chunk.indexOf(end, from)) {
      this.#held.push(chunk.subarray(from, at));
      messages.push((this.#held.length === 1 ? this.#held[0]! : Buffer.concat(this.#held)).toString('utf8'));
      this.#held = [];
      from = at + 1;
    }
    if (from < chunk.length) this.#held.push(chunk.subarray(from));
    return messages;
  }
}
