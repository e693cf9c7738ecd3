/**
 * An attachment for what may have to scroll: a stop of the tab key for as long as it does, so that the keyboard reaches what is out of sight, and none where
 * everything is seen.
 */
export function focusableWhileItScrolls(element: HTMLElement): () => void {
  const update = (): void => {
    if (element.scrollWidth > element.clientWidth || element.scrollHeight > element.clientHeight)
      element.tabIndex = 0;
    else element.removeAttribute('tabindex');
  };
  const sizes = new ResizeObserver(update);
  const watch = (): void => {
    sizes.disconnect();
    for (const one of [element, ...element.children]) sizes.observe(one);
  };
  const children = new MutationObserver(watch);
  children.observe(element, { childList: true });
  watch();
  return () => {
    sizes.disconnect();
    children.disconnect();
  };
}
