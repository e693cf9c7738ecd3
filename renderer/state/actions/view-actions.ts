/** What the window shows, and how. */
import type { ZoomWay } from '../../../src/app/wire';
import { landscapeWays } from '../landscape-ways';
import { type Action, type ActionHost, always, isOnRun, type WindowActionId } from './action';

/** The plus of a keyboard may need Shift; the key without it is meant, too. */
const zooms: readonly {
  readonly way: ZoomWay;
  readonly id: WindowActionId;
  readonly label: string;
  readonly keys: readonly string[];
}[] = [
  { way: 'in', id: 'view.zoomIn', label: 'Zoom in', keys: ['+', '='] },
  { way: 'out', id: 'view.zoomOut', label: 'Zoom out', keys: ['-'] },
  { way: 'reset', id: 'view.zoomReset', label: 'Actual size', keys: ['0'] },
];

export function viewActions(host: ActionHost): readonly Action[] {
  const onRun = () => isOnRun(host);
  const theme = (id: WindowActionId, label: string, name: 'light' | 'dark' | 'system'): Action => ({
    id,
    label,
    menu: 'View',
    shortcuts: [],
    enabled: always,
    run: () => host.setTheme(name),
    checked: () => host.theme === name,
  });
  return [
    {
      id: 'view.map',
      label: 'Landscape',
      menu: 'View',
      shortcuts: [{ key: '1', mod: true }],
      enabled: always,
      run: () => host.show('landscape'),
      checked: () => host.place === 'landscape',
    },
    {
      id: 'view.laboratory',
      label: 'Laboratory',
      menu: 'View',
      shortcuts: [{ key: '2', mod: true }],
      enabled: always,
      run: () => host.show('laboratory'),
      checked: () => host.place === 'laboratory',
    },
    {
      id: 'view.claims',
      label: 'Claims',
      menu: 'View',
      shortcuts: [{ key: '3', mod: true }],
      enabled: always,
      run: () => host.show('claims'),
      checked: () => host.place === 'claims',
    },
    ...landscapeWays.map(({ way, action, label, key }): Action => ({
      id: action,
      label: `Landscape as a ${label.toLowerCase()}`,
      menu: 'View',
      shortcuts: [{ key }],
      enabled: always,
      run: () => host.showLandscapeAs(way),
      checked: () => host.place === 'landscape' && host.way === way,
    })),
    {
      id: 'view.compare',
      label: 'Compare',
      menu: 'View',
      shortcuts: [{ key: '4', mod: true }],
      enabled: always,
      run: () => host.show('compare'),
      checked: () => host.place === 'compare',
    },
    {
      id: 'view.sweep',
      label: 'Sweep',
      menu: 'View',
      shortcuts: [{ key: '5', mod: true }],
      enabled: always,
      run: () => host.show('sweep'),
      checked: () => host.place === 'sweep',
    },
    {
      id: 'view.landscape',
      label: 'Compute the landscape',
      menu: 'View',
      shortcuts: [{ key: 'l' }],
      enabled: onRun,
      run: () => host.computeLandscape(),
    },
    {
      id: 'job.cancel',
      label: 'Stop what is being computed',
      menu: 'View',
      shortcuts: [{ key: 'Escape' }],
      enabled: () => host.computing,
      run: () => host.cancel(),
    },
    ...zooms.map(({ way, id, label, keys }): Action => ({
      id,
      label,
      menu: 'View',
      shortcuts: keys.map((key) => ({ key, mod: true })),
      repeats: true,
      enabled: always,
      run: () => host.zoom(way),
    })),
    theme('view.themeLight', 'Light', 'light'),
    theme('view.themeDark', 'Dark', 'dark'),
    theme('view.themeSystem', 'As the system', 'system'),
  ];
}
