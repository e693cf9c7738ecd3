/**
 * Chromium knows no custom schemes, so a page of `app://host/…` lives at `https://host.app.invalid/…`: a secure origin that no name server can
 * know (.invalid is reserved). Requests to it are answered before they leave the browser.
 */
const schemes = new Set<string>();

/** Declares a custom scheme. */
export function addScheme(scheme: string): void {
  schemes.add(scheme.toLowerCase());
}

/** `app://host/path` → `https://host.app.invalid/path`; other addresses stay. */
export function toPageAddress(url: string): string {
  const match = /^([a-z][a-z0-9+.-]*):\/\/([^/?#]*)(.*)$/is.exec(url);
  const [, scheme = '', host = '', rest = ''] = match ?? [];
  if (!schemes.has(scheme.toLowerCase())) return url;
  return `https://${host}.${scheme.toLowerCase()}.invalid${rest.startsWith('/') ? '' : '/'}${rest}`;
}

/** The other way round; other addresses stay. */
export function toAppAddress(url: string): string {
  const match = /^https:\/\/([^/?#]+)\.([^./?#:]+)\.invalid(?=[/?#]|$)(.*)$/is.exec(url);
  const [, host = '', scheme = '', rest = ''] = match ?? [];
  return match && schemes.has(scheme.toLowerCase()) ? `${scheme}://${host}${rest}` : url;
}
