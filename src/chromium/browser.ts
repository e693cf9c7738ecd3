/** The running browser: chosen, started with an empty profile, connected, and ended without leaving anything behind. */
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { findBrowser, hasDisplay } from './browsers';
import type { CommandLine } from './command-line';
import { descendantsOf } from './descendants';
import { DevTools } from './devtools';
import { browserFlags } from './flags';
import { headlessShellPackage, unpackHeadlessShell } from './headless-shell';

export interface Browser {
  readonly devtools: DevTools;
  readonly headless: boolean;
  /** What runs, for messages. */
  readonly name: string;
  /** Resolves when the browser has ended, for whatever reason. */
  readonly ended: Promise<void>;
  /** Ends it and removes its profile; can be called at any time, also while the process exits. */
  kill(): void;
}

/** The profile's folder name begins so, followed by the id of the process that owns it. */
const profilePrefix = 'saddlescope-browser-';

/** Chooses and starts the browser. `say` gets lines for the person who waits. */
export async function startBrowser(commandLine: CommandLine, say: (line: string) => void): Promise<Browser> {
  const machine = { platform: process.platform, env: process.env, exists: existsSync };
  // `packaged` asks for the headless browser of the packages even where another is installed: the same one on every machine.
  const installed = process.env['SADDLESCOPE_BROWSER'] === 'packaged' ? null : findBrowser(machine);
  const asked = commandLine.switches.some(([name]) => name === 'headless');
  const headless = asked || installed === null || !hasDisplay(machine);
  const { executable, env } =
    installed === null ? await headlessShell(say) : { executable: installed, env: {} };
  sweepProfiles();
  const profile = mkdtempSync(join(tmpdir(), `${profilePrefix}${process.pid}-`));
  const flags = browserFlags({
    profile,
    headless,
    asRoot: process.getuid?.() === 0,
    debuggingPort: commandLine.debuggingPort,
    switches: commandLine.switches,
    platform: process.platform,
  });
  const child = spawn(executable, flags, {
    stdio: ['ignore', 'ignore', 'pipe', 'pipe', 'pipe'],
    // What the browser keeps in the temporary folder goes with its profile.
    env: { ...process.env, ...usableLocale(process.env), TMPDIR: profile, ...env },
    // A process group of its own: one signal ends the browser with all its children. On Linux that would be a session of its own, too, and threads
    // that compute would no longer give way to it, as they do to Electron's windows.
    detached: process.platform === 'darwin',
  });
  let killed = false;
  const kill = () => {
    if (!killed) endBrowser(child, profile);
    killed = true;
  };
  process.on('exit', kill);
  const ended = new Promise<void>((resolve) => {
    child.once('error', () => resolve());
    child.once('exit', () => resolve());
  });
  const log = watchLog(child, commandLine.debuggingPort !== null);
  const devtools = new DevTools(child.stdio[3] as Writable, child.stdio[4] as Readable);
  void ended.then(() => {
    devtools.close();
    kill();
  });
  try {
    await Promise.race([
      devtools.browser.send('Target.setDiscoverTargets', { discover: true }),
      ended.then(() => Promise.reject(new Error('it ended at once'))),
    ]);
  } catch (error) {
    kill();
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error([`${executable} did not start (${reason}).`, ...log.slice(-5)].join('\n  '), {
      cause: error,
    });
  }
  const name = installed === null ? 'the headless Chromium of its packages' : basename(executable);
  return { devtools, headless, name, ended, kill };
}

/** Chromium takes its language from the environment, and makes of `C` or `POSIX` one that its own JavaScript refuses. */
export function usableLocale(env: NodeJS.ProcessEnv): Record<string, string> {
  const asked = env['LC_ALL'] || env['LC_MESSAGES'] || env['LANG'] || 'C';
  return /^(?:C|POSIX)(?:\.|$)/.test(asked) ? { LANGUAGE: 'en_GB', LC_ALL: 'en_GB.UTF-8' } : {};
}

async function headlessShell(say: (line: string) => void) {
  const found = headlessShellPackage();
  if (found === null) {
    throw new Error('No Chrome, Chromium or Edge is installed: install one, or name it in CHROME_PATH.');
  }
  return unpackHeadlessShell(found, say);
}

/** Keeps the browser's last words, and passes on the one line that a debugger waits for. */
function watchLog(child: ChildProcess, announce: boolean): string[] {
  const log: string[] = [];
  createInterface({ input: child.stderr! }).on('line', (line) => {
    if (announce && line.startsWith('DevTools listening on ')) process.stderr.write(`${line}\n`);
    else if (line.trim() !== '') log.push(line.trim());
    if (log.length > 50) log.shift();
  });
  return log;
}

/** Profiles of programs that were killed before they could clean up. */
function sweepProfiles(): void {
  for (const name of readdirSync(tmpdir())) {
    const pid = new RegExp(`^${profilePrefix}(\\d+)-`).exec(name)?.[1];
    if (pid === undefined) continue;
    try {
      process.kill(Number(pid), 0);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') continue;
      rmSync(join(tmpdir(), name), { recursive: true, force: true });
    }
  }
}

/** Synchronous, because it must also work in an `exit` handler. */
function endBrowser(child: ChildProcess, profile: string): void {
  if (child.pid !== undefined) {
    const all = process.platform === 'darwin' ? [-child.pid] : [child.pid, ...descendantsOf(child.pid)];
    for (const id of all) {
      try {
        process.kill(id, 'SIGKILL');
      } catch {
        // Ended already.
      }
    }
  }
  try {
    rmSync(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 20 });
  } catch {
    // A file that the dying browser still holds; the temporary folder is the system's to clean.
  }
}
