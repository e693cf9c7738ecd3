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
