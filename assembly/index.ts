/** All that the module exports. The TypeScript door in src/core is the only caller. */
export * from './eigen/exports';
export * from './ensemble/exports';
export * from './landscape/exports';
export * from './lanes/exports';
export * from './math/exports';
export * from './math/fast/exports';
export * from './network/exports';
export * from './random/exports';
export * from './round-off/exports';
export * from './second-order/exports';
export * from './training/exports';
