/** How electron-builder makes the packages. Everything that it takes has been staged below out/packaging. */
import { join } from 'node:path';
import { checkPackage } from './check-package.mjs';
import { languages, product } from './settings.mjs';
import { stage } from './stage.mjs';

/** Files of the Linux packages outside the program's folder: what goes where. */
function systemFiles() {
  const icons = [16, 24, 32, 48, 64, 128, 256, 512].map((side) => {
    const place = `/usr/share/icons/hicolor/${side}x${side}/mimetypes/application-x-saddlescope.png`;
    return `${join(stage.icons, 'file', `${side}x${side}.png`)}=${place}`;
  });
  return [
    ...icons,
    `${stage.link}=/usr/bin/${product.executable}`,
    `${join(stage.linux, 'saddlescope-mime.xml')}=/usr/share/mime/packages/${product.executable}.xml`,
  ];
}

/** Files that install-for-me.sh puts into a person's home: from where, and by which name it finds them. */
function forOnePerson() {
  return [
    [join(stage.linux, 'saddlescope-mime.xml'), `${product.executable}.xml`],
    [join(stage.icons, 'icon', '256x256.png'), `${product.executable}.png`],
    [join(stage.icons, 'file', '256x256.png'), 'application-x-saddlescope.png'],
  ];
}

/** What Electron is linked against, and nothing else: a machine without a network can fetch nothing. The second names are Ubuntu 24's. */
const depends = [
  'libgtk-3-0 | libgtk-3-0t64',
  'libnss3',
  'libasound2 | libasound2t64',
  'libgbm1',
  'libatspi2.0-0 | libatspi2.0-0t64',
  'libxkbcommon0',
];

/** The same for Fedora and its kin, and by the names of openSUSE. */
const rpmDepends = [
  '(gtk3 or libgtk-3-0)',
  '(nss or mozilla-nss)',
  '(alsa-lib or libasound2)',
  '(mesa-libgbm or libgbm1)',
  '(at-spi2-core or libatspi0)',
  '(libxkbcommon or libxkbcommon0)',
];

/** What deb and rpm have in common. */
function linuxPackage() {
  return {
    afterInstall: join(stage.linux, 'after-install.sh'),
    afterRemove: join(stage.linux, 'after-remove.sh'),
    appArmorProfile: join(stage.linux, 'apparmor-profile'),
    // Paths, no addresses: the program opens files.
    executableArgs: ['%F'],
    fpm: systemFiles(),
  };
}

/**
 * @param {object} options
 * @param {string} options.target `linux-x64`
 * @param {string} options.electronVersion
 * @param {string | null} options.electronDist archive or unpacked folder; null lets electron-builder fetch it
 * @param {string} options.output
 */
export function builderConfig({ target, electronVersion, electronDist, output }) {
  return {
    appId: product.id,
    productName: product.name,
    copyright: product.copyright,
    electronVersion,
    electronDist,
    electronLanguages: languages,
    directories: { output, buildResources: stage.icons },
    // The staged app is complete: nothing is added, above all no node_modules.
    files: ['package.json', 'out/**/*', '!**/node_modules/**'],
    asar: { smartUnpack: false },
    npmRebuild: false,
    nodeGypRebuild: false,
    publish: null,
    forceCodeSigning: false,
    artifactName: '${productName}-${version}-${os}-${arch}.${ext}',
    toolsets: { appimage: '1.0.3', nsis: '1.2.1', wine: '1.0.1' },
    extraResources: [
      { from: stage.resources, to: '.' },
      { from: stage.modules(target), to: 'node_modules' },
    ],
    fileAssociations: [
      {
        ext: product.extension,
        // By this name Windows knows the type; macOS shows it.
        name: target.startsWith('win32') ? product.progId : product.fileDescription,
        description: product.fileDescription,
        role: 'Editor',
        rank: 'Owner',
        icon: join(stage.icons, target.startsWith('win32') ? 'file.ico' : 'file.icns'),
      },
    ],
    afterPack: checkPackage,
    linux: {
      executableName: product.executable,
      syncDesktopName: true,
      icon: join(stage.icons, 'icon'),
      category: 'Education;ArtificialIntelligence',
      synopsis: 'See what happens to a neural network that starts from zero',
      maintainer: `${product.author} <${product.email}>`,
      mimeTypes: [product.mimeType],
      desktop: {
        entry: {
          GenericName: 'Neural network laboratory',
          Keywords: 'neural network;saddle;initialisation;loss landscape;',
          StartupNotify: 'true',
        },
      },
      extraFiles: [
        { from: join(stage.linux, 'saddlescope.sh'), to: `bin/${product.executable}` },
        { from: join(stage.linux, 'install-for-me.sh'), to: 'install-for-me.sh' },
      ],
      // Also where no package manager puts them into place: install-for-me.sh takes the one, whoever administers the machine the other.
      extraResources: [
        ...forOnePerson().map(([from, name]) => ({ from, to: `desktop/${name}` })),
        { from: join(stage.linux, 'apparmor-profile'), to: 'apparmor-profile' },
      ],
    },
    deb: { ...linuxPackage(), packageCategory: 'education', depends, recommends: [], compression: 'xz' },
    rpm: { ...linuxPackage(), depends: rpmDepends },
    win: {
      icon: join(stage.icons, 'icon.ico'),
      signExecutable: false,
      extraFiles: [{ from: join(stage.windows, 'saddlescope.cmd'), to: 'bin/saddlescope.cmd' }],
    },
    nsis: {
      // For the person who installs it, without an administrator.
      oneClick: false,
      perMachine: false,
      allowElevation: false,
      allowToChangeInstallationDirectory: true,
      deleteAppDataOnUninstall: false,
      include: join(stage.windows, 'setup.nsh'),
      differentialPackage: false,
      artifactName: '${productName}-${version}-windows-${arch}-setup.${ext}',
    },
    portable: {
      requestExecutionLevel: 'user',
      // A folder of its own each time: a second start would take the files from under the first.
      unpackDirName: true,
      artifactName: '${productName}-${version}-windows-${arch}-portable.${ext}',
    },
    mac: {
      icon: join(stage.icons, 'icon.icns'),
      category: 'public.app-category.education',
      // Signed for this machine only (ad hoc): a certificate of Apple's is nothing that a lab has.
      identity: '-',
      hardenedRuntime: false,
      gatekeeperAssess: false,
    },
    dmg: { writeUpdateInfo: false },
  };
}
