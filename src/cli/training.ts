import type { RunView, Saddlescope, TrainOptions } from '../app';
import { stopIfInterrupted } from './interruption';
import { progressBar } from './progress-bar';

/** Points that only a run that was trained has. */
export const needsTraining = (at: string): boolean =>
  at === 'final' || at === 'best' || at.startsWith('step:');

/** Trains a run that has not begun yet to its end; throws where a person interrupts it. */
export async function trainFully(
  app: Saddlescope,
  view: RunView,
  signal: AbortSignal,
  keeping: Pick<TrainOptions, 'kept'> = {},
): Promise<RunView> {
  if (view.step > 0) return view;
  const bar = progressBar();
  const trained = await app.train(view.run, { onProgress: bar.onProgress, signal, ...keeping });
  bar.clear();
  stopIfInterrupted(signal, trained, keeping);
  return trained;
}
