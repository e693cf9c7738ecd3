/** The custom protocol `app:`, which serves the built window and nothing else. */
import { readFile } from 'node:fs/promises';
import { extname, join, resolve, sep } from 'node:path';
import { protocol } from 'electron';
import { securityHeaders } from './content-policy';
import { appHost, appScheme } from './navigation-policy';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
  '.wasm': 'application/wasm',
};

/** Must be called before the app is ready. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    {
      scheme: appScheme,
      privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true },
    },
  ]);
}

/**
 * @param root folder of the built window
 * @returns resolves when the page has been given its first script
 */
export function serveApp(root: string): Promise<void> {
  return new Promise((scriptGiven) => {
    protocol.handle(appScheme, async (request) => {
      const answer = await answerFile(root, request);
      if (answer.headers.get('content-type') === types['.js']) setImmediate(scriptGiven);
      return answer;
    });
  });
}

/** The file below `root` that an address means, or null: another host, a path that leaves the folder, a kind that the window doesn't have. */
export function fileOf(root: string, url: string): string | null {
  const { host, pathname } = new URL(url);
  if (host !== appHost) return null;
  let path: string;
  try {
    path = decodeURIComponent(pathname);
  } catch {
    return null;
  }
  if (path.includes('\0') || path.includes('\\')) return null;
  const file = resolve(root, `.${path === '/' ? '/index.html' : path}`);
  return file.startsWith(root + sep) && extname(file) in types ? file : null;
}

export async function answerFile(root: string, request: Request): Promise<Response> {
  if (request.method !== 'GET' && request.method !== 'HEAD') return refusal(405);
  const file = fileOf(join(root), request.url);
  if (file === null) return refusal(404);
  try {
    const bytes = await readFile(file);
    const headers = { ...securityHeaders, 'content-type': types[extname(file)]! };
    return new Response(request.method === 'HEAD' ? null : bytes, { headers });
  } catch {
    return refusal(404);
  }
}

function refusal(status: number): Response {
  return new Response(null, { status, headers: securityHeaders });
}
