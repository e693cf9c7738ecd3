/** Electron's fuses: switches in its binary that are set once, in the package, and read back from it. */
import { tool } from './tools.mjs';

/** In the order of the wire. Null = as Electron ships it. */
export const fuses = /** @type {const} */ ([
  // The program cannot be used as a Node to run anything.
  ['RunAsNode', false],
  // There are no cookies. With encryption the first start would ask for the keychain's password, for nothing.
  ['EnableCookieEncryption', false],
  // Nothing is loaded into it from the environment, and no debugger attaches to it by a switch.
  ['EnableNodeOptionsEnvironmentVariable', false],
  ['EnableNodeCliInspectArguments', false],
  // The archive is the one that was packaged (checked on Windows and macOS), and nothing beside it is run.
  ['EnableEmbeddedAsarIntegrityValidation', true],
  ['OnlyLoadAppFromAsar', true],
  // There is no snapshot of its own for the main process.
  ['LoadBrowserProcessSpecificV8Snapshot', false],
  // Pages come from the program's own scheme, so file: needs no privileges.
  ['GrantFileProtocolExtraPrivileges', false],
  // How WebAssembly finds accesses out of bounds: the core is tested with it as it is.
  ['WasmTrapHandlers', null],
]);

const off = 0x30;
const on = 0x31;

/** @typedef {Record<string, boolean>} FuseStates */

/**
 * What the binary says.
 * @param {string} executable
 * @returns {Promise<FuseStates>}
 * @throws when it has other fuses than those named here, or one that is neither on nor off
 */
export async function readFuses(executable) {
  const { getCurrentFuseWire } = tool('@electron/fuses');
  const { version, ...wire } = await getCurrentFuseWire(executable);
  const count = Object.keys(wire).length;
  if (version !== '1' || count !== fuses.length)
    throw new Error(
      `This Electron has ${count} fuses (wire ${version}), and ${fuses.length} are known here: decide about the others in src/packaging/fuses.mjs.`,
    );
  return Object.fromEntries(
    fuses.map(([name], i) => {
      if (wire[i] !== off && wire[i] !== on)
        throw new Error(`Electron’s fuse ${name} can no longer be set in this version.`);
      return [name, wire[i] === on];
    }),
  );
}

/**
 * Sets them all and reads them back.
 * @param {string} executable the binary, or on macOS the .app
 * @returns {Promise<FuseStates>}
 * @throws when they don't read back as set
 */
export async function setFuses(executable) {
  const { flipFuses, FuseVersion } = tool('@electron/fuses');
  const before = await readFuses(executable);
  const settings = fuses.flatMap(([, state], i) => (state === null ? [] : [[i, state]]));
  await flipFuses(executable, {
    version: FuseVersion.V1,
    // An arm64 Mac runs nothing whose signature does not fit; only a Mac can renew it.
    resetAdHocDarwinSignature: process.platform === 'darwin',
    ...Object.fromEntries(settings),
  });
  return verifyFuses(executable, before);
}

/**
 * Reads them once more: later steps write into the binary, too (icons, signatures).
 * @param {string} executable
 * @param {FuseStates} [before] how those are to be that stay as they are
 * @returns {Promise<FuseStates>}
 * @throws when they are not as they should be
 */
export async function verifyFuses(executable, before = {}) {
  const states = await readFuses(executable);
  const wrong = fuses.filter(([name, state]) => states[name] !== (state ?? before[name] ?? states[name]));
  if (wrong.length > 0)
    throw new Error(`Electron’s fuses did not read back as set: ${wrong.map(([name]) => name).join(', ')}.`);
  return states;
}
