/** Electron's `protocol`: custom schemes, answered through DevTools' Fetch domain. */
import type { CustomScheme, Protocol } from 'electron';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Fields, Session } from './devtools';
import { addScheme, toAppAddress } from './page-address';
import { defaultSession } from './session';

/** Characters of an answer that lets smaller ones pass, for so many milliseconds. */
const large = 1 << 18;
const aside = 10;

type Handler = (request: Request) => Response | Promise<Response>;

const handlers = new Map<string, Handler>();

export const protocol = {
  registerSchemesAsPrivileged: (list: CustomScheme[]) => list.forEach(({ scheme }) => addScheme(scheme)),
  handle(scheme: string, handler: Handler) {
    if (handlers.has(scheme)) throw new Error(`The scheme ${scheme} has a handler already.`);
    addScheme(scheme);
    handlers.set(scheme, handler);
    // Node loads what answers are made of at their first use: now, while the browser starts, and not when the page waits for it.
    setImmediate(() => new Response(''));
  },
  unhandle: (scheme: string) => void handlers.delete(scheme),
  isProtocolHandled: (scheme: string) => handlers.has(scheme),
} satisfies Partial<Protocol>;

interface Paused {
  readonly requestId: string;
  readonly frameId: string;
  readonly resourceType: string;
  readonly request: {
    readonly url: string;
    readonly method: string;
    readonly headers: Record<string, string>;
  };
}

/** @param mayNavigate asked before a document of another address is loaded; the address is the app's, e.g. `app://…` */
export async function answerRequests(
  session: Session,
  mayNavigate: (url: string, frameId: string) => boolean,
): Promise<void> {
  session.on(
    'Fetch.requestPaused',
    (event: Fields) => void answer(session, event as unknown as Paused, mayNavigate),
  );
  await session.send('Fetch.enable', {
    // Everything: the app may refuse any request, and tells by its own addresses which.
    patterns: [{ urlPattern: '*' }],
  });
}

async function answer(
  session: Session,
  paused: Paused,
  mayNavigate: (url: string, frameId: string) => boolean,
): Promise<void> {
  const { requestId, request, resourceType, frameId } = paused;
  const url = toAppAddress(request.url);
  if (resourceType === 'Document' && !mayNavigate(url, frameId)) {
    // "No content" leaves the page where it is; a failed request would show the browser's error page in its place.
    return session.post('Fetch.fulfillRequest', { requestId, responseCode: 204 });
  }
  if (!defaultSession.webRequest.allows(url))
    return session.post('Fetch.failRequest', { requestId, errorReason: 'BlockedByClient' });
  const handler = handlers.get(url.slice(0, url.indexOf(':')));
  // A browser asks for a tab's icon by itself; in Electron no page does.
  if (handler && new URL(url).pathname === '/favicon.ico') {
    return session.post('Fetch.fulfillRequest', { requestId, responseCode: 204 });
  }
  if (!handler) return session.post('Fetch.continueRequest', { requestId });
  try {
    const response = await handler(new Request(url, { method: request.method, headers: request.headers }));
    const body = Buffer.from(await response.arrayBuffer()).toString('base64');
    // All answers take one way: the style sheet, without which nothing is painted, should not wait behind the script.
    if (body.length > large) await sleep(aside);
    session.post('Fetch.fulfillRequest', {
      requestId,
      responseCode: response.status,
      responseHeaders: [...response.headers].map(([name, value]) => ({ name, value })),
      body,
    });
  } catch (error) {
    console.error(`The protocol handler failed for ${url}:`, error);
    session.post('Fetch.failRequest', { requestId, errorReason: 'Failed' });
  }
}
