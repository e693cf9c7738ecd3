/** The colours that an element is painted with, and those behind it, as the cascade gives them. */
import type { Page } from 'playwright-core';
import type { Rgb } from '../../src/figures/oklab';

export interface Painted {
  readonly selector: string;
  /** Its text, its border and its outline, each as seen on what is behind it. */
  readonly text: Rgb;
  readonly border: Rgb;
  readonly outline: Rgb;
  /** Behind its text … */
  readonly inside: Rgb;
  /** … and around it. */
  readonly outside: Rgb;
  /** Large as WCAG means it: 24 px, or bold and 18.66 px. */
  readonly large: boolean;
}

/**
 * Paints the backgrounds of the ancestors one over the other, and then each colour. Right for whatever has nothing but its ancestors behind it, which axe cannot
 * know where something else lies in the same place.
 */
export function painted(
  page: Page,
  asked: readonly {
    readonly selector: string;
    /** Where it is not that of now. */ readonly outline?: string;
  }[],
): Promise<Painted[]> {
  return page.evaluate((elements) => {
    const canvas = new OffscreenCanvas(1, 1);
    const context = canvas.getContext('2d', { willReadFrequently: true })!;
    const paint = (colour: string, alpha = 1): void => {
      context.globalAlpha = alpha;
      context.fillStyle = colour;
      context.fillRect(0, 0, 1, 1);
    };
    const read = () => [...context.getImageData(0, 0, 1, 1).data].slice(0, 3) as unknown as Rgb;
    return elements.flatMap(({ selector, outline }) => {
      const element = document.querySelector(selector);
      if (!element) return [];
      const chain: Element[] = [];
      for (let at: Element | null = element; at; at = at.parentElement) chain.unshift(at);
      let alpha = 1;
      const layers = (upTo: number): void => {
        alpha = 1;
        paint('Canvas');
        for (const ancestor of chain.slice(0, upTo)) {
          const { backgroundColor, opacity } = getComputedStyle(ancestor);
          alpha *= Number(opacity);
          paint(backgroundColor, alpha);
        }
      };
      const style = getComputedStyle(element);
      const over = (colour: string, upTo: number): Rgb => {
        layers(upTo);
        paint(colour, alpha);
        return read();
      };
      const all = chain.length;
      const size = parseFloat(style.fontSize);
      const text = element instanceof SVGElement ? style.fill : style.color;
      return [
        {
          selector,
          text: over(text, all),
          border: over(style.borderTopColor, all - 1),
          outline: over(outline ?? style.outlineColor, all - 1),
          inside: over('transparent', all),
          outside: over('transparent', all - 1),
          large: size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700),
        },
      ];
    });
  }, asked);
}
