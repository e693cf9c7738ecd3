import { formatCount } from './numbers';

/** Before this much time or work has passed, an estimate of the rest is a guess. */
const soonest = { seconds: 1, share: 0.02 };

/** Seconds that a job still takes at the pace so far; null while that cannot be told. */
export function secondsLeft(seconds: number, share: number): number | null {
  if (seconds < soonest.seconds || !(share >= soonest.share) || share >= 1) return null;
  return (seconds * (1 - share)) / share;
}

/** `about 12 s left`, in steps that do not flicker; empty for null. */
export function leftInWords(seconds: number | null): string {
  if (seconds === null) return '';
  if (seconds < 10) return `about ${Math.max(1, Math.round(seconds))} s left`;
  if (seconds < 90) return `about ${Math.round(seconds / 5) * 5} s left`;
  if (seconds < 5400) return `about ${Math.round(seconds / 60)} min left`;
  return `about ${formatCount(Math.round(seconds / 3600))} h left`;
}
