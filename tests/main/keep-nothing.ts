import type { KeepWork } from '../../src/main/keep-work';

/** Work that nothing of is kept: what a person asks for is the same. */
export const keepNothing: KeepWork = (_what, work) => work({});
