import { printable } from './printable';

/** A mistake a person can mend: one sentence that names the place and the remedy. Faces print `message` and nothing else. */
export class UserError extends Error {
  override readonly name = 'UserError';

  /** @param place where the mistake is, e.g. `training.rule.rate` or `flowers.csv, line 7`; kept apart so that a window can point at it */
  constructor(
    message: string,
    readonly place?: string,
  ) {
    // It may quote a file, whose names and cells must neither move a cursor nor turn the sentence around, nor break it.
    super(printable(message).replaceAll('\n', '↵'));
  }
}

/**
 * A message as a window shows it. Messages begin with what they are about, which may be a plain word (`resolution is 1: …`): that gets its capital. A file's
 * name or a place (`flowers.csv, line 7`, `training.rule.rate is …`) keeps its own letters, and so does a key that a person has made up.
 */
export function asSentence(message: string): string {
  const plainWord =
    /^[a-z]+(?=[ ,:])(?! is not a known key)/.test(message) &&
    !/^[^"“:,]+\.(csv|tsv|txt|json|saddle|png|svg)\b/i.test(message);
  const begun = plainWord ? message[0]!.toUpperCase() + message.slice(1) : message;
  return /[\s][^\s]*[^.!?…]$/.test(begun) ? `${begun}.` : begun;
}
