import { describe, expect, test } from 'vitest';
import { isOwnRequest, offlineSwitches } from '../../src/main/network-policy';
import { contentSecurityPolicy } from '../../src/main/content-policy';
import {
  classifyNavigation,
  isPermitted,
  isTrustedSender,
  windowUrl,
} from '../../src/main/navigation-policy';

/** Oracle: tables. Whatever is not the window itself is refused. */

test.each([
  [windowUrl, 'stay'],
  ['app://saddlescope/index.html?x#y', 'stay'],
  ['app://saddlescope/', 'refuse'],
  ['app://saddlescope/assets/index.js', 'refuse'],
  ['app://saddlescope.evil/index.html', 'refuse'],
  ['app://evil/index.html', 'refuse'],
  ['app://user@evil/index.html', 'refuse'],
  ['https://saddlescope/index.html', 'refuse'],
  ['https://example.com/', 'refuse'],
  ['file:///etc/passwd', 'refuse'],
  ['data:text/html,x', 'refuse'],
  ['javascript:alert(1)', 'refuse'],
  ['blob:app://saddlescope/1', 'refuse'],
  ['about:blank', 'refuse'],
  ['', 'refuse'],
  ['not an address', 'refuse'],
])('going to %j: %s', (url, verdict) => {
  expect(classifyNavigation(url)).toBe(verdict);
});

test.each([
  ['clipboard-sanitized-write', windowUrl, true],
  ['fullscreen', windowUrl, true],
  ['fullscreen', 'https://example.com/', false],
  ['clipboard-read', windowUrl, false],
  ['media', windowUrl, false],
  ['geolocation', windowUrl, false],
  ['notifications', windowUrl, false],
  ['openExternal', windowUrl, false],
  ['constructor', windowUrl, false],
  ['', '', false],
])('permission %s for %s: %s', (permission, url, allowed) => {
  expect(isPermitted(permission, url)).toBe(allowed);
});

describe('who is answered', () => {
  test.each([
    ['the window', { url: windowUrl, parent: null }, true],
    ['a frame inside it', { url: windowUrl, parent: {} }, false],
    ['another page', { url: 'https://example.com/', parent: null }, false],
    ['an empty page', { url: 'about:blank', parent: null }, false],
    ['a frame that has gone', null, false],
  ])('%s', (_name, frame, answered) => {
    expect(isTrustedSender(frame)).toBe(answered);
  });
});

test.each([
  [windowUrl, true],
  ['app://saddlescope/assets/index.js', true],
  ['blob:app://saddlescope/0a1b', true],
  ['data:image/png;base64,AA==', true],
  ['app://evil/index.html', false],
  ['blob:https://evil/0a1b', false],
  ['blob:app://saddlescope.evil/0a1b', false],
  ['https://saddlescope/index.html', false],
  ['http://127.0.0.1:8080/', false],
  ['ws://localhost/', false],
  ['file:///etc/passwd', false],
  ['ftp://example.com/', false],
  ['chrome-extension://x/y.js', false],
  ['', false],
])('the request %j is let go: %s', (url, own) => {
  expect(isOwnRequest(url)).toBe(own);
});

test('no name is known to the browser inside', () => {
  expect(new Map(offlineSwitches).get('host-resolver-rules')).toBe('MAP * ~NOTFOUND');
});

test('the content policy starts from nothing and allows no foreign or inline code', () => {
  const rules = new Map(
    contentSecurityPolicy.split('; ').map((rule) => [rule.split(' ')[0]!, rule.split(' ').slice(1)]),
  );
  expect(rules.get('default-src')).toEqual(["'none'"]);
  expect(rules.get('script-src')).toEqual(["'self'"]);
  expect(rules.get('style-src')).toEqual(["'self'"]);
  expect(contentSecurityPolicy).not.toMatch(/unsafe-eval|https?:|\*/);
});
