/** What the program was started with: a command for the command line, or files for the window. */
import { isAbsolute, resolve } from 'node:path';
import { commandNames } from '../cli/command-names';

/**
 * The program's own arguments: what follows the app's path, or, in a package, the program's name.
 * @param entries how the app itself may be named: its script, its folder
 * @param folder what relative paths start from
 */
export function ownArguments(argv: readonly string[], entries: readonly string[], folder: string): string[] {
  const path = (argument: string) => (isAbsolute(argument) ? argument : resolve(folder, argument));
  const app = argv.findIndex((argument, index) => index > 0 && entries.includes(path(argument)));
  return argv.slice(Math.max(app, 0) + 1);
}

const commands: ReadonlySet<string> = new Set([
  ...commandNames,
  ...['help', '--help', '-h', '--version', '-V'],
]);

/**
 * The arguments from the command on, or null when a window is wanted. Before the command there may be switches for the browser inside,
 * such as the launcher's `--ozone-platform=headless`; a file that has the name of a command is opened as `./run`.
 */
export function commandIn(own: readonly string[]): string[] | null {
  const first = own.findIndex((argument) => commands.has(argument) || !argument.startsWith('-'));
  return first >= 0 && commands.has(own[first]!) ? own.slice(first) : null;
}
