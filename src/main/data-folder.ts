/** Where settings, recent files, unsaved work and the log are kept. */
import { join } from 'node:path';

/**
 * Null for the platform's own folder. A portable program (one file on a stick) keeps everything beside itself and leaves nothing on the machine; labs and tests
 * say where they want it.
 */
export function ownDataFolder(env: Readonly<Record<string, string | undefined>>): string | null {
  const asked = env['SADDLESCOPE_USER_DATA'];
  if (asked) return asked;
  // Set by the portable Windows program.
  const beside = env['PORTABLE_EXECUTABLE_DIR'];
  return beside ? join(beside, 'Saddlescope data') : null;
}
