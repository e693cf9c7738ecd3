import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createCanvas, loadImage } from '@napi-rs/canvas';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { icnsTypes, icoSides } from '../../src/packaging/icon-containers.mjs';
import { linuxSides, makeIcons } from '../../src/packaging/icons.mjs';

/** Oracle: the formats as Microsoft and Apple describe them, read by a few lines of their own. */

const folder = mkdtempSync(join(tmpdir(), 'saddlescope-icons-'));
beforeAll(() => makeIcons(folder));
afterAll(() => rmSync(folder, { recursive: true }));

const sizeOfPng = (png: Buffer) => {
  expect(png.subarray(0, 8)).toEqual(Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'));
  expect(png.subarray(-8, -4).toString('latin1')).toBe('IEND');
  return [png.readUInt32BE(16), png.readUInt32BE(20)];
};

describe.each(['icon', 'file'])('%s', (name) => {
  test('.ico: every entry names its size and points at a PNG of that size, one after the other to the end', () => {
    const ico = readFileSync(join(folder, `${name}.ico`));
    expect([ico.readUInt16LE(0), ico.readUInt16LE(2), ico.readUInt16LE(4)]).toEqual([0, 1, icoSides.length]);
    let end = 6 + 16 * icoSides.length;
    icoSides.forEach((side, i) => {
      const entry = ico.subarray(6 + 16 * i, 22 + 16 * i);
      expect([entry[0], entry[1]]).toEqual([side % 256, side % 256]);
      expect(entry.readUInt16LE(6)).toBe(32);
      const [length, offset] = [entry.readUInt32LE(8), entry.readUInt32LE(12)];
      expect(offset).toBe(end);
      end += length;
      expect(sizeOfPng(ico.subarray(offset, end))).toEqual([side, side]);
    });
    expect(end).toBe(ico.length);
  });

  test('.icns: the lengths add up, and every type holds a PNG of its size', () => {
    const icns = readFileSync(join(folder, `${name}.icns`));
    expect(icns.toString('latin1', 0, 4)).toBe('icns');
    expect(icns.readUInt32BE(4)).toBe(icns.length);
    const found: [string, number][] = [];
    for (let at = 8; at < icns.length; at += icns.readUInt32BE(at + 4)) {
      const [side] = sizeOfPng(icns.subarray(at + 8, at + icns.readUInt32BE(at + 4)));
      found.push([icns.toString('latin1', at, at + 4), side!]);
    }
    expect(found).toEqual(icnsTypes);
  });

  test('PNGs for Linux, drawn and not blank', async () => {
    for (const side of linuxSides) {
      const png = readFileSync(join(folder, name, `${side}x${side}.png`));
      expect(sizeOfPng(png)).toEqual([side, side]);
    }
    const canvas = createCanvas(128, 128);
    const context = canvas.getContext('2d');
    context.drawImage(await loadImage(readFileSync(join(folder, name, '128x128.png'))), 0, 0);
    const pixel = (x: number, y: number) => [...context.getImageData(x, y, 1, 1).data];
    // Nothing at the corner; the pink dot in the middle of the program's icon, which sits lower on the sheet.
    expect(pixel(0, 0)[3]).toBe(0);
    expect(pixel(64, name === 'icon' ? 64 : 84)).toEqual([255, 122, 184, 255]);
  });
});
