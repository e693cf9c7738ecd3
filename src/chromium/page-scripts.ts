/** The source texts that go into every document of a window before its own scripts. */
import { readFileSync } from 'node:fs';
import { createCodec } from './codec';
import { hostPage } from './page/host-page';
import { isolatedWorld, type PageSettings, receiverName } from './page/isolated-world';
import { mainWorld } from './page/main-world';
import { createWorldPort } from './page/world-port';
import { createPieces } from './pieces';

/** Only the window's own document is served; frames inside it are pages like any other. */
const inTopFrame = (source: string): string => `if (window === window.top) { ${source} }`;

export function mainWorldSource(secret: string): string {
  return inTopFrame(`(${mainWorld})(${JSON.stringify(secret)}, ${createWorldPort});`);
}

/** @param preload path of the preload script, or null */
export function isolatedWorldSource(settings: PageSettings, preload: string | null): string {
  const module =
    preload === null
      ? 'null'
      : `function (require, process, module, exports) {\n${readFileSync(preload, 'utf8')}\n}`;
  const parts = [
    JSON.stringify(settings),
    createCodec,
    createPieces,
    createWorldPort,
    hostPage,
    JSON.stringify(receiverName),
    module,
  ];
  return inTopFrame(`(${isolatedWorld})(${parts.join(', ')});`);
}
