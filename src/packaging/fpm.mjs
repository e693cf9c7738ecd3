#!/usr/bin/env node
/**
 * Takes fpm's place for deb and rpm packages (CUSTOM_FPM_PATH): fpm is a Ruby program that neither Debian nor a lab has; dpkg-deb is on every
 * Debian and Ubuntu, rpmbuild one of their packages. Understands the part of fpm's command line that electron-builder uses, and adds what
 * fpm leaves out: the same times and the same order for the same commit, and in a deb the sums of all files.
 */
import { chmodSync, cpSync, lstatSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { packDeb } from './deb.mjs';
import { packRpm } from './rpm.mjs';

/**
 * @typedef {object} Asked what a package is to be made of
 * @property {Record<string, string>} options fpm's, with their dashes
 * @property {Record<string, string[]>} lists those that may come several times
 * @property {string} root folder with the files of the package, as they lie below `/`
 * @property {string} work folder for what is needed on the way
 * @property {number} epoch seconds; the time of everything in the package
 */

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

/** @type {Record<string, typeof packDeb>} by fpm's name of the format */
const formats = { deb: packDeb, rpm: packRpm };

/** @param {string[]} argv @returns {number} exit code */
function main(argv) {
  const parsed = parseArguments(argv);
  const format = parsed.options['-t'] ?? '';
  const pack = formats[format];
  if (pack === undefined) {
    process.stderr.write(
      `Only deb and rpm packages are made here, and ${format || 'nothing'} was asked for.\n`,
    );
    return 1;
  }
  const work = mkdtempSync(join(tmpdir(), `saddlescope-${format}-`));
  const root = join(work, 'root');
  try {
    for (const [from, to] of parsed.sources) {
      const place = join(root, to);
      mkdirSync(dirname(place), { recursive: true });
      cpSync(from, place, { recursive: true, verbatimSymlinks: true });
    }
    setRights(root);
    const problem = pack({ ...parsed, root, work, epoch: Number(process.env['SOURCE_DATE_EPOCH'] ?? 0) });
    if (problem !== null) process.stderr.write(`${problem}\n`);
    return problem === null ? 0 : 1;
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href)
  process.exitCode = main(process.argv.slice(2));
