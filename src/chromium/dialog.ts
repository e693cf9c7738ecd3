/** Electron's `dialog`: the desktop's file dialogs where they can be had, else the browser's file chooser and boxes drawn in the page. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { MessageBoxOptions, OpenDialogOptions, SaveDialogOptions } from 'electron';
import { app } from './app';
import { BrowserWindow } from './browser-window';
import { acceptList, chosenFile, startingPoint } from './dialog-options';
import { askNatively, type FileQuestion, findDesktopProgram, nativeDialogCommand } from './native-dialogs';
import { dialogBox, type DialogBox, type DialogAnswer } from './page/dialog-box';
import { chooseFiles } from './page/file-chooser';
import { runtime } from './runtime';
import type { Page } from './web-contents';

/** Electron takes the window first, or leaves it out. */
function split<T>(args: readonly unknown[]): { window: BrowserWindow | null; options: T } {
  const [first, second] = args;
  if (first instanceof BrowserWindow) return { window: first, options: second as T };
  return { window: BrowserWindow.getFocusedWindow(), options: (second ?? first) as T };
}

async function showOpenDialog(...args: unknown[]): Promise<{ canceled: boolean; filePaths: string[] }> {
  const { window, options } = split<OpenDialogOptions>(args);
  const multiple = options.properties?.includes('multiSelections') ?? false;
  const { folder } = startingPoint(options.defaultPath, app.getPath('documents'));
  const filters = options.filters ?? [];
  const asked = await native({
    kind: 'open',
    title: options.title ?? 'Open',
    start: join(folder, '/'),
    filters,
    multiple,
  });
  const filePaths = asked ?? (await openInPage(window, acceptList(filters), multiple));
  return { canceled: filePaths.length === 0, filePaths };
}

async function showSaveDialog(...args: unknown[]): Promise<{ canceled: boolean; filePath: string }> {
  const { window, options } = split<SaveDialogOptions>(args);
  const { folder, name } = startingPoint(options.defaultPath, app.getPath('documents'));
  const title = options.title ?? 'Save';
  const filters = options.filters ?? [];
  const asked = await native({ kind: 'save', title, start: join(folder, name), filters, multiple: false });
  const filePath = (asked ? asked[0] : await saveInPage(window, { title, folder, name, filters })) ?? '';
  return { canceled: filePath === '', filePath };
}

async function showMessageBox(...args: unknown[]): Promise<{ response: number; checkboxChecked: boolean }> {
  const { window, options } = split<MessageBoxOptions>(args);
  const buttons = options.buttons?.length ? options.buttons : ['OK'];
  const cancelButton =
    options.cancelId ??
    Math.max(
      0,
      buttons.findIndex((label) => /^(cancel|no)$/i.test(label)),
    );
  const page = await pageOf(window);
  if (page === null) {
    process.stderr.write(`${[options.message, options.detail].filter(Boolean).join('\n')}\n`);
    return { response: cancelButton, checkboxChecked: options.checkboxChecked ?? false };
  }
  const { response, checked } = await ask(page, {
    title: options.title ?? '',
    message: options.message,
    detail: options.detail ?? '',
    checkbox: options.checkboxLabel
      ? { label: options.checkboxLabel, checked: options.checkboxChecked ?? false }
      : null,
    buttons,
    defaultButton: options.defaultId ?? 0,
    cancelButton,
  });
  return { response, checkboxChecked: checked };
}

/** Electron prints it where no window can be shown yet, and so does this. */
function showErrorBox(title: string, content: string): void {
  process.stderr.write(`${title}: ${content}\n`);
  const window = BrowserWindow.getFocusedWindow();
  if (window)
    void showMessageBox(window, { type: 'error', title, message: content, buttons: ['OK'] }).catch(
      () => undefined,
    );
}

/** Null: no desktop dialog here, the page must ask. */
async function native(question: FileQuestion): Promise<string[] | null> {
  if ((await runtime().browser).headless) return null;
  const command = nativeDialogCommand(question, findDesktopProgram);
  return command && askNatively(command);
}

async function pageOf(window: BrowserWindow | null): Promise<Page | null> {
  return window === null || window.isDestroyed() ? null : window.webContents.page;
}

function ask(
  { link }: Page,
  box: Partial<DialogBox> & Pick<DialogBox, 'buttons' | 'message' | 'cancelButton'>,
): Promise<DialogAnswer> {
  return link.run(dialogBox, {
    title: '',
    detail: '',
    problem: '',
    fields: [],
    checkbox: null,
    defaultButton: 0,
    ...box,
  });
}

/** The browser doesn't tell a page where a chosen file is, but it tells DevTools. */
async function openInPage(
  window: BrowserWindow | null,
  accept: string,
  multiple: boolean,
): Promise<string[]> {
  const page = await pageOf(window);
  const files = await page?.link.runForObject(chooseFiles, { accept, multiple });
  if (!page || !files) return [];
  const { result } = await page.session.send('Runtime.getProperties', {
    objectId: files,
    ownProperties: true,
  });
  const entries = (result as { name: string; value?: { objectId?: string } }[]).filter(({ name }) =>
    /^\d+$/.test(name),
  );
  const paths = entries.map(
    async ({ value }) =>
      (await page.session.send('DOM.getFileInfo', { objectId: value?.objectId }))['path'] as string,
  );
  return Promise.all(paths);
}

interface SaveQuestion {
  readonly title: string;
  readonly folder: string;
  readonly name: string;
  readonly filters: NonNullable<SaveDialogOptions['filters']>;
}

async function saveInPage(window: BrowserWindow | null, question: SaveQuestion): Promise<string | null> {
  const page = await pageOf(window);
  if (page === null) return null;
  const { title, filters } = question;
  let { folder, name } = question;
  let problem = '';
  for (;;) {
    const fields = [
      { label: 'File name', value: name },
      { label: 'Folder', value: folder },
    ];
    const answer = await ask(page, {
      title,
      message: '',
      problem,
      fields,
      buttons: ['Save', 'Cancel'],
      cancelButton: 1,
    });
    if (answer.response !== 0) return null;
    [name = '', folder = ''] = answer.values;
    const chosen = chosenFile(folder, name, filters);
    if ('problem' in chosen) {
      problem = chosen.problem;
      continue;
    }
    if (!existsSync(chosen.path)) return chosen.path;
    const message = `${chosen.path} exists already. Replace it?`;
    const replace = await ask(page, {
      title,
      message,
      buttons: ['Replace', 'Cancel'],
      defaultButton: 1,
      cancelButton: 1,
    });
    if (replace.response === 0) return chosen.path;
    problem = '';
  }
}

export const dialog = { showOpenDialog, showSaveDialog, showMessageBox, showErrorBox };
