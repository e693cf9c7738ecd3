/** What a page may do, as pure functions; `guards.ts` wires them. */

export const appScheme = 'app';
export const appHost = 'saddlescope';
/** The window's address. */
export const windowUrl = `${appScheme}://${appHost}/index.html`;

/** `stay`: it is the window itself; `refuse`: nothing happens. */
export type Verdict = 'stay' | 'refuse';

function isApp(url: string): boolean {
  try {
    const { protocol, host } = new URL(url);
    return protocol === `${appScheme}:` && host === appHost;
  } catch {
    return false;
  }
}

/** A page that wants to go to another address. Only the window's own page exists; a reload or an anchor stays in it. */
export function classifyNavigation(url: string): Verdict {
  return isApp(url) && new URL(url).pathname === '/index.html' ? 'stay' : 'refuse';
}

/** Permissions that the window has, each with its reason; everything else is refused. */
const permissions: Readonly<Record<string, string>> = {
  'clipboard-sanitized-write': 'copying numbers and θ as text on a click',
  fullscreen: 'showing the landscape to a class',
};

export function isPermitted(permission: string, requestingUrl: string): boolean {
  return isApp(requestingUrl) && Object.hasOwn(permissions, permission);
}

/** Who sends a message: only the top frame of the window's own page is answered. */
export function isTrustedSender(frame: { readonly url: string; readonly parent: unknown } | null): boolean {
  return frame !== null && frame.parent === null && isApp(frame.url);
}
