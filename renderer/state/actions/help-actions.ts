/** Where help is. */
import { type Action, type ActionHost, always } from './action';

export function helpActions(host: ActionHost): readonly Action[] {
  const withRun = () => host.hasRun;
  return [
    {
      id: 'help.tour',
      label: 'Tour in seven steps',
      menu: 'Help',
      shortcuts: [{ key: 'F1' }],
      enabled: withRun,
      run: () => host.beginTour(),
    },
    {
      id: 'help.palette',
      label: 'Find a command…',
      menu: 'Help',
      shortcuts: [{ key: 'k', mod: true }],
      enabled: always,
      run: () => host.togglePalette(),
    },
    {
      id: 'help.keys',
      label: 'Keys',
      menu: 'Help',
      shortcuts: [{ key: '?' }],
      enabled: always,
      run: () => host.toggleKeys(),
    },
    {
      id: 'help.about',
      label: 'About Saddlescope',
      menu: 'Help',
      shortcuts: [],
      enabled: always,
      run: () => host.toggleAbout(),
    },
  ];
}
