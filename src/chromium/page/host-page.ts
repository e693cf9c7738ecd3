/**
 * What the frame of a desktop window would do, done from inside the page: asks before closing, keeps browser keys (reload, find, print …)
 * from acting, hands links to other windows to the program, and reports size and focus.
 * Crosses into the page as source text, so it uses nothing outside its own body.
 */
export function hostPage(send: (name: string, payload: unknown) => void): void {
  // Chromium turns this into a DevTools event before closing; the program answers it (see window-closing.ts).
  window.addEventListener('beforeunload', (event) => event.preventDefault());

  // The page sees every key first; only what it left alone and a browser would act on is stopped.
  const browserKeys = /^(?:f5|f3|f7)$|^mod\+(?:[rdfghjpu]|shift\+[dijmort])$/;
  window.addEventListener('keydown', (event) => {
    const mod = event.ctrlKey || event.metaKey ? 'mod+' : '';
    const name = `${mod}${event.shiftKey ? 'shift+' : ''}${event.key.toLowerCase()}`;
    if (browserKeys.test(name)) event.preventDefault();
  });

  const onLink = (event: MouseEvent) => {
    const link = event
      .composedPath()
      .find((node): node is HTMLAnchorElement => node instanceof HTMLAnchorElement);
    const elsewhere =
      link?.target === '_blank' || event.ctrlKey || event.metaKey || event.shiftKey || event.button === 1;
    if (!link?.href || !elsewhere || event.defaultPrevented) return;
    event.preventDefault();
    send('open', link.href);
  };
  window.addEventListener('click', onLink);
  window.addEventListener('auxclick', onLink);

  const report = () =>
    send('bounds', {
      x: window.screenX,
      y: window.screenY,
      width: window.outerWidth,
      height: window.outerHeight,
    });
  window.addEventListener('resize', report);
  window.addEventListener('focus', () => send('focus', true));
  window.addEventListener('blur', () => {
    send('focus', false);
    report();
  });
  document.addEventListener('mouseleave', report);
  document.addEventListener('DOMContentLoaded', report);
}
