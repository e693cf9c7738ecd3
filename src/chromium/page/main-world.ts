import type { createWorldPort } from './world-port';

/**
 * What runs in the page's own world before its scripts: puts on `window` what the preload script exposes, and turns `window.open` into a
 * question to the program. Crosses into the page as source text, so it uses nothing outside its own body.
 */
export function mainWorld(secret: string, createPort: typeof createWorldPort): void {
  const port = createPort(secret, 'main');
  let askToOpen: (url: string) => void = () => undefined;

  port.arrived = (name, value) => {
    if (name === 'host') askToOpen = (value as { open: (url: string) => void }).open;
    else
      Object.defineProperty(window, name.slice('expose:'.length), {
        value: Object.freeze(value),
        enumerable: true,
      });
  };

  window.open = (url?: string | URL) => {
    askToOpen(new URL(String(url ?? 'about:blank'), document.baseURI).href);
    return null;
  };
}
