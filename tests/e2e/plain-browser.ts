/** A browser without the program: for pages that stand on their own. The installed one, else that of the packages. */
import { existsSync } from 'node:fs';
import { chromium, type Browser } from 'playwright-core';
import { usableLocale } from '../../src/chromium/browser';
import { findBrowser } from '../../src/chromium/browsers';
import { headlessShellPackage, unpackHeadlessShell } from '../../src/chromium/headless-shell';

export async function plainBrowser(): Promise<Browser> {
  const installed = findBrowser({ platform: process.platform, env: process.env, exists: existsSync });
  const shipped = headlessShellPackage();
  if (installed === null && shipped === null)
    throw new Error('There is no browser, and none in the packages.');
  const { executable, env } =
    installed === null
      ? await unpackHeadlessShell(shipped!, (line) => console.log(line))
      : { executable: installed, env: {} };
  return chromium.launch({
    executablePath: executable,
    env: { ...(process.env as Record<string, string>), ...usableLocale(process.env), ...env },
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--disable-background-networking',
    ],
  });
}
