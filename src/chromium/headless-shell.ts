/**
 * The headless Chromium that comes with the packages (@sparticuz/chromium, Linux on x64): no window, no system package needed.
 * Unpacked once into the user's cache folder (about 215 MB).
 */
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliDecompress } from 'node:zlib';
import { readTar } from './tar';

export interface HeadlessShell {
  readonly executable: string;
  readonly env: Readonly<Record<string, string>>;
}

const decompress = promisify(brotliDecompress);

/** Folder of the installed package, or null where it is not installed or not for this machine. */
export function headlessShellPackage(): string | null {
  if (process.platform !== 'linux' || process.arch !== 'x64') return null;
  for (let folder = dirname(fileURLToPath(import.meta.url)); ; folder = dirname(folder)) {
    const found = join(folder, 'node_modules', '@sparticuz', 'chromium');
    if (existsSync(join(found, 'bin', 'chromium.br'))) return found;
    if (folder === dirname(folder)) return null;
  }
}

/** Unpacks the package where that has not been done. `say` gets one line when it takes time. */
export async function unpackHeadlessShell(
  packageFolder: string,
  say: (line: string) => void,
): Promise<HeadlessShell> {
  const { version } = JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8')) as {
    version: string;
  };
  const name = `headless-shell-${version}`;
  const caches = [cacheFolder(), join(tmpdir(), `saddlescope-${process.getuid?.() ?? 'user'}`)];
  const ready = caches
    .map((cache) => join(cache, name))
    .find((folder) => existsSync(join(folder, 'chromium')));
  if (ready !== undefined) return shellIn(ready);
  say('Unpacking the headless browser (first time only) …');
  let problem: unknown;
  for (const cache of caches) {
    try {
      return shellIn(await unpackTo(cache, name, join(packageFolder, 'bin')));
    } catch (error) {
      problem = error;
    }
  }
  throw new Error(
    `the headless browser could not be unpacked: ${problem instanceof Error ? problem.message : String(problem)}`,
  );
}

function cacheFolder(): string {
  return join(process.env['XDG_CACHE_HOME'] || join(homedir(), '.cache'), 'saddlescope');
}

async function unpackTo(cache: string, name: string, archives: string): Promise<string> {
  mkdirSync(cache, { recursive: true });
  // Unpacked beside its place and then renamed: another process sees all of it or nothing.
  const temporary = mkdtempSync(join(cache, `${name}-`));
  const folder = join(cache, name);
  try {
    const unpacked = async (archive: string) => decompress(readFileSync(join(archives, archive)));
    const write = (path: string, bytes: Uint8Array, executable: boolean) => {
      mkdirSync(dirname(join(temporary, path)), { recursive: true });
      writeFileSync(join(temporary, path), bytes);
      if (executable) chmodSync(join(temporary, path), 0o755);
    };
    for (const archive of ['al2023.tar.br', 'swiftshader.tar.br', 'fonts.tar.br']) {
      for (const { name: path, bytes, executable } of readTar(await unpacked(archive)))
        write(path, bytes, executable);
    }
    write('chromium', await unpacked('chromium.br'), true);
    renameSync(temporary, folder);
  } catch (error) {
    rmSync(temporary, { recursive: true, force: true });
    // Another process was first: its copy is as good.
    if (!existsSync(join(folder, 'chromium'))) throw error;
  }
  return folder;
}

function shellIn(folder: string): HeadlessShell {
  const libraries = [join(folder, 'lib'), process.env['LD_LIBRARY_PATH']].filter(Boolean).join(':');
  const systemFonts = existsSync('/etc/fonts/fonts.conf');
  return {
    executable: join(folder, 'chromium'),
    env: { LD_LIBRARY_PATH: libraries, ...(systemFonts ? {} : { FONTCONFIG_PATH: folder }) },
  };
}
