/** File dialogs of the Linux desktop, through zenity or kdialog where one is installed. */
import { execFile } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { join } from 'node:path';
import type { Filter } from './dialog-options';

export interface FileQuestion {
  readonly kind: 'open' | 'save';
  readonly title: string;
  /** Where to start: a folder, or a file to suggest. */
  readonly start: string;
  readonly filters: readonly Filter[];
  readonly multiple: boolean;
}

/** The command that would be run; null when neither program is installed or there is no display. */
export function nativeDialogCommand(
  question: FileQuestion,
  find: (program: string) => string | null,
): [string, string[]] | null {
  const { kind, title, start, filters, multiple } = question;
  const zenity = find('zenity');
  if (zenity !== null) {
    const patterns = filters.map(
      ({ name, extensions }) => `--file-filter=${name} | ${extensions.map((e) => `*.${e}`).join(' ')}`,
    );
    const mode =
      kind === 'save' ? ['--save', '--confirm-overwrite'] : multiple ? ['--multiple', '--separator=\n'] : [];
    return [zenity, ['--file-selection', `--title=${title}`, `--filename=${start}`, ...mode, ...patterns]];
  }
  const kdialog = find('kdialog');
  if (kdialog === null) return null;
  const patterns = filters
    .map(({ name, extensions }) => `${name} (${extensions.map((e) => `*.${e}`).join(' ')})`)
    .join('|');
  const mode = kind === 'save' ? '--getsavefilename' : '--getopenfilename';
  const several = multiple && kind === 'open' ? ['--multiple', '--separate-output'] : [];
  return [kdialog, ['--title', title, mode, start, patterns, ...several]];
}

/** A program on the PATH of a desktop with a display. */
export function findDesktopProgram(name: string): string | null {
  if (process.platform !== 'linux' || !(process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY']))
    return null;
  for (const folder of (process.env['PATH'] ?? '').split(':').filter(Boolean)) {
    try {
      accessSync(join(folder, name), constants.X_OK);
      return join(folder, name);
    } catch {
      // Not in this folder.
    }
  }
  return null;
}

/** The chosen paths, none when cancelled; null when the program could not show its dialog. */
export function askNatively([program, args]: [string, string[]]): Promise<string[] | null> {
  return new Promise((resolve) => {
    execFile(program, args, { encoding: 'utf8' }, (error, output) => {
      if (!error) resolve(output.split('\n').filter((line) => line !== ''));
      else resolve(error.code === 1 ? [] : null);
    });
  });
}
