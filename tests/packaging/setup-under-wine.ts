/** The setup program for Windows, installed and removed under Wine, where there is one and the tools for it are named (README, Making the kit). */
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { filesBelow, has } from './by-hand';

const tools = [
  'ELECTRON_BUILDER_NSIS_DIR',
  'ELECTRON_BUILDER_NSIS_RESOURCES_DIR',
  'ELECTRON_BUILDER_7ZIP_PATH',
];
const possible = has('wine') && tools.every((name) => process.env[name]);

/** Wine's services live on, and would hold a pipe open. @returns the exit code */
function silently(
  command: string,
  args: readonly string[],
  env: Record<string, string>,
): Promise<number | null> {
  return new Promise((done) =>
    spawn(command, args, { stdio: 'ignore', env: { ...process.env, ...env } }).on('exit', done),
  );
}

/**
 * @param folder for what it makes
 * @param kit the command line that makes `nsis` below that folder, in `windows`
 */
export function describeSetup(folder: string, kit: readonly [command: string, ...args: string[]]): void {
  describe.runIf(possible)('the setup program for Windows, under Wine', { timeout: 600_000 }, () => {
    const person = 'Anna Bergström';
    const prefix = join(folder, 'prefix');
    const home = join(prefix, 'drive_c', 'users', person);
    const local = join(home, 'AppData', 'Local');
    const program = join(local, 'Programs', 'Saddlescope');
    const setup = join(folder, 'windows', 'kit', 'installers', 'Saddlescope-0.1.0-windows-x64-setup.exe');
    const env = {
      WINEPREFIX: prefix,
      USER: person,
      LOGNAME: person,
      LC_ALL: 'C.UTF-8',
      WINEDEBUG: '-all',
      WINEDLLOVERRIDES: 'mscoree,mshtml=;winemenubuilder.exe=d',
      USE_SYSTEM_WINE: 'true',
    };
    const onDisplay = (...command: string[]): [string, string[]] =>
      has('xvfb-run') ? ['xvfb-run', ['-a', ...command]] : [command[0]!, command.slice(1)];
    const wine = (...args: string[]) => silently(...onDisplay('wine', ...args), env);
    /** Ends its services, which writes the registry. */
    const endWine = () => silently('wineserver', ['-k'], env);
    /** What Wine and Windows leave lying about: temporary files, and one of Wine's shell that a name with a space misleads. */
    const files = () =>
      filesBelow(join(prefix, 'drive_c', 'users')).filter((name) => !/[\\/]Temp[\\/]|^Anna$/.test(name));
    const registry = () => readFileSync(join(prefix, 'user.reg'), 'latin1');
    let before: string[] = [];

    beforeAll(async () => {
      await wine('wineboot', '-i');
      // Wine's own are empty and say yes to everything: that the program is running, for one.
      for (const system of ['system32', 'syswow64'])
        for (const name of ['findstr.exe', 'WindowsPowerShell/v1.0/powershell.exe'])
          rmSync(join(prefix, 'drive_c', 'windows', system, name), { force: true });
      mkdirSync(join(local, 'Microsoft', 'WindowsApps'), { recursive: true });
      const [command, ...args] = kit;
      expect(await silently(command, args, env)).toBe(0);
      before = files();
      expect(await wine(setup, '/S')).toBe(0);
      await endWine();
      await vi.waitFor(() => expect(registry()).toMatch(/Uninstall Saddlescope/), 20_000);
    }, 600_000);

    test('installs for the person: program, command, file type; nothing is kept for an updater', () => {
      expect(readdirSync(program)).toEqual(expect.arrayContaining(['Saddlescope.exe', 'bin', 'resources']));
      expect(existsSync(join(local, 'Microsoft/WindowsApps/saddlescope.cmd'))).toBe(true);
      expect(existsSync(join(local, 'saddlescope-updater'))).toBe(false);
      const text = registry();
      expect(text).toMatch(/Classes\\\\\.saddle\] \d+\n.*\n@="Saddlescope\.Experiment"/);
      expect(text).toMatch(
        /open\\\\command\] \d+\n.*\n@="\\"C:\\\\users\\\\Anna .*Saddlescope\.exe\\" \\"%1\\""/,
      );
      expect(text).not.toMatch(/saddlescope\.invalid/);
    });

    test('removed, it leaves what is the person’s and nothing else', async () => {
      const mine = [
        join(program, 'mine.saddle'),
        join(home, 'AppData', 'Roaming', 'Saddlescope', 'settings.json'),
      ];
      mkdirSync(join(home, 'AppData', 'Roaming', 'Saddlescope'), { recursive: true });
      mkdirSync(join(local, 'saddlescope-0123456789ab'));
      writeFileSync(join(local, 'saddlescope-0123456789ab', 'cache'), '');
      for (const path of mine) writeFileSync(path, 'mine');
      // It goes on as a copy of itself, which needs the display for as long.
      await silently(
        ...onDisplay('sh', '-c', 'wine "$0" /S; sleep 20', join(program, 'Uninstall Saddlescope.exe')),
        env,
      );
      await endWine();
      await vi.waitFor(() => expect(registry()).not.toMatch(/Uninstall Saddlescope/), 20_000);
      const own = mine.map((path) => path.slice(join(prefix, 'drive_c', 'users').length + 1));
      expect(files()).toEqual([...before, ...own].sort());
      expect(registry()).not.toMatch(/saddlescope|\.saddle/i);
    });
  });
}
