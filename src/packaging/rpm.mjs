/** An rpm package, by rpmbuild. */
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimes } from './commit.mjs';

/** Folders that belong to the system: no package may own them. */
const shared =
  /^\/(opt|usr(\/(bin|share(\/(applications|mime(\/packages)?|icons(\/hicolor(\/[^/]+(\/[^/]+)?)?)?)?)?)?)?)$/;

/**
 * The list of files: folders are named before what is in them.
 * @param {string} folder
 * @param {string} [path] of it in the package
 * @returns {string[]}
 */
function listed(folder, path = '') {
  return readdirSync(folder, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const own = `${path}/${entry.name}`;
      // A percent sign would begin a macro; between quotes nothing is a pattern.
      const name = `"${own.replaceAll('%', '%%')}"`;
      if (!entry.isDirectory()) return [name];
      return [...(shared.test(own) ? [] : [`%dir ${name}`]), ...listed(join(folder, entry.name), own)];
    });
}

/** @param {string | undefined} text in which nothing is a macro */
const plain = (text) => (text ?? '').replaceAll('%', '%%');

/** @param {string | undefined} path */
const script = (path) => (path ? plain(readFileSync(path, 'utf8').replace(/^#!.*\n/, '')) : '');

/** @param {import('./fpm.mjs').Asked} asked @returns {string} what rpmbuild reads */
export function spec({ options, lists, root }) {
  const description = (options['--description'] ?? '').split('\n').map((line) => line.trim());
  const fields = {
    Name: options['--name'],
    Version: options['--version'],
    Release: options['--iteration'] ?? '1',
    Summary: options['--rpm-summary'] ?? description[0],
    License: options['--license'],
    Vendor: options['--vendor'],
    Packager: options['--maintainer'],
    // An address that leads nowhere is none.
    URL: options['--url']?.includes('.invalid') ? '' : options['--url'],
    Requires: lists['-d']?.join(', '),
    // What is asked for is what is needed: Electron's own libraries would be taken for somebody else's.
    AutoReqProv: 'no',
  };
  const settings = {
    _binary_payload: 'w6.xzdio',
    _build_id_links: 'none',
    _buildhost: 'localhost',
    // Nothing is stripped, compiled or compressed on the way: what is installed is what was checked.
    __os_install_post: '%{nil}',
    __spec_install_post: '%{nil}',
    debug_package: '%{nil}',
    source_date_epoch_from_changelog: '0',
    use_source_date_epoch_as_buildtime: '1',
    clamp_mtime_to_source_date_epoch: '1',
  };
  return [
    ...Object.entries(settings).map(([name, value]) => `%global ${name} ${value}`),
    ...Object.entries(fields)
      .filter(([, value]) => value)
      .map(([name, value]) => `${name}: ${plain(value)}`),
    '',
    '%description',
    ...description.filter((line) => line !== '').map(plain),
    '',
    '%install',
    'cp -a "$SADDLESCOPE_ROOT/." "%{buildroot}"',
    '',
    '%post',
    script(options['--after-install']),
    '%postun',
    script(options['--after-remove']),
    '%files',
    '%defattr(-,root,root,-)',
    ...listed(root),
    '',
  ].join('\n');
}

/** Architectures have Debian's names on the command line; dnf installs only what has its own. @type {Record<string, string>} */
const architectures = { amd64: 'x86_64', arm64: 'aarch64' };

/** @param {import('./fpm.mjs').Asked} asked @returns {string | null} what went wrong */
export function packRpm(asked) {
  const { options, root, work, epoch } = asked;
  setTimes(root, epoch);
  const recipe = join(work, 'package.spec');
  writeFileSync(recipe, spec(asked));
  const output = join(work, 'made');
  mkdirSync(output);
  const named = options['--architecture'] ?? 'noarch';
  const architecture = architectures[named] ?? named;
  const packing = [
    '-bb',
    '--quiet',
    '--target',
    `${architecture}-linux`,
    '--buildroot',
    join(work, 'buildroot'),
  ];
  for (const define of [`_topdir ${join(work, 'top')}`, `_rpmdir ${output}`, '_rpmfilename package.rpm'])
    packing.push('--define', define);
  const { status, stderr, error } = spawnSync('rpmbuild', [...packing, recipe], {
    encoding: 'utf8',
    env: { ...process.env, SOURCE_DATE_EPOCH: String(epoch), SADDLESCOPE_ROOT: root, HOME: work },
  });
  if (status !== 0) return stderr || error?.message || 'rpmbuild failed';
  copyFileSync(join(output, 'package.rpm'), options['--package'] ?? '');
  return null;
}
