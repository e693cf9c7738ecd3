/** A mistake a person can mend: one sentence that names the place and the remedy. Faces print `message` and nothing else. */
export class UserError extends Error {
  override readonly name = 'UserError';

  /** @param place where the mistake is, e.g. `training.rule.rate` or `flowers.csv, line 7`; kept apart so that a window can point at it */
  constructor(
    message: string,
    readonly place?: string,
  ) {
    super(message);
  }
}
