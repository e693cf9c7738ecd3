/** How the program is called from a script, on this machine or on another that has it in the same place. */
import { existsSync } from 'node:fs';
import { basename, join, posix } from 'node:path';

export interface CalledFrom {
  readonly execPath: string;
  /** The first word of the command line, which is another than what runs where Node runs for it. */
  readonly executable: string;
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Installed, or one file: its arguments name no script. */
  readonly packaged: boolean;
  /** `out/main`. */
  readonly scripts: string;
  /** Of the app, which a bare Electron is to be told. */
  readonly folder: string;
}

/** A machine that computes has no display, and a command needs none. */
const noDisplay = '--ozone-platform=headless';

/** The words before the command. @param exists whether there is such a file */
export function programWords(
  { execPath, executable, platform, env, packaged, scripts, folder }: CalledFrom,
  exists: (path: string) => boolean = existsSync,
): readonly string[] {
  const headless = platform === 'linux' ? [noDisplay] : [];
  const onNode = /^node(\.exe)?$/i.test(basename(execPath));
  if (!packaged && !/[\\/]resources[\\/]app(\.asar)?[\\/]/.test(scripts))
    return onNode ? [execPath, join(scripts, 'cli.js')] : [execPath, ...headless, folder];
  const program = onNode ? executable : execPath;
  // What runs lies in a folder that is gone when the program ends; these are the files that unpacked it. A program inside another's AppImage has that one's variable, too.
  const { APPIMAGE: image, APPDIR: mounted = '' } = env;
  if (image && program.startsWith(mounted)) return [image, ...headless];
  const portable = env['PORTABLE_EXECUTABLE_FILE'];
  if (portable) return [portable];
  const launcher = posix.join(posix.dirname(program), 'bin', 'saddlescope');
  return platform === 'linux' && exists(launcher) ? [launcher] : [program, ...headless];
}
