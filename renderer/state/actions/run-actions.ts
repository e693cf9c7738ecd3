/** What is done with the run. */
import { type Action, type ActionHost, isOnRun } from './action';

export function runActions(host: ActionHost): readonly Action[] {
  const onRun = () => isOnRun(host);
  return [
    {
      id: 'run.playPause',
      label: 'Play or pause',
      menu: 'Run',
      shortcuts: [{ key: ' ' }],
      enabled: () => onRun() && !host.diverged,
      run: () => host.playPause(),
    },
    {
      id: 'run.step',
      label: 'One step',
      menu: 'Run',
      shortcuts: [{ key: 'ArrowRight' }, { key: '.' }],
      repeats: true,
      enabled: () => onRun() && !host.training && !host.diverged,
      run: () => host.step(),
    },
    {
      id: 'run.toEnd',
      label: 'Train to the end',
      menu: 'Run',
      shortcuts: [{ key: 'End' }],
      enabled: () => onRun() && !host.diverged,
      run: () => host.toEnd(),
    },
    {
      id: 'run.reset',
      label: 'Reset to the same weights',
      menu: 'Run',
      shortcuts: [{ key: 'r' }],
      enabled: onRun,
      run: () => host.reset(),
    },
    {
      id: 'run.newSeed',
      label: 'New weight seed',
      menu: 'Run',
      shortcuts: [{ key: 'r', shift: true }],
      enabled: onRun,
      run: () => host.newSeed(),
    },
    {
      id: 'run.keep',
      label: 'Keep for comparison',
      menu: 'Run',
      shortcuts: [{ key: 'k' }],
      // The comparison offers it, too.
      enabled: () => host.hasRun && host.place !== 'claims',
      run: () => host.keep(),
    },
    {
      id: 'run.startHere',
      label: 'Start from the point shown',
      menu: 'Run',
      shortcuts: [{ key: 'h' }],
      enabled: () => onRun() && host.canStartHere,
      run: () => host.startHere(),
    },
  ];
}
