/** Wires the policies of `navigation-policy.ts` and `network-policy.ts` to every page of the program. */
import { app, session } from 'electron';
import { classifyNavigation, isPermitted } from './navigation-policy';
import { isOwnRequest, offlineSwitches } from './network-policy';

export function guardPages(): void {
  app.on('web-contents-created', (_event, contents) => {
    contents.on('will-attach-webview', (event) => event.preventDefault());
    contents.on('will-frame-navigate', (event) => {
      if (classifyNavigation(event.url) === 'refuse') event.preventDefault();
    });
    contents.on('will-redirect', (event) => event.preventDefault());
    contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  });
}

/** Must be called once the app is ready. */
export function guardPermissions(): void {
  const { defaultSession } = session;
  defaultSession.setPermissionRequestHandler((_contents, permission, answer, details) =>
    answer(isPermitted(permission, details.requestingUrl ?? '')),
  );
  defaultSession.setPermissionCheckHandler((_contents, permission, origin) =>
    isPermitted(permission, origin),
  );
  defaultSession.setDevicePermissionHandler(() => false);
}

/** Must be called before the app is ready. */
export function stayOffline(): void {
  for (const [name, value] of offlineSwitches) app.commandLine.appendSwitch(name, value);
}

/** Must be called once the app is ready. */
export function guardNetwork(): void {
  const { defaultSession } = session;
  defaultSession.webRequest.onBeforeRequest(({ url }, answer) => answer({ cancel: !isOwnRequest(url) }));
  // Files are written by the program, where a person has chosen; a page downloads nothing.
  defaultSession.on('will-download', (event) => event.preventDefault());
  // Its dictionaries would be fetched.
  defaultSession.setSpellCheckerEnabled(false);
}
