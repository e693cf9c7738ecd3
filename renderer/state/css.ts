/** The current value of a colour of the style sheet, for drawing on a canvas. */
export function cssColour(name: `--${string}`): string {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}
