/**
 * What the core offers to the rest of the program: plain names and typed arrays in, plain numbers and typed arrays out.
 * No byte offset, no code number and no WebAssembly type appears here.
 */

export type * from './contract/problem';
export type * from './contract/training';
export type * from './contract/workspace';
export type * from './contract/second-order';
export type * from './contract/eigen';
export type * from './contract/ensemble';
export type * from './contract/plain-training';
export type * from './contract/arithmetic';
export type * from './contract/core';
