/** A deb package, by dpkg-deb. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { lstatSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { setTimes } from './commit.mjs';

/** @param {string} folder @returns {string[]} */
function filesBelow(folder) {
  return readdirSync(folder, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) =>
      entry.isDirectory() ? filesBelow(join(folder, entry.name)) : [join(folder, entry.name)],
    );
}

/** @param {Pick<import('./fpm.mjs').Asked, 'options' | 'lists'>} asked @param {number} size in KiB */
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

/** @param {import('./fpm.mjs').Asked} asked @returns {string | null} what went wrong */
export function packDeb({ options, lists, root, epoch }) {
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
  writeFileSync(join(about, 'control'), control({ options, lists }, size));
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
  return status === 0 ? null : stderr || error?.message || 'dpkg-deb failed';
}
