/** Documents, exports, and what is taken back. */
import type { ExportFormat } from '../../../src/app/contract';
import { type Action, type ActionHost, always, isOnRun } from './action';

export function fileActions(host: ActionHost): readonly Action[] {
  const withRun = () => host.hasRun;
  const withLandscape = () => host.hasLandscape;
  const onRun = () => isOnRun(host);
  const data = (id: Action['id'], label: string, format: ExportFormat, enabled = withRun): Action => ({
    id,
    label,
    menu: 'File',
    shortcuts: [],
    enabled,
    run: () => host.exportData(format),
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
      id: 'file.verify',
      label: 'Verify bit for bit…',
      menu: 'File',
      shortcuts: [],
      enabled: always,
      run: () => host.toggleVerify(),
    },
    {
      id: 'file.exportPicture',
      label: 'Export picture…',
      menu: 'File',
      shortcuts: [{ key: 'e', mod: true }],
      enabled: withLandscape,
      run: () => host.toggleExport(),
    },
    data('file.exportHistoryCsv', 'Export history as CSV…', 'history-csv'),
    data('file.exportHistoryNpy', 'Export history as NPY…', 'history-npy'),
    data('file.exportLandscapeCsv', 'Export landscape as CSV…', 'landscape-csv', withLandscape),
    data('file.exportLandscapeNpy', 'Export landscape as NPY…', 'landscape-npy', withLandscape),
    data('file.exportThetaNpy', 'Export parameters as NPY…', 'theta-npy'),
    data('file.exportSafetensors', 'Export point shown as safetensors…', 'theta-safetensors'),
    data('file.exportPyTorch', 'Export as PyTorch script…', 'pytorch'),
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
