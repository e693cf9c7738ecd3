import { UserError } from '../model/user-error';

/** What a job that was cancelled rejects with. */
export const studyCancelled = 'The study was cancelled.';
export const claimsCancelled = 'The claims were cancelled.';

/** Progress is told at most this often. */
const progressMilliseconds = 33;

/** How a job on a worker thread tells how far it is and learns that it should stop. */
export interface JobSignals {
  /** How far this call has come, 0 … 1. */
  readonly progress: (share: number) => void;
  /** Throws once the person has cancelled; long loops call it at least every few tens of milliseconds. */
  readonly checkCancelled: () => void;
}

/**
 * The worker's side.
 * @param cancelled one shared Int32, not 0 once the job is to stop
 * @param sentence what is thrown then
 */
export function jobSignals(
  cancelled: SharedArrayBuffer,
  sentence: string,
  tell: (share: number) => void,
): JobSignals {
  const flag = new Int32Array(cancelled);
  let told = performance.now();
  return {
    progress: (share) => {
      const now = performance.now();
      if (now - told < progressMilliseconds) return;
      told = now;
      tell(share);
    },
    checkCancelled: () => {
      if (Atomics.load(flag, 0) !== 0) throw new UserError(sentence, 'cancelled');
    },
  };
}

/**
 * The asking side: a flag that the signal raises, and that a failure raises, too, so that threads still at other parts of the job stop.
 * Rejects with the sentence, its place `cancelled`, where the signal was aborted.
 */
export async function cancellable<T>(
  signal: AbortSignal | undefined,
  sentence: string,
  work: (cancelled: SharedArrayBuffer) => Promise<T>,
): Promise<T> {
  const cancelled = new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT);
  const cancel = () => void Atomics.store(new Int32Array(cancelled), 0, 1);
  if (signal?.aborted) cancel();
  signal?.addEventListener('abort', cancel);
  try {
    return await work(cancelled);
  } catch (error) {
    cancel();
    if (signal?.aborted) throw new UserError(sentence, 'cancelled');
    throw error;
  } finally {
    signal?.removeEventListener('abort', cancel);
  }
}
