/**
 * What a person said about claims before they were decided, and what came out. Part of the document, and kept nowhere else: no number of the run
 * depends on it. A record that has predictions also notes the verdicts that were seen without one, so that they cannot be predicted later.
 */
export const verdictNames = ['true', 'false', 'depends'] as const;
export type VerdictName = (typeof verdictNames)[number];

/** At least one of the two is not null. */
export interface Prediction {
  /** Null where nothing was said before the claim was decided. */
  readonly said: VerdictName | null;
  /** The verdict; null until the claim is decided. */
  readonly found: VerdictName | null;
}

/** By the claim's id. */
export type Predictions = Readonly<Record<string, Prediction>>;
/** Verdicts that can be seen, by the claim's id. */
export type Verdicts = Readonly<Record<string, VerdictName>>;

/** Says something about a claim; nothing changes where its verdict is known. */
export function predict(
  predictions: Predictions,
  id: string,
  said: VerdictName,
  known: Verdicts = {},
): Predictions {
  if (predictions[id]?.found || Object.hasOwn(known, id)) return predictions;
  return noteVerdicts({ ...predictions, [id]: { said, found: null } }, known);
}

/** Takes back what was said about a claim that has not been decided. Verdicts alone are not worth keeping. */
export function withdraw(predictions: Predictions, id: string): Predictions {
  if (!predictions[id] || predictions[id].found) return predictions;
  const left = Object.entries(predictions).filter(([key]) => key !== id);
  return left.some(([, { said }]) => said !== null) ? Object.fromEntries(left) : {};
}

/** Notes verdicts beside what was said; the same object where that changes nothing, or nothing was said of any claim. */
export function noteVerdicts(predictions: Predictions, verdicts: Verdicts): Predictions {
  if (Object.keys(predictions).length === 0) return predictions;
  const news = Object.entries(verdicts).filter(([id, found]) => predictions[id]?.found !== found);
  if (news.length === 0) return predictions;
  const noted = news.map(([id, found]) => [id, { said: predictions[id]?.said ?? null, found }] as const);
  return { ...predictions, ...Object.fromEntries(noted) };
}

/** How many predictions there are, how many of them were decided, and how many of those were right. */
export function score(predictions: Predictions): {
  readonly made: number;
  readonly decided: number;
  readonly right: number;
} {
  const made = Object.values(predictions).filter(({ said }) => said !== null);
  const decided = made.filter(({ found }) => found !== null);
  return {
    made: made.length,
    decided: decided.length,
    right: decided.filter(({ said, found }) => said === found).length,
  };
}
