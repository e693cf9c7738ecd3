/** Documents, exports, and what is taken back. */
import { type Action, type ActionHost, always, isOnRun } from './action';

export function fileActions(host: ActionHost): readonly Action[] {
  const withRun = () => host.hasRun;
  const onRun = () => isOnRun(host);
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
  ];
}
