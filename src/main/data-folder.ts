/** Where settings, recent files, unsaved work, sweeps and the log are kept, and where the browser inside keeps its own things. */
import { createHash } from 'node:crypto';
import { accessSync, constants, lstatSync, mkdirSync, mkdtempSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';

export interface Surroundings {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly platform: NodeJS.Platform;
  /** The platform's folder for settings, which several machines may share. */
  readonly settings: string;
  /** A folder of this machine. */
  readonly temporary: string;
  /** Number of the person; undefined where there are none. */
  readonly user: number | undefined;
}

export interface DataFolders {
  /** Plain files of the person's own. */
  readonly kept: string;
  /** What the browser inside needs while it runs, its locks among it: on this machine, because a home folder may be shared by many and know no locks. */
  readonly machine: string;
  /** Why things are not kept where they should be; null where they are. */
  readonly problem: string | null;
}

/** Both folders exist when this returns, and can be written into. */
export function makeDataFolders(around: Surroundings): DataFolders {
  const wanted = ownDataFolder(around.env) ?? join(around.settings, 'Saddlescope');
  const machine = machineFolder(around, wanted);
  if (isWritable(wanted)) return { kept: wanted, machine, problem: null };
  const kept = join(machine, 'data');
  makeFolder(kept);
  return {
    kept,
    machine,
    problem: `${wanted} cannot be written into: settings and unsaved work are kept in ${kept}, which may not outlast this session. Save to files of your own.`,
  };
}

/**
 * Null for the platform's own folder. A portable program (one file on a stick) keeps everything beside itself and leaves nothing on the machine; labs and tests
 * say where they want it.
 */
export function ownDataFolder(env: Surroundings['env']): string | null {
  const asked = env['SADDLESCOPE_USER_DATA'];
  if (asked) return asked;
  const beside = portableFolder(env);
  return beside ? join(beside, 'Saddlescope data') : null;
}

/**
 * Where the one file of the portable Windows program lies, which says so to what it has unpacked; undefined for every other. It is also where relative
 * paths start from: the folder that it starts the program in is deleted afterwards.
 */
export function portableFolder(env: Surroundings['env']): string | undefined {
  return env['PORTABLE_EXECUTABLE_DIR'] || undefined;
}

/** One for each folder of kept files: programs that keep theirs apart are apart. */
function machineFolder({ env, platform, settings, temporary, user }: Surroundings, kept: string): string {
  if (portableFolder(env)) {
    const beside = join(kept, 'browser');
    if (isWritable(beside)) return beside;
  }
  const name = `saddlescope-${createHash('sha256').update(kept).digest('hex').slice(0, 12)}`;
  const local =
    platform === 'win32'
      ? env['LOCALAPPDATA'] || settings
      : platform === 'linux'
        ? env['XDG_RUNTIME_DIR']
        : undefined;
  for (const folder of [...(local ? [join(local, name)] : []), join(temporary, `${name}-${user ?? 'user'}`)])
    if (isWritable(folder) && isOwn(folder, user)) return folder;
  return mkdtempSync(join(temporary, 'saddlescope-'));
}

function isWritable(folder: string): boolean {
  try {
    makeFolder(folder);
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

/**
 * With those above it, for this person alone. Node's own way of making several at once never returns below a folder that exists and yet takes
 * none, as /proc is.
 * @throws what the system says of the first that cannot be made
 */
function makeFolder(folder: string): void {
  try {
    makeOne(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT' || dirname(folder) === folder) throw error;
    makeFolder(dirname(folder));
    makeOne(folder);
  }
}

/** Another start of the program may be making the same one. */
function makeOne(folder: string): void {
  try {
    mkdirSync(folder, { mode: 0o700 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST' || !statSync(folder).isDirectory()) throw error;
  }
}

/** In a folder that everybody may write into, another could have made ours before us. */
function isOwn(folder: string, user: number | undefined): boolean {
  const status = lstatSync(folder);
  return status.isDirectory() && (user === undefined || status.uid === user);
}
