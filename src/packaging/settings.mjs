/** What the installed program is called and how large it may be. The one place for these. */

export const product = {
  id: 'org.saddlescope.Saddlescope',
  name: 'Saddlescope',
  /** Also the package's, the command's and the desktop entry's name. */
  executable: 'saddlescope',
  copyright: 'Copyright © 2026 The Saddlescope authors',
  author: 'The Saddlescope authors',
  // Nobody answers there yet; a package without an address is refused by the package formats.
  email: 'nobody@saddlescope.invalid',
  homepage: 'https://saddlescope.invalid/',
  extension: 'saddle',
  mimeType: 'application/x-saddlescope',
  fileDescription: 'Saddlescope experiment',
  /** The file type in Windows' registry; src/packaging/windows/setup.nsh has it as well. */
  progId: 'Saddlescope.Experiment',
};

const MiB = 1024 * 1024;

/** Unpacked, in bytes. A package that is larger is not made. */
export const budget = {
  /** The whole program with Electron, whose distribution is most of it. */
  program: 420 * MiB,
  /** What we add to Electron: the app's archive, the canvas of the command line and its fonts, the notices. */
  ours: 48 * MiB,
};

/** Locales of Electron that are kept: the window is in English. */
export const languages = ['en-US'];

/** @typedef {'linux' | 'win32' | 'darwin'} Platform as Electron and Node call it */
/** @typedef {'x64' | 'arm64'} Arch */
