import type { JobOptions } from './contract';

/** Adds up how far the parts of a job are. @returns to be called with a part's number and its share, 0 … 1 */
export function partProgress(
  parts: number,
  task: string,
  onProgress: JobOptions['onProgress'],
): (part: number, share: number) => void {
  const shares = new Float64Array(parts);
  return (part, share) => {
    shares[part] = Math.min(1, share);
    onProgress?.({ done: shares.reduce((sum, one) => sum + one, 0), total: parts, task });
  };
}
