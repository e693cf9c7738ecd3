/** What helps others to find a fault, as text that a person may hand around: no names of people or folders. */
import { arch, cpus, homedir, release, totalmem, userInfo } from 'node:os';
import type { About } from '../app/contract';
import type { LogFile } from './log-file';

/** Characters of the log that are told. */
const toldOfLog = 20_000;

export function diagnostics({ version, build }: About, log: LogFile): string {
  const { electron, chrome, node } = process.versions as Readonly<Record<string, string | undefined>>;
  const engine = electron ? `Electron ${electron}, Chromium ${chrome}` : 'a browser in the place of Electron';
  const [cpu] = cpus();
  return [
    `Saddlescope ${version}, core ${build}`,
    `${engine}, Node ${node}`,
    `${process.platform} ${release()} ${arch()}, ${cpus().length} × ${cpu?.model.trim() ?? 'unknown processor'}, ${Math.round(totalmem() / 2 ** 30)} GiB`,
    '',
    log.tail(toldOfLog).trimEnd() || 'The log is empty.',
  ]
    .map((line) => withoutPersonalPaths(line, homedir(), nameOfUser()))
    .join('\n');
}

/** Home folders, this one's and others', become `~`; the person's name becomes `user` wherever it stands as a word. */
export function withoutPersonalPaths(text: string, home: string, user: string | null): string {
  const others = /(?:\/home|\/Users|[A-Za-z]:[\\/]Users)[\\/][^\s\\/:"')]+/g;
  const own = home.length > 1 ? text.replaceAll(home, '~') : text;
  const shortened = own.replace(others, '~');
  // A short name may be a part of any word.
  if (user === null || user.length < 3 || user === 'root') return shortened;
  const escaped = user.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
  return shortened.replace(new RegExp(String.raw`(?<![\w-])${escaped}(?![\w-])`, 'g'), 'user');
}

/** A system may not know who it is (containers). */
function nameOfUser(): string | null {
  try {
    return userInfo().username;
  } catch {
    return null;
  }
}
