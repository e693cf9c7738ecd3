import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Core } from './contract';
import { createEigenSolver } from './eigen';
import { createEnsemble } from './ensemble';
import { createPlainTraining } from './plain-training';
import { elementaryFunctions, type ElementaryExports } from './elementary-functions';
import { instantiate, type NetworkExports } from './instance';
import { createLanczos } from './lanczos';
import { locateCore } from './locate';
import { createRandomStreams, streamSeed, type RandomExports } from './random-stream';
import { createTridiagonalSolver } from './tridiagonal';
import { CoreWorkspace } from './workspace';

export { passesOf } from './call-length';
export type * from './contract';

let current: Core | undefined;

/** This thread's core, made when first asked for. Throws UserError where the core has not been built. */
export function core(): Core {
  return current ?? loadCore();
}

/** This thread's core from a module that another thread has compiled; without one it is read and compiled here. */
export function loadCore(module?: WebAssembly.Module): Core {
  current = createCore(module ?? new WebAssembly.Module(readFileSync(locateCore())));
  return current;
}

/** Pages of the instance that computes single numbers: the module's tables and one random state. */
const SCALAR_PAGES = 4;

/** A core is one small instance for elementary functions and random streams; every workspace has an instance of its own. */
function createCore(module: WebAssembly.Module): Core {
  const memory = new WebAssembly.Memory({ initial: SCALAR_PAGES, maximum: SCALAR_PAGES });
  const exports = instantiate(module, memory);
  const network = exports as unknown as NetworkExports;
  const random = exports as unknown as RandomExports;
  const sizes = {
    heapBase: network.heapBase(),
    layerRecordBytes: network.layerRecordBytes(),
    sampleSetRecordBytes: network.sampleSetRecordBytes(),
    randomStateBytes: random.random_state_bytes(),
    recordHeadBytes: network.recordHeadBytes(),
  };
  const streamOf = createRandomStreams(random, memory, Math.ceil(sizes.heapBase / 16) * 16);
  const arithmetic = {
    math: elementaryFunctions(exports as unknown as ElementaryExports),
    stream: (seed: number, purpose: string) => streamOf(streamSeed(seed, purpose)),
  };
  const tridiagonal = createTridiagonalSolver(module, sizes.heapBase);
  const eigen = createEigenSolver(module, sizes.heapBase);
  let build: string | undefined;
  return {
    ...arithmetic,
    module,
    get build() {
      build ??= createHash('sha256').update(readFileSync(locateCore())).digest('hex');
      return build;
    },
    eigen,
    plainTraining: (problem, theta, options) =>
      createPlainTraining({ module, sizes, arithmetic }, problem, theta, options),
    ensemble: (problem, options) => createEnsemble(module, sizes, problem, options),
    tridiagonal,
    lanczos: createLanczos(module, sizes.heapBase, tridiagonal),
    workspace: (problem) => new CoreWorkspace({ module, sizes, arithmetic, eigen }, problem),
  };
}
