/** Draws the program's icon and that of its files, in every size and format that a system asks for, from renderer/icon.svg. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createCanvas, loadImage } from '@napi-rs/canvas';
import { projectRoot } from '../launch/prepare.mjs';
import { icns, icnsTypes, ico, icoSides } from './icon-containers.mjs';

/** What a Linux desktop looks for. */
export const linuxSides = [16, 24, 32, 48, 64, 128, 256, 512];
const sides = [...new Set([...linuxSides, ...icoSides, ...icnsTypes.map(([, side]) => side)])];

/**
 * A sheet of paper with the program's icon on it.
 * @param {string} icon
 */
function fileIcon(icon) {
  const inner = icon.replace('<svg ', '<svg x="7" y="12" width="18" height="18" ');
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">
  <path d="M5 1H21L27 7V31H5Z" fill="#fbfbfa" stroke="#8a949b" stroke-width="1" />
  <path d="M21 1V7H27Z" fill="#d5dadd" stroke="#8a949b" stroke-width="1" stroke-linejoin="round" />
  ${inner}
</svg>`;
}

/**
 * @param {string} svg
 * @param {number} side
 */
async function draw(svg, side) {
  // Drawn at its size instead of being scaled, so that a small one is as sharp as it can be.
  const sized = svg.replace('<svg ', `<svg width="${side}" height="${side}" `);
  const canvas = createCanvas(side, side);
  canvas.getContext('2d').drawImage(await loadImage(Buffer.from(sized)), 0, 0, side, side);
  return canvas.toBuffer('image/png');
}

/**
 * Writes `<folder>/<name>.ico`, `<name>.icns` and `<name>/<side>x<side>.png` for the names `icon` and `file`.
 * @param {string} folder
 */
export async function makeIcons(folder) {
  const program = readFileSync(join(projectRoot, 'renderer', 'icon.svg'), 'utf8');
  for (const [name, svg] of Object.entries({ icon: program, file: fileIcon(program) })) {
    const pngs = new Map();
    for (const side of sides) pngs.set(side, await draw(svg, side));
    mkdirSync(join(folder, name), { recursive: true });
    for (const side of linuxSides) writeFileSync(join(folder, name, `${side}x${side}.png`), pngs.get(side));
    writeFileSync(join(folder, `${name}.ico`), ico(pngs));
    writeFileSync(join(folder, `${name}.icns`), icns(pngs));
  }
}
