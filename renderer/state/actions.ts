/**
 * Every action of the window, once: its id, its name, its keys, when it can be used and what it does. Buttons, the menu that the page
 * draws, the key handling, the key list and the events of the native menu are all read from here.
 */
import type { ExportFormat } from '../../src/app/contract';
import type { ActionId } from '../../src/app/wire';
import { landscapeWays, type LandscapeWay } from './landscape-ways';
import { isWhole, type PlaceId } from './places-of-window';

/** The shared ids plus the two actions that only this window's keys and buttons ask for. */
export type WindowActionId = ActionId | 'run.toEnd' | 'job.cancel';

export type MenuName = 'File' | 'Edit' | 'Run' | 'View' | 'Help';

/** A key with its modifiers. `key` as `KeyboardEvent.key` gives it, letters in lower case; `mod` is Ctrl, or ⌘ on a Mac. */
export interface Shortcut {
  readonly key: string;
  readonly mod?: boolean;
  readonly shift?: boolean;
}

export interface Action {
  readonly id: WindowActionId;
  readonly label: string;
  readonly menu: MenuName;
  readonly shortcuts: readonly Shortcut[];
  /** Holding the key down repeats the action. */
  readonly repeats?: boolean;
  /** A text field in focus has the same keys for its own. */
  readonly restsInText?: boolean;
  enabled(): boolean;
  run(): void;
  /** For choices that are on or off, e.g. the theme. */
  checked?(): boolean;
}

/** What the actions act on; the window's state implements it. */
export interface ActionHost {
  readonly hasRun: boolean;
  readonly training: boolean;
  readonly diverged: boolean;
  readonly hasLandscape: boolean;
  /** A landscape or the answer of a study is being computed. */
  readonly computing: boolean;
  readonly theme: 'light' | 'dark' | 'system';
  newDocument(): void;
  open(): void;
  save(): void;
  saveAs(): void;
  toggleExport(): void;
  exportData(format: ExportFormat): void;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  undo(): void;
  redo(): void;
  playPause(): void;
  step(): void;
  toEnd(): void;
  reset(): void;
  newSeed(): void;
  keep(): void;
  readonly canStartHere: boolean;
  startHere(): void;
  readonly place: PlaceId;
  show(place: PlaceId): void;
  readonly way: LandscapeWay;
  showLandscapeAs(way: LandscapeWay): void;
  computeLandscape(): void;
  cancel(): void;
  setTheme(theme: 'light' | 'dark' | 'system'): void;
  beginTour(): void;
  togglePalette(): void;
  toggleKeys(): void;
  toggleAbout(): void;
}

const always = () => true;

export function createActions(host: ActionHost): readonly Action[] {
  const withRun = () => host.hasRun;
  /** Where the claims or a comparison have the whole window the run is not seen: a key must neither train nor change it. */
  const onRun = () => host.hasRun && !isWhole(host.place);
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
      id: 'file.new',
      label: 'New…',
      menu: 'File',
      shortcuts: [{ key: 'n', mod: true }],
      enabled: always,
      run: () => host.newDocument(),
    },
    {
      id: 'file.open',
      label: 'Open…',
      menu: 'File',
      shortcuts: [{ key: 'o', mod: true }],
      enabled: always,
      run: () => host.open(),
    },
    {
      id: 'file.save',
      label: 'Save',
      menu: 'File',
      shortcuts: [{ key: 's', mod: true }],
      enabled: withRun,
      run: () => host.save(),
    },
    {
      id: 'file.saveAs',
      label: 'Save as…',
      menu: 'File',
      shortcuts: [{ key: 's', mod: true, shift: true }],
      enabled: withRun,
      run: () => host.saveAs(),
    },
    {
      id: 'file.exportPicture',
      label: 'Export picture…',
      menu: 'File',
      shortcuts: [{ key: 'e', mod: true }],
      enabled: () => host.hasLandscape,
      run: () => host.toggleExport(),
    },
    {
      id: 'file.exportHistoryCsv',
      label: 'Export history as CSV…',
      menu: 'File',
      shortcuts: [],
      enabled: withRun,
      run: () => host.exportData('history-csv'),
    },
    {
      id: 'file.exportLandscapeCsv',
      label: 'Export landscape as CSV…',
      menu: 'File',
      shortcuts: [],
      enabled: () => host.hasLandscape,
      run: () => host.exportData('landscape-csv'),
    },
    {
      id: 'file.exportThetaNpy',
      label: 'Export parameters as NPY…',
      menu: 'File',
      shortcuts: [],
      enabled: withRun,
      run: () => host.exportData('theta-npy'),
    },
    {
      id: 'file.exportSafetensors',
      label: 'Export point shown as safetensors…',
      menu: 'File',
      shortcuts: [],
      enabled: withRun,
      run: () => host.exportData('theta-safetensors'),
    },
    {
      id: 'file.exportPyTorch',
      label: 'Export as PyTorch script…',
      menu: 'File',
      shortcuts: [],
      enabled: withRun,
      run: () => host.exportData('pytorch'),
    },
    {
      id: 'edit.undo',
      label: 'Undo',
      menu: 'Edit',
      shortcuts: [{ key: 'z', mod: true }],
      repeats: true,
      restsInText: true,
      enabled: () => onRun() && host.canUndo,
      run: () => host.undo(),
    },
    {
      id: 'edit.redo',
      label: 'Redo',
      menu: 'Edit',
      shortcuts: [
        { key: 'z', mod: true, shift: true },
        { key: 'y', mod: true },
      ],
      repeats: true,
      restsInText: true,
      enabled: () => onRun() && host.canRedo,
      run: () => host.redo(),
    },
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
    theme('view.themeLight', 'Light', 'light'),
    theme('view.themeDark', 'Dark', 'dark'),
    theme('view.themeSystem', 'As the system', 'system'),
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

/** Runs the action with this id where it can be used; false where it cannot, or is unknown. */
export function runAction(actions: readonly Action[], id: string): boolean {
  const action = actions.find((candidate) => candidate.id === id);
  if (!action?.enabled()) return false;
  action.run();
  return true;
}
