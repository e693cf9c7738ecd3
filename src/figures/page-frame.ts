/** How every page that is exported begins: its paper, and the units in which it is drawn. */
import type { DrawingContext } from './context';
import { figureScale } from './figure-page';
import type { TextStyle } from './text';
import { sizes, themes, type Theme, type ThemeName } from './theme';

/** Between the paper's edge and what is on it. */
export const pageMargin = 22;

export interface PageFrame {
  readonly theme: Theme;
  /** Pixels per unit. */
  readonly scale: number;
  /** In units, and so is all that is drawn until `restore`. */
  readonly width: number;
  readonly height: number;
  /** Between the margins. */
  readonly room: number;
  readonly title: TextStyle;
  readonly soft: TextStyle;
  readonly caption: TextStyle;
}

/** Saves the context; whoever draws the page restores it. @param options pixels of the picture */
export function beginPage(
  ctx: DrawingContext,
  options: { readonly width: number; readonly height: number; readonly theme: ThemeName },
): PageFrame {
  const theme = themes[options.theme];
  const scale = figureScale(options.width, options.height);
  const [width, height] = [options.width / scale, options.height / scale];
  ctx.save();
  ctx.setTransform(scale, 0, 0, scale, 0, 0);
  ctx.fillStyle = theme.surface;
  ctx.fillRect(0, 0, width, height);
  return {
    theme,
    scale,
    width,
    height,
    room: width - 2 * pageMargin,
    title: { size: 22, weight: 600, colour: theme.ink },
    soft: { size: sizes.label, colour: theme.inkSoft },
    caption: { size: sizes.caption, colour: theme.inkSoft },
  };
}
