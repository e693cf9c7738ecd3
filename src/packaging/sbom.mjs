/** The bill of materials (CycloneDX 1.5): what is in the program, with versions, licences and sums. Read from what is installed; no network. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../launch/prepare.mjs';
import { packageFolder } from './bundled-packages.mjs';
import { canvasArchive } from './canvas-package.mjs';
import { electronArchive, electronVersion } from './electron-distribution.mjs';

/** @param {string} name @param {string} version */
const purl = (name, version) => `pkg:npm/${name.replace('@', '%40')}@${version}`;

/** npm writes sums as `sha512-<base64>`. @param {string | undefined} integrity */
function hashes(integrity) {
  const [algorithm, sum] = integrity?.split('-', 2) ?? [];
  if (algorithm !== 'sha512' || sum === undefined) return [];
  return [{ alg: 'SHA-512', content: Buffer.from(sum, 'base64').toString('hex') }];
}

/** @param {string} name @param {any} lock */
function component(name, lock) {
  const entry = lock.packages[`node_modules/${name}`];
  const [group, short] = name.startsWith('@') ? name.split('/', 2) : [undefined, name];
  // The canvas of another system is not installed here; the lock file knows as much about it.
  const { version, license } = entry.optional
    ? entry
    : JSON.parse(readFileSync(join(packageFolder(name), 'package.json'), 'utf8'));
  return {
    type: 'library',
    'bom-ref': purl(name, version),
    ...(group === undefined ? {} : { group }),
    name: short,
    version,
    purl: purl(name, version),
    licenses: license === undefined ? [] : [{ license: { id: license } }],
    hashes: hashes(entry.integrity),
  };
}

/**
 * @param {object} about
 * @param {string} about.version of Saddlescope
 * @param {string[]} about.packages in the program
 * @param {string[]} about.targets `linux-x64`
 * @param {import('./commit.mjs').Commit} about.commit
 */
export function billOfMaterials({ version, packages, targets, commit }) {
  const lock = JSON.parse(readFileSync(join(projectRoot, 'package-lock.json'), 'utf8'));
  const natives = targets.map((target) => `@napi-rs/${canvasArchive(target).name}`);
  const electron = electronVersion();
  const components = [
    ...[...packages, ...natives].sort().map((name) => component(name, lock)),
    {
      type: 'framework',
      'bom-ref': `electron@${electron}`,
      name: 'electron',
      version: electron,
      purl: `pkg:github/electron/electron@v${electron}`,
      licenses: [{ license: { id: 'MIT' } }],
      hashes: [],
      externalReferences: targets.map((target) => {
        const { url, sha256 } = electronArchive(target);
        return { type: 'distribution', url, hashes: sha256 ? [{ alg: 'SHA-256', content: sha256 }] : [] };
      }),
    },
  ];
  const self = `saddlescope@${version}`;
  const id = createHash('sha256')
    .update(`${commit.commit} ${targets.join(' ')}`)
    .digest('hex');
  return {
    bomFormat: 'CycloneDX',
    specVersion: '1.5',
    // A name of the UUID's form that the same commit gives again.
    serialNumber: `urn:uuid:${id.slice(0, 8)}-${id.slice(8, 12)}-8${id.slice(13, 16)}-8${id.slice(17, 20)}-${id.slice(20, 32)}`,
    version: 1,
    metadata: {
      timestamp: new Date(commit.epoch * 1000).toISOString(),
      component: {
        type: 'application',
        'bom-ref': self,
        name: 'saddlescope',
        version,
        licenses: [{ license: { id: 'MIT' } }],
        properties: [{ name: 'saddlescope:commit', value: commit.commit }],
      },
    },
    components,
    dependencies: [{ ref: self, dependsOn: components.map((part) => part['bom-ref']) }],
  };
}
