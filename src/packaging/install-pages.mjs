/** The pages of the kit that say how to install: one for each system, naming the files that are really there. */

/** @typedef {{ file: (ending: string) => string | null }} Installers the name of the one with an ending */

/** @param {string[]} names @returns {Installers} */
export function installers(names) {
  return { file: (ending) => names.find((name) => name.endsWith(ending)) ?? null };
}

const absent = '(not in this kit)';

/** A paragraph that stands only where its file is in the kit. @param {string | null} name @param {(name: string) => string} text */
const where = (name, text) => (name === null ? '' : `\n${text(name)}\n`);

const check = (/** @type {string} */ command) => `Is everything as it was made? In this folder:

    ${command}
`;

/** @param {Installers} kit */
function linux({ file }) {
  const [deb, rpm, image, tar] = [file('.deb'), file('.rpm'), file('.AppImage'), file('.tar.gz')];
  const folder = tar?.replace(/\.tar\.gz$/, '') ?? absent;
  return `Saddlescope on Linux (x86-64)
=============================

${check('sha256sum --quiet -c SHA256SUMS')}
WITH AN ADMINISTRATOR, FOR EVERYBODY
${where(
  deb,
  (name) => `Debian, Ubuntu, Mint:

    sudo dpkg -i installers/${name}

It needs libraries that every desktop has (GTK 3, NSS, ALSA); dpkg names one that is missing. Away again: sudo dpkg -r saddlescope`,
)}${where(
    rpm,
    (name) => `Fedora, openSUSE:

    sudo rpm -i installers/${name}

Away again: sudo rpm -e saddlescope`,
  )}
Afterwards Saddlescope is in the menu under Education, .saddle files open with it, and \`saddlescope\` is a command.

WITHOUT AN ADMINISTRATOR, FOR YOURSELF
${where(
  tar,
  (name) => `    mkdir -p ~/.local/opt
    tar -xzf installers/${name} -C ~/.local/opt
    ~/.local/opt/${folder}/install-for-me.sh

The last one puts it into your own menu, lets .saddle files open with it, and makes \`saddlescope\` a command (in a terminal that looks into
~/.local/bin; it says so where that takes a new login). It writes below ~/.local only. Away again: the same with --remove, then delete that folder.`,
)}${where(
    image,
    (name) => `One file that runs where it is (copy it from the stick first):

    cp installers/${name} ~/ && chmod +x ~/${name} && ~/${name}

It is the command as well: ~/${name} run xor-from-zero. Should it say that it cannot be mounted (no FUSE), begin with
--appimage-extract-and-run. Away again: delete it.`,
  )}
On Ubuntu 24 and newer the sandbox of the browser inside may be forbidden to programs that no administrator has installed: from the tar.gz it says
"No usable sandbox", from the AppImage the window says that it has none. Ask for the deb, or for the AppArmor profile
(resources/apparmor-profile, with the path of your copy in it). The command line needs no window; should it say the same, run it from a checkout
with Node.

WITHOUT A DISPLAY

    saddlescope run xor-from-zero
    saddlescope --help

What you make is yours: experiments stay where you save them, settings are in ~/.config/Saddlescope, and nothing is removed with the program.
`;
}

/** @param {Installers} kit */
function windows({ file }) {
  const [setup, portable, zip] = [file('-setup.exe'), file('-portable.exe'), file('-windows-x64.zip')];
  return `Saddlescope on Windows 10 and 11 (x64)
======================================

${check('certutil -hashfile installers\\<file> SHA256      and compare with SHA256SUMS')}
No administrator is needed for any of these. The files are not signed by a certificate that Windows knows: where SmartScreen asks, choose
"More info", then "Run anyway", after comparing the sum above.
${where(setup, (name) => `INSTALLED FOR YOU: start installers\\${name}. It goes below %LOCALAPPDATA%\\Programs, into the start menu, opens .saddle files, and makes\n\`saddlescope\` a command in every console that is opened afterwards. Away again: Settings > Apps > Saddlescope > Uninstall; your experiments and\nsettings stay.`)}${where(portable, (name) => `WITHOUT INSTALLING: copy installers\\${name} anywhere and start it. Settings and unsaved work are kept beside it, in "Saddlescope data".`)}${where(zip, (name) => `AS A FOLDER: unpack installers\\${name} anywhere and start Saddlescope.exe in it.`)}${setup || portable || zip ? '' : `\nThis kit has been made without packages for Windows.\n`}
THE COMMAND LINE: \`saddlescope\` once it is installed; from the zip it is bin\\saddlescope.cmd in the folder of the program:

    saddlescope run xor-from-zero
`;
}

/** @param {Installers} kit */
function mac({ file }) {
  const images = [file('-mac-arm64.dmg'), file('-mac-x64.dmg'), file('-mac-arm64.zip'), file('-mac-x64.zip')];
  const named = images.filter((name) => name !== null);
  return `Saddlescope on macOS
====================

${check('shasum -a 256 --quiet -c SHA256SUMS')}
${
  named.length === 0
    ? 'This kit has been made without packages for macOS: they can only be made on a Mac (npm run kit).'
    : `arm64 is for Macs with Apple's processors, x64 for those with Intel's:

${named.map((name) => `    installers/${name}`).join('\n')}

Open the file and drag Saddlescope to Applications, or, without an administrator, to the folder Applications in your home folder. It is not
notarised by Apple: the first time, right-click it and choose Open; on macOS 15 and newer allow it under System Settings > Privacy & Security.
Away again: put it into the bin; your experiments and settings stay.`
}

THE COMMAND LINE:

    /Applications/Saddlescope.app/Contents/MacOS/Saddlescope run xor-from-zero
`;
}

/** @param {string[]} names of the installers in the kit @returns {Record<string, string>} pages by their file's name */
export function installPages(names) {
  const kit = installers(names);
  const pages = {
    'INSTALL-Linux.txt': linux(kit),
    'INSTALL-Windows.txt': windows(kit).replaceAll('\n', '\r\n'),
    'INSTALL-macOS.txt': mac(kit),
  };
  return Object.fromEntries(
    Object.entries(pages).map(([name, text]) => [name, text.replace(/(\r?\n){3,}/g, '$1$1')]),
  );
}
