/**
 * What a person said about claims before they were decided, and what came out. Part of the document, and kept nowhere else: no number of the run
 * depends on it.
 */
export const verdictNames = ['true', 'false', 'depends'] as const;
export type VerdictName = (typeof verdictNames)[number];

export interface Prediction {
  readonly said: VerdictName;
  /** The verdict; null until the claim is decided. */
  readonly found: VerdictName | null;
}

/** By the claim's id. */
export type Predictions = Readonly<Record<string, Prediction>>;

/** Says something about a claim that has not been decided; nothing changes where it has. */
export function predict(predictions: Predictions, id: string, said: VerdictName): Predictions {
  return predictions[id]?.found ? predictions : { ...predictions, [id]: { said, found: null } };
}

/** Takes back what was said about a claim that has not been decided. */
export function withdraw(predictions: Predictions, id: string): Predictions {
  if (!predictions[id] || predictions[id].found) return predictions;
  return Object.fromEntries(Object.entries(predictions).filter(([key]) => key !== id));
}

/** Notes a verdict beside what was said; the same object where nothing was said, or the verdict was known. */
export function settle(predictions: Predictions, id: string, found: VerdictName): Predictions {
  const prediction = predictions[id];
  return prediction?.found === null ? { ...predictions, [id]: { ...prediction, found } } : predictions;
}

/** How many of the predictions that were decided were right. */
export function score(predictions: Predictions): { readonly right: number; readonly decided: number } {
  const decided = Object.values(predictions).filter(({ found }) => found !== null);
  return { right: decided.filter(({ said, found }) => said === found).length, decided: decided.length };
}
