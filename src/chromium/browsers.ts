/** Which browser to use: `CHROME_PATH`, else the first installed Chrome, Chromium or Edge. Pure: the machine is passed in. */
import { posix, win32 } from 'node:path';

export interface Machine {
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Whether a file exists. */
  exists(path: string): boolean;
}

const linuxNames = [
  'google-chrome-stable',
  'google-chrome',
  'chromium',
  'chromium-browser',
  'microsoft-edge-stable',
  'microsoft-edge',
  'brave-browser',
];
const macApps = ['Google Chrome', 'Chromium', 'Microsoft Edge', 'Brave Browser'];
const windowsPaths = [
  ['Google', 'Chrome', 'Application', 'chrome.exe'],
  ['Chromium', 'Application', 'chrome.exe'],
  ['Microsoft', 'Edge', 'Application', 'msedge.exe'],
  ['BraveSoftware', 'Brave-Browser', 'Application', 'brave.exe'],
];

/** Everything that would be used, best first. */
export function browserCandidates({ platform, env }: Pick<Machine, 'platform' | 'env'>): string[] {
  const asked = env['CHROME_PATH'];
  return [...(asked ? [asked] : []), ...installedCandidates(platform, env)];
}

function installedCandidates(platform: NodeJS.Platform, env: Machine['env']): string[] {
  if (platform === 'darwin') {
    const folders = ['/Applications', ...(env['HOME'] ? [posix.join(env['HOME'], 'Applications')] : [])];
    return macApps.flatMap((app) =>
      folders.map((folder) => posix.join(folder, `${app}.app`, 'Contents', 'MacOS', app)),
    );
  }
  if (platform === 'win32') {
    const folders = ['ProgramFiles', 'ProgramFiles(x86)', 'LOCALAPPDATA'].flatMap((name) => env[name] ?? []);
    return windowsPaths.flatMap((path) => folders.map((folder) => win32.join(folder, ...path)));
  }
  const folders = [
    ...(env['PATH'] ?? '').split(':').filter((folder) => folder.startsWith('/')),
    '/usr/bin',
    '/snap/bin',
  ];
  return linuxNames.flatMap((name) => [...new Set(folders)].map((folder) => posix.join(folder, name)));
}

/** The browser to use, or null when none is installed. Throws when `CHROME_PATH` names a file that is not there. */
export function findBrowser(machine: Machine): string | null {
  const asked = machine.env['CHROME_PATH'];
  if (asked && !machine.exists(asked)) {
    throw new Error(
      `CHROME_PATH names ${asked}, which does not exist: correct it, or remove it to use an installed browser.`,
    );
  }
  return browserCandidates(machine).find((path) => machine.exists(path)) ?? null;
}

/** Whether a window can appear: always on Windows and macOS, else with an X or Wayland display. */
export function hasDisplay({ platform, env }: Pick<Machine, 'platform' | 'env'>): boolean {
  if (platform === 'win32' || platform === 'darwin') return true;
  return Boolean(env['DISPLAY'] || env['WAYLAND_DISPLAY']);
}
