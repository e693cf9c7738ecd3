import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { UserError } from '../model/user-error';

/**
 * Path of a built file, e.g. `out/core/core.wasm`: the first one found going up from this file, which holds for the sources, for the bundles in
 * `out/` and inside a package. Throws UserError, naming the command that builds it, where it has not been built.
 */
export function locateBuilt(path: `out/${string}`, command: string): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  for (;;) {
    const candidate = join(folder, path);
    if (existsSync(candidate)) return candidate;
    const parent = dirname(folder);
    if (parent === folder) break;
    folder = parent;
  }
  throw new UserError(`The built file ${path} is missing: build it with \`${command}\`.`, path);
}

/** Path of the compiled core. */
export function locateCore(): string {
  return locateBuilt('out/core/core.wasm', 'npm run build:core');
}
