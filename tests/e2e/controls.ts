/** What must be true of every control of a page, however it is styled. Each check answers with what is wrong, one entry per control; none is good. */
import type { Page } from 'playwright-core';
import { contrast } from '../../src/figures/oklab';
import { painted, type Painted } from './painted';

const tabbable =
  'a[href], button:enabled, input:enabled, select:enabled, textarea:enabled, summary, [tabindex]';
const field = 'input:enabled:not([type="range"], [type="checkbox"]), select:enabled, textarea:enabled';

/** Fields whose edge, by which one knows them, has a contrast of less than 3 : 1 (WCAG 1.4.11). */
export async function faintEdges(page: Page): Promise<string[]> {
  const fields = await page.evaluate((asked) => {
    for (const old of document.querySelectorAll('[data-field]')) old.removeAttribute('data-field');
    return [...document.querySelectorAll<HTMLElement>(asked)].flatMap((element, index) => {
      // A field without an edge is known by something else, such as the name of the experiment by its place.
      const { borderTopColor, borderTopStyle } = getComputedStyle(element);
      if (!element.checkVisibility() || borderTopStyle === 'none' || /, 0\)$/.test(borderTopColor)) return [];
      element.dataset['field'] = String(index);
      return [{ selector: `[data-field="${index}"]`, name: element.outerHTML.slice(0, 160) }];
    });
  }, field);
  return (await withColours(page, fields)).flatMap(({ name, border, outside, inside }) => {
    const [around, within] = [contrast(border, outside), contrast(border, inside)];
    return Math.min(around, within) >= 3
      ? []
      : [`${name}: ${around.toFixed(2)} : 1 to what is around, ${within.toFixed(2)} : 1 to what is in it`];
  });
}

/** Controls that do not show that they have the focus: no outline of 2 px that stands out by 3 : 1 (WCAG 2.4.7, 1.4.11). */
export async function hiddenFocus(page: Page): Promise<string[]> {
  // The browser shows where the focus is to who uses the keyboard: it takes the last key for that.
  await page.keyboard.press('Shift');
  const stops = await page.evaluate((asked) => {
    for (const old of document.querySelectorAll('[data-stop]')) old.removeAttribute('data-stop');
    const before = document.activeElement;
    const found = [...document.querySelectorAll<HTMLElement>(asked)].flatMap((element, index) => {
      if (element.tabIndex < 0 || !element.checkVisibility()) return [];
      element.focus({ preventScroll: true });
      if (document.activeElement !== element) return [];
      element.dataset['stop'] = String(index);
      const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(element);
      return [
        {
          selector: `[data-stop="${index}"]`,
          name: element.outerHTML.slice(0, 160),
          outline: outlineColor,
          width: outlineStyle === 'none' ? 0 : parseFloat(outlineWidth),
        },
      ];
    });
    if (before instanceof HTMLElement) before.focus({ preventScroll: true });
    return found;
  }, tabbable);
  return (await withColours(page, stops)).flatMap(({ name, width, outline, outside }) => {
    return width >= 2 && contrast(outline, outside) >= 3
      ? []
      : [`${name}: an outline of ${width} px, ${contrast(outline, outside).toFixed(2)} : 1`];
  });
}

/** Controls with the colours that they are painted with. One that has gone meanwhile (a Stop button, when the work is done) has none, and is left out. */
async function withColours<T extends { readonly selector: string; readonly outline?: string }>(
  page: Page,
  controls: readonly T[],
): Promise<(T & Painted)[]> {
  const known = new Map(controls.map((control) => [control.selector, control]));
  return (await painted(page, controls)).map((colours) => ({ ...known.get(colours.selector)!, ...colours }));
}

/** What would move although the person asked for less motion: transitions and animations of more than 0.01 s, and smooth scrolling. */
export async function moving(page: Page): Promise<string[]> {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const found = await page.evaluate(() => {
    const longest = (times: string) => Math.max(...times.split(',').map(parseFloat));
    return [...document.querySelectorAll('*')].flatMap((element) =>
      [null, '::before', '::after'].flatMap((pseudo) => {
        const style = getComputedStyle(element, pseudo);
        const seconds = Math.max(longest(style.transitionDuration), longest(style.animationDuration));
        const what =
          seconds > 0.01 ? `moves for ${seconds} s` : style.scrollBehavior === 'smooth' ? 'glides' : null;
        return what === null ? [] : [`${element.tagName} ${element.className} ${pseudo ?? ''} ${what}`];
      }),
    );
  });
  await page.emulateMedia({ reducedMotion: 'no-preference' });
  return found;
}
