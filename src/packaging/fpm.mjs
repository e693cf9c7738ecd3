#!/usr/bin/env node
/**
 * Takes fpm's place for deb packages (CUSTOM_FPM_PATH): fpm is a Ruby program that neither Debian nor a lab has, dpkg-deb is on every Debian
 * and Ubuntu. Understands the part of fpm's command line that electron-builder uses, and adds what fpm leaves out: the same times and the
 * same order for the same commit, and the sums of all files.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  cpSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { setTimes } from './commit.mjs';

/** Options without a value. */
const flags = new Set(['--force', '--debug']);
const several = new Set(['-d', '--deb-recommends']);

/**
 * @param {string[]} argv
 * @returns {{ options: Record<string, string>, lists: Record<string, string[]>, sources: [from: string, to: string][] }}
 */
export function parseArguments(argv) {
  /** @type {Record<string, string>} */
  const options = {};
  /** @type {Record<string, string[]>} */
  const lists = { '-d': [], '--deb-recommends': [] };
  /** @type {[string, string][]} */
  const sources = [];
  for (let i = 0; i < argv.length; i++) {
    const argument = argv[i] ?? '';
    if (flags.has(argument)) continue;
    if (several.has(argument)) lists[argument]?.push(argv[++i] ?? '');
    else if (argument.startsWith('-')) options[argument] = argv[++i] ?? '';
    else {
      // The last `=`: the path of a temporary folder may contain one, a place in a package does not.
      const split = argument.lastIndexOf('=');
      sources.push([argument.slice(0, split), argument.slice(split + 1)]);
    }
  }
  return { options, lists, sources };
}

/** @param {string} folder @returns {string[]} */
function filesBelow(folder) {
  return readdirSync(folder, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) =>
      entry.isDirectory() ? filesBelow(join(folder, entry.name)) : [join(folder, entry.name)],
    );
}

/**
 * Directories and what may be run are 755, the rest 644: the rights of who built it are nobody else's business.
 * @param {string} folder
 */
function setRights(folder) {
  chmodSync(folder, 0o755);
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) setRights(path);
    else if (entry.isFile()) chmodSync(path, lstatSync(path).mode & 0o100 ? 0o755 : 0o644);
  }
}

/** @param {ReturnType<typeof parseArguments>} parsed @param {number} size in KiB */
function control({ options, lists }, size) {
  const [summary = '', ...text] = (options['--description'] ?? '').split('\n').map((line) => line.trim());
  const fields = {
    Package: options['--name'],
    Version: options['--version'],
    Architecture: options['--architecture'],
    Maintainer: options['--maintainer'],
    'Installed-Size': String(size),
    Depends: lists['-d']?.join(', '),
    Recommends: lists['--deb-recommends']?.join(', '),
    Section: options['--category'],
    Priority: options['--deb-priority'],
    // An address that leads nowhere is none.
    Homepage: options['--url']?.includes('.invalid') ? '' : options['--url'],
    Description: [summary, ...text.filter((line) => line !== '').map((line) => ` ${line}`)].join('\n'),
  };
  return Object.entries(fields)
    .filter(([, value]) => value)
    .map(([name, value]) => `${name}: ${value}\n`)
    .join('');
}

/** @param {string[]} argv @returns {number} exit code */
function main(argv) {
  const parsed = parseArguments(argv);
  const { options, sources } = parsed;
  if (options['-t'] !== 'deb') {
    process.stderr.write(
      `This fpm makes deb packages only, and ${options['-t']} was asked for: install fpm itself.\n`,
    );
    return 1;
  }
  const epoch = Number(process.env['SOURCE_DATE_EPOCH'] ?? 0);
  const root = mkdtempSync(join(tmpdir(), 'saddlescope-deb-'));
  try {
    for (const [from, to] of sources) {
      const place = join(root, to);
      mkdirSync(dirname(place), { recursive: true });
      cpSync(from, place, { recursive: true, verbatimSymlinks: true });
    }
    setRights(root);
    const files = filesBelow(root);
    const size = files.reduce((sum, path) => sum + Math.ceil(lstatSync(path).size / 1024), 0);
    const about = join(root, 'DEBIAN');
    mkdirSync(about);
    const sums = files
      .filter((path) => lstatSync(path).isFile())
      .map(
        (path) => `${createHash('md5').update(readFileSync(path)).digest('hex')}  ${relative(root, path)}\n`,
      );
    writeFileSync(join(about, 'md5sums'), sums.join(''));
    writeFileSync(join(about, 'control'), control(parsed, size));
    for (const [option, name] of [
      ['--after-install', 'postinst'],
      ['--after-remove', 'postrm'],
    ]) {
      const script = options[option ?? ''];
      if (script) writeFileSync(join(about, name ?? ''), readFileSync(script), { mode: 0o755 });
    }
    setTimes(root, epoch);
    const packing = [
      '--root-owner-group',
      `-Z${options['--deb-compression'] ?? 'xz'}`,
      '--build',
      root,
      options['--package'] ?? '',
    ];
    const { status, stderr, error } = spawnSync('dpkg-deb', packing, { encoding: 'utf8' });
    if (status !== 0) process.stderr.write(`${stderr || error?.message || 'dpkg-deb failed'}\n`);
    return status ?? 1;
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href)
  process.exitCode = main(process.argv.slice(2));
