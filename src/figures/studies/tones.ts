import type { Theme } from '../theme';
import type { Tone } from './study-view';

/** The colour of a meaning, the same in every figure. */
export function toneColour(theme: Theme, tone: Tone): string {
  switch (tone) {
    case 'accent':
      return theme.accent;
    case 'above':
      return theme.above;
    case 'below':
      return theme.below;
    case 'quiet':
      return theme.inkSoft;
    case 'witness':
      return theme.trajectory;
    case 'twins':
      return theme.twins;
  }
}
