/** Where things are: the folders that Electron's `app.getPath` names, and the app's own package.json. */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

export interface AppPackage {
  readonly folder: string;
  readonly name: string;
  readonly version: string;
  /** The script to run. */
  readonly main: string;
}

/** @param path the app as given on the command line: a script, or a folder with a package.json */
export function findApp(path: string): AppPackage {
  const given = resolve(path);
  if (!existsSync(given)) throw new Error(`${path} does not exist.`);
  const isFolder = statSync(given).isDirectory();
  for (let folder = isFolder ? given : dirname(given); ; folder = dirname(folder)) {
    const file = join(folder, 'package.json');
    if (existsSync(file)) {
      const {
        name = 'app',
        productName,
        version = '0.0.0',
        main = 'index.js',
      } = JSON.parse(readFileSync(file, 'utf8'));
      return { folder, name: productName ?? name, version, main: isFolder ? join(folder, main) : given };
    }
    if (folder === dirname(folder))
      return { folder: dirname(given), name: 'app', version: '0.0.0', main: given };
  }
}

export function standardPath(name: string, appName: string): string {
  const home = homedir();
  switch (name) {
    case 'home':
      return home;
    case 'temp':
      return tmpdir();
    case 'exe':
      return process.argv[0] ?? process.execPath;
    case 'appData':
      return settingsFolder(home);
    case 'userData':
    case 'sessionData':
      return join(settingsFolder(home), appName);
    case 'logs':
      return join(settingsFolder(home), appName, 'logs');
    case 'desktop':
    case 'documents':
    case 'downloads':
    case 'music':
    case 'pictures':
    case 'videos': {
      const folder = join(home, name[0]!.toUpperCase() + name.slice(1));
      return existsSync(folder) ? folder : home;
    }
    default:
      throw new Error(`Failed to get '${name}' path`);
  }
}

function settingsFolder(home: string): string {
  if (process.platform === 'win32') return process.env['APPDATA'] || join(home, 'AppData', 'Roaming');
  if (process.platform === 'darwin') return join(home, 'Library', 'Application Support');
  return process.env['XDG_CONFIG_HOME'] || join(home, '.config');
}
