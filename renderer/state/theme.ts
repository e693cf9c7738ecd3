import { cssVariables, type ThemeName } from '../../src/figures/theme';

/** Gives the style sheet the colours that the figures are drawn with. */
export function applyTheme(name: ThemeName): void {
  const root = document.documentElement;
  root.dataset['scheme'] = name;
  for (const [property, value] of Object.entries(cssVariables(name))) root.style.setProperty(property, value);
}
