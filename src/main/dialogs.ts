/** The questions that the desktop asks for a window: which file, where to, and whether to lose changes. */
import { basename } from 'node:path';
import { type BrowserWindow, dialog, type FileFilter } from 'electron';
import type { ExportFormat } from '../app/contract';
import { writeFileAtomically } from '../files/atomic-write';

const everything: FileFilter = { name: 'All files', extensions: ['*'] };
const openable: FileFilter[] = [
  {
    name: 'Experiments, pictures with a recipe, data',
    extensions: ['saddle', 'json', 'png', 'svg', 'csv', 'tsv'],
  },
  everything,
];
const tables: FileFilter[] = [{ name: 'CSV tables', extensions: ['csv', 'tsv', 'txt'] }, everything];
const documents: FileFilter[] = [
  { name: 'Saddlescope experiment with its results', extensions: ['saddle'] },
  { name: 'Experiment only (JSON)', extensions: ['json'] },
];
export const pictures: Readonly<Record<'png' | 'svg', FileFilter[]>> = {
  png: [{ name: 'PNG picture', extensions: ['png'] }],
  svg: [{ name: 'SVG picture', extensions: ['svg'] }],
};

/** File name ending and filter of each export. */
export const exports: Readonly<
  Record<ExportFormat, { readonly suffix: string; readonly filter: FileFilter }>
> = {
  saddle: { suffix: '.saddle', filter: documents[0]! },
  json: { suffix: '.json', filter: documents[1]! },
  'history-csv': { suffix: '-history.csv', filter: { name: 'CSV table', extensions: ['csv'] } },
  'history-npy': { suffix: '-history.npy', filter: { name: 'NumPy array', extensions: ['npy'] } },
  'landscape-csv': { suffix: '-landscape.csv', filter: { name: 'CSV table', extensions: ['csv'] } },
  'theta-npy': { suffix: '-theta.npy', filter: { name: 'NumPy array', extensions: ['npy'] } },
  'landscape-npy': { suffix: '-landscape.npy', filter: { name: 'NumPy array', extensions: ['npy'] } },
  'theta-safetensors': {
    suffix: '.safetensors',
    filter: { name: 'PyTorch parameters', extensions: ['safetensors'] },
  },
  pytorch: { suffix: '.py', filter: { name: 'Python script', extensions: ['py'] } },
};

/** Texts that are written as they are, by the ending of the file. */
export const texts = {
  html: { title: 'Save as a page', filter: { name: 'Web page', extensions: ['html'] } },
  csv: { title: 'Save the table', filter: { name: 'CSV table', extensions: ['csv'] } },
} as const satisfies Readonly<Record<string, { readonly title: string; readonly filter: FileFilter }>>;
export type TextKind = keyof typeof texts;

async function askOpen(window: BrowserWindow, title: string, filters: FileFilter[]): Promise<string | null> {
  const { canceled, filePaths } = await dialog.showOpenDialog(window, {
    title,
    filters,
    properties: ['openFile'],
  });
  return canceled ? null : (filePaths[0] ?? null);
}

/** Any number of files; none when the person cancels. */
export async function askForRuns(window: BrowserWindow): Promise<readonly string[]> {
  const { canceled, filePaths } = await dialog.showOpenDialog(window, {
    title: 'Add to the comparison',
    filters: openable,
    properties: ['openFile', 'multiSelections'],
  });
  return canceled ? [] : filePaths;
}

export const askForDocument = (window: BrowserWindow) => askOpen(window, 'Open', openable);
export const askForRun = (window: BrowserWindow) =>
  askOpen(window, 'Choose a file with a run or a sweep in it', [documents[0]!, everything]);
export const askForTable = (window: BrowserWindow) => askOpen(window, 'Choose a CSV table', tables);

/** @param suggested a name or a path; answers a path with an ending, or null when the person cancels */
export async function askWhere(
  window: BrowserWindow,
  title: string,
  suggested: string,
  filters: FileFilter[] = documents,
): Promise<string | null> {
  const { canceled, filePath } = await dialog.showSaveDialog(window, {
    title,
    defaultPath: suggested,
    filters,
  });
  if (canceled || !filePath) return null;
  // Some desktops give the name as typed.
  return basename(filePath).includes('.') ? filePath : `${filePath}.${filters[0]!.extensions[0]}`;
}

/** Asks where, and writes. @returns the file's name, or null when the person cancels */
export async function writeWhereAsked(
  window: BrowserWindow,
  title: string,
  suggested: string,
  filters: FileFilter[],
  bytes: Uint8Array,
): Promise<string | null> {
  const path = await askWhere(window, title, suggested, filters);
  if (path === null) return null;
  await writeFileAtomically(path, bytes);
  return basename(path);
}

export type UnsavedAnswer = 'save' | 'discard' | 'stay';

export async function askAboutChanges(window: BrowserWindow, name: string): Promise<UnsavedAnswer> {
  const { response } = await dialog.showMessageBox(window, {
    type: 'warning',
    title: 'Saddlescope',
    message: `Save the changes to “${name}”?`,
    detail: 'Without saving, what was trained and changed since is lost.',
    buttons: ['Save', 'Don’t save', 'Cancel'],
    defaultId: 0,
    cancelId: 2,
    noLink: true,
  });
  return (['save', 'discard', 'stay'] as const)[response] ?? 'stay';
}

/** A name that every file system takes. */
export function safeFileName(name: string): string {
  const letters = [...name.replace(/[<>:"/\\|?*\p{Cc}]+/gu, ' ').replace(/\s+/g, ' ')].slice(0, 80);
  // Most file systems count bytes, up to 255, and the ending has to have room.
  while (Buffer.byteLength(letters.join('')) > 200) letters.pop();
  const safe = letters
    .join('')
    .trim()
    .replace(/^\.+|\.+$/g, '')
    .trim();
  // Names that Windows keeps for devices, whatever follows a point.
  const isDevice = /^(con|prn|aux|nul|com[\d¹²³]|lpt[\d¹²³])(\.|$)/i.test(safe);
  return isDevice ? `experiment ${safe}` : safe || 'experiment';
}

/** @returns whether the window's page is to be loaded again */
export async function askAboutHanging(window: BrowserWindow): Promise<boolean> {
  const { response } = await dialog.showMessageBox(window, {
    type: 'warning',
    message: 'The window does not answer.',
    detail: 'It can be loaded again: the experiment and its run are not in it, and go on.',
    buttons: ['Wait', 'Load it again'],
    defaultId: 0,
    cancelId: 0,
  });
  return response === 1;
}
