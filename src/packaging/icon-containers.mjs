/** The icon files of Windows and macOS: both are lists of PNGs with a head. */

/** @typedef {ReadonlyMap<number, Buffer>} Pngs PNG files by their side in pixels */

/** Sides that Windows asks for; none may be larger. */
export const icoSides = [16, 24, 32, 48, 64, 128, 256];

/** What macOS calls each side: the plain ones, then those for screens with doubled pixels. */
export const icnsTypes = /** @type {const} */ ([
  ['icp4', 16],
  ['icp5', 32],
  ['icp6', 64],
  ['ic07', 128],
  ['ic08', 256],
  ['ic09', 512],
  ['ic10', 1024],
  ['ic11', 32],
  ['ic12', 64],
  ['ic13', 256],
  ['ic14', 512],
]);

/**
 * @param {Pngs} pngs
 * @param {number} side
 */
function png(pngs, side) {
  const found = pngs.get(side);
  if (!found) throw new Error(`The icon has not been drawn at ${side} × ${side} pixels.`);
  return found;
}

/** @param {Pngs} pngs */
export function ico(pngs) {
  const images = icoSides.map((side) => ({ side, image: png(pngs, side) }));
  const head = Buffer.alloc(6 + 16 * images.length);
  head.writeUInt16LE(1, 2); // an icon, not a cursor
  head.writeUInt16LE(images.length, 4);
  let offset = head.length;
  images.forEach(({ side, image }, i) => {
    const entry = 6 + 16 * i;
    // One byte each for width and height, in which 256 is written as 0.
    head[entry] = head[entry + 1] = side % 256;
    head.writeUInt16LE(1, entry + 4); // planes
    head.writeUInt16LE(32, entry + 6); // bits per pixel
    head.writeUInt32LE(image.length, entry + 8);
    head.writeUInt32LE(offset, entry + 12);
    offset += image.length;
  });
  return Buffer.concat([head, ...images.map(({ image }) => image)]);
}

/** @param {Pngs} pngs */
export function icns(pngs) {
  const chunk = (/** @type {string} */ type, /** @type {Buffer} */ content) => {
    const head = Buffer.alloc(8);
    head.write(type, 'latin1');
    head.writeUInt32BE(8 + content.length, 4);
    return Buffer.concat([head, content]);
  };
  return chunk('icns', Buffer.concat(icnsTypes.map(([type, side]) => chunk(type, png(pngs, side)))));
}
