import type { RunStatus } from './contract';
import type { Experiment } from '../model/experiment';
import { count, number } from '../analysis/words';
import type { RunState } from '../runs/messages';

/** What a run is doing, apart from training right now. */
export function restingStatus(
  { training }: Experiment,
  state: Pick<RunState, 'step' | 'diverged' | 'stoppedBelow'>,
): Exclude<RunStatus, 'training'> {
  if (state.diverged) return 'diverged';
  if (state.stoppedBelow || state.step >= training.steps) return 'finished';
  return state.step === 0 ? 'ready' : 'paused';
}

/** Why the run is where it is, in one sentence; empty while there is nothing to say. */
export function runMessage({ training }: Experiment, state: RunState, status: RunStatus): string {
  const { step, history, moved } = state;
  const first = history.loss[0] ?? NaN;
  const last = history.loss.at(-1) ?? NaN;
  switch (status) {
    case 'ready':
    case 'training':
      return '';
    case 'diverged':
      return `The run diverged: after step ${step.toLocaleString('en-GB')} its numbers were no longer finite. What was recorded before is kept; lower the learning rate (training.rule.rate is ${training.rule.rate}).`;
    case 'paused':
      return `Paused after ${count(step, 'step')}.`;
    case 'finished': {
      if (state.stoppedBelow && training.stopBelow !== null) {
        return `Stopped after ${count(step, 'step')}: the loss is at most ${number(training.stopBelow)}, as the stop rule asks.`;
      }
      if (step > 0 && moved === 0) {
        const reason = history.gradientNorm.every((norm) => norm === 0)
          ? ': the gradient was exactly 0 at every step'
          : '';
        return `${count(step, 'step')}, and no parameter has moved${reason}; the loss is still ${number(last)}.`;
      }
      const rising =
        last > 1e3 * Math.max(1, first) ? '; it is running away, so lower the learning rate' : '';
      // A file may have lost its history.
      if (Number.isNaN(first)) return `Done after ${count(step, 'step')}.`;
      return `Done after ${count(step, 'step')}: the loss went from ${number(first)} to ${number(last)}${rising}.`;
    }
  }
}
