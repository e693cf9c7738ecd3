/** Electron's command line, as far as this executable understands it. */
export interface CommandLine {
  /** `-r` / `--require` modules to load before the app. */
  readonly requires: readonly string[];
  /** Port of Node's inspector, or null: no inspector. */
  readonly inspectPort: number | null;
  /** Port of Chromium's remote debugging, or null: only the private pipe. */
  readonly debuggingPort: number | null;
  /** Chromium switches before the app path: `--name` or `--name=value`. */
  readonly switches: readonly (readonly [name: string, value: string | null])[];
  /** The app: a script, or a folder with a package.json. Null when missing. */
  readonly app: string | null;
  /** What follows the app: its own arguments. */
  readonly rest: readonly string[];
  /** `--version` was asked. */
  readonly version: boolean;
}

/** @param args what follows the executable's name. Everything after the app's path belongs to the app. */
export function parseCommandLine(args: readonly string[]): CommandLine {
  const requires: string[] = [];
  const switches: [string, string | null][] = [];
  let inspectPort: number | null = null;
  let debuggingPort: number | null = null;
  let app: string | null = null;
  let version = false;
  let i = 0;
  for (; i < args.length && app === null; i++) {
    const arg = args[i]!;
    if (arg === '-r' || arg === '--require') {
      const module = args[++i];
      if (module === undefined) throw new Error(`${arg} needs the path of a module after it`);
      requires.push(module);
      continue;
    }
    if (!arg.startsWith('-')) {
      app = arg;
      continue;
    }
    const match = /^--([^=]+)(?:=(.*))?$/s.exec(arg);
    const name = match?.[1] ?? arg.replace(/^-+/, '');
    const value = match?.[2] ?? null;
    if (name === 'inspect' || name === 'inspect-brk') inspectPort = port(name, value, 9229);
    else if (name === 'remote-debugging-port') debuggingPort = port(name, value, 0);
    else if (name === 'version' || name === 'v') version = true;
    else switches.push([name, value]);
  }
  return { requires, inspectPort, debuggingPort, switches, app, rest: args.slice(i), version };
}

function port(name: string, value: string | null, usual: number): number {
  if (value === null || value === '') return usual;
  // Node also takes host:port; only the port is of interest, the host stays 127.0.0.1.
  const number = Number(value.split(':').at(-1));
  if (!Number.isInteger(number) || number < 0 || number > 65535)
    throw new Error(`--${name}=${value} is not a port number`);
  return number;
}
