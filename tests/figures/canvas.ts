/** The headless canvas with the program's typefaces: whoever measured text before they are there would have other ones in this process for ever. */
import { renderPng } from '../../src/figures/headless';

await renderPng(() => undefined, 1, 1);

export { createCanvas, type SKRSContext2D } from '@napi-rs/canvas';
