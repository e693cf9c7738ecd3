/** Nothing in the program opens a connection: what the page asks for is answered from the program's own files, or not at all. */
import { appHost, appScheme } from './navigation-policy';

/** Switches for the browser inside, to be set before it starts: it asks no name server and none of its makers' services. */
export const offlineSwitches: readonly (readonly [name: string, value: string])[] = [
  // Every name is unknown, so even a request that a guard has missed finds nobody.
  ['host-resolver-rules', 'MAP * ~NOTFOUND'],
  ['disable-background-networking', ''],
  ['disable-component-update', ''],
  ['disable-domain-reliability', ''],
  ['no-pings', ''],
];

/** What the page may load: the window's own files, and what it has made itself. */
export function isOwnRequest(address: string): boolean {
  let url: URL;
  try {
    url = new URL(address);
  } catch {
    return false;
  }
  if (url.protocol === `${appScheme}:`) return url.host === appHost;
  if (url.protocol === 'blob:') return url.pathname.startsWith(`${appScheme}://${appHost}/`);
  // The developer's tools are part of the browser, and open in no installed program by themselves.
  return url.protocol === 'data:' || url.protocol === 'devtools:';
}
