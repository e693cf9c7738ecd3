/** Whether the page is shown in a sandbox, as everything here is made for. */

/**
 * An AppImage starts the program without one, and says nothing, where the system gives namespaces only to programs that an administrator has
 * installed (Ubuntu 24 and newer).
 * @returns one sentence for the person, or null
 */
export function sandboxProblem(
  argv: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): string | null {
  if (!env['APPIMAGE'] || !argv.includes('--no-sandbox')) return null;
  return 'This system gives an AppImage no sandbox to show experiments in: open only files of people you know, or have an administrator install the deb, which has one.';
}
