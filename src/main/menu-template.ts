/** The native menu as data: every action of the window, the recent files, and the desktop's own items. */
import type { MenuItemConstructorOptions } from 'electron';
import type { ActionId, RecentFile } from '../app/wire';

export interface MenuActions {
  /** Sends an action to the window. */
  act(id: ActionId): void;
  openRecent(index: number): void;
  clearRecent(): void;
}

interface Entry {
  readonly id: ActionId;
  readonly label: string;
  readonly accelerator?: string;
}

const document: readonly Entry[] = [
  { id: 'file.new', label: 'New…', accelerator: 'CmdOrCtrl+N' },
  { id: 'file.open', label: 'Open…', accelerator: 'CmdOrCtrl+O' },
];
const saving: readonly Entry[] = [
  { id: 'file.save', label: 'Save', accelerator: 'CmdOrCtrl+S' },
  { id: 'file.saveAs', label: 'Save As…', accelerator: 'CmdOrCtrl+Shift+S' },
  { id: 'file.verify', label: 'Verify Bit for Bit…' },
];
const exporting: readonly Entry[] = [
  { id: 'file.exportPicture', label: 'Export Picture…', accelerator: 'CmdOrCtrl+E' },
  { id: 'file.exportHistoryCsv', label: 'Export History as CSV…' },
  { id: 'file.exportHistoryNpy', label: 'Export History as NPY…' },
  { id: 'file.exportLandscapeCsv', label: 'Export Landscape as CSV…' },
  { id: 'file.exportLandscapeNpy', label: 'Export Landscape as NPY…' },
  { id: 'file.exportThetaNpy', label: 'Export Parameters θ as NPY…' },
  { id: 'file.exportSafetensors', label: 'Export Point as Safetensors…' },
  { id: 'file.exportPyTorch', label: 'Export as PyTorch Script…' },
];
const editing: readonly Entry[] = [
  { id: 'edit.undo', label: 'Undo', accelerator: 'CmdOrCtrl+Z' },
  { id: 'edit.redo', label: 'Redo', accelerator: 'CmdOrCtrl+Shift+Z' },
];
// Single keys are shown by the key list only: as accelerators they would act while a field has the focus.
const running: readonly Entry[] = [
  { id: 'run.playPause', label: 'Play or Pause' },
  { id: 'run.step', label: 'One Step' },
  { id: 'run.reset', label: 'Reset to the Same Weights' },
  { id: 'run.newSeed', label: 'New Weight Seed' },
  { id: 'run.keep', label: 'Keep for Comparison' },
  { id: 'run.startHere', label: 'Start from the Point Shown' },
];
const themes: readonly Entry[] = [
  { id: 'view.themeLight', label: 'Light' },
  { id: 'view.themeDark', label: 'Dark' },
  { id: 'view.themeSystem', label: 'As the System' },
];
const places: readonly Entry[] = [
  { id: 'view.map', label: 'Landscape' },
  { id: 'view.laboratory', label: 'Laboratory' },
  { id: 'view.claims', label: 'Claims' },
  { id: 'view.compare', label: 'Compare' },
  { id: 'view.sweep', label: 'Sweep' },
];
const ways: readonly Entry[] = [
  { id: 'view.asMap', label: 'Landscape as a Map' },
  { id: 'view.asSurface', label: 'Landscape as a Surface' },
  { id: 'view.asSlice', label: 'Landscape as a Slice' },
];
const zooms: readonly Entry[] = [
  { id: 'view.zoomIn', label: 'Zoom In', accelerator: 'CmdOrCtrl+Plus' },
  { id: 'view.zoomOut', label: 'Zoom Out', accelerator: 'CmdOrCtrl+-' },
  { id: 'view.zoomReset', label: 'Actual Size', accelerator: 'CmdOrCtrl+0' },
];
const landscape: Entry = { id: 'view.landscape', label: 'Compute the Landscape' };
const tour: Entry = { id: 'help.tour', label: 'Tour in Seven Steps', accelerator: 'F1' };
const palette: Entry = { id: 'help.palette', label: 'Find a Command…', accelerator: 'CmdOrCtrl+K' };
const keys: Entry = { id: 'help.keys', label: 'Keys' };
const about: Entry = { id: 'help.about', label: 'About Saddlescope' };

const separator: MenuItemConstructorOptions = { type: 'separator' };

export function menuTemplate(
  platform: NodeJS.Platform,
  recent: readonly RecentFile[],
  actions: MenuActions,
): MenuItemConstructorOptions[] {
  const item = ({ id, label, accelerator }: Entry): MenuItemConstructorOptions => ({
    id,
    label,
    ...(accelerator === undefined ? {} : { accelerator }),
    // The window handles its keys itself, so that they work the same with and without a native menu.
    registerAccelerator: false,
    click: () => actions.act(id),
  });
  const mac = platform === 'darwin';
  const appMenu: MenuItemConstructorOptions = {
    label: 'Saddlescope',
    submenu: [
      item(about),
      separator,
      { role: 'hide' },
      { role: 'hideOthers' },
      { role: 'unhide' },
      separator,
      { role: 'quit' },
    ],
  };
  return [
    ...(mac ? [appMenu] : []),
    {
      label: '&File',
      submenu: [
        ...document.map(item),
        { label: 'Open Recent', id: 'file.recent', submenu: recentItems(recent, actions) },
        separator,
        ...saving.map(item),
        separator,
        ...exporting.map(item),
        separator,
        mac ? { role: 'close' } : { role: 'quit' },
      ],
    },
    {
      label: '&Edit',
      submenu: [
        ...editing.map(item),
        separator,
        { role: 'cut' },
        { role: 'copy' },
        { role: 'paste' },
        { role: 'selectAll' },
      ],
    },
    { label: '&Run', submenu: running.map(item) },
    {
      label: '&View',
      submenu: [
        ...places.map(item),
        separator,
        ...ways.map(item),
        item(landscape),
        separator,
        ...zooms.map(item),
        { label: 'Theme', submenu: themes.map(item) },
        separator,
        { role: 'togglefullscreen' },
      ],
    },
    {
      label: '&Help',
      role: 'help',
      submenu: [item(tour), item(palette), item(keys), ...(mac ? [] : [item(about)])],
    },
  ];
}

function recentItems(recent: readonly RecentFile[], actions: MenuActions): MenuItemConstructorOptions[] {
  if (recent.length === 0) return [{ label: 'No recent files', enabled: false }];
  const files = recent.map(({ name, folder }, index) => ({
    id: `file.recent.${index}`,
    // An ampersand would be taken for a key's mark.
    label: `${name} – ${folder}`.replaceAll('&', '&&'),
    click: () => actions.openRecent(index),
  }));
  return [...files, separator, { label: 'Clear the List', click: () => actions.clearRecent() }];
}
