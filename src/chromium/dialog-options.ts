/** What the app says about a file dialog, put in order; pure. */
import { statSync } from 'node:fs';
import { homedir } from 'node:os';
import { basename, dirname, extname, isAbsolute, join, resolve } from 'node:path';

export interface Filter {
  readonly name: string;
  readonly extensions: readonly string[];
}

/** `.saddle,.json`, empty when anything goes. */
export function acceptList(filters: readonly Filter[]): string {
  const extensions = filters.flatMap(({ extensions }) => extensions);
  return extensions.includes('*')
    ? ''
    : [...new Set(extensions)].map((extension) => `.${extension}`).join(',');
}

/** The folder and the name to start from. */
export function startingPoint(
  defaultPath: string | undefined,
  documents: string,
): { folder: string; name: string } {
  if (!defaultPath) return { folder: documents, name: '' };
  const path = isAbsolute(defaultPath) ? defaultPath : join(documents, defaultPath);
  return isFolder(path) ? { folder: path, name: '' } : { folder: dirname(path), name: basename(path) };
}

/** The file that a person means by a folder and a name; or what is wrong with them. */
export function chosenFile(
  folder: string,
  name: string,
  filters: readonly Filter[],
): { path: string } | { problem: string } {
  const trimmed = name.trim();
  if (trimmed === '') return { problem: 'Give the file a name.' };
  const home = folder.trim().replace(/^~(?=$|[\\/])/, homedir());
  if (home === '') return { problem: 'Name the folder to save in.' };
  const extension = filters[0]?.extensions[0];
  const whole =
    extname(trimmed) === '' && extension && extension !== '*' ? `${trimmed}.${extension}` : trimmed;
  const path = resolve(home, whole);
  if (!isFolder(dirname(path))) return { problem: `The folder ${dirname(path)} does not exist.` };
  if (isFolder(path)) return { problem: `${path} is a folder: give the file another name.` };
  return { path };
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}
