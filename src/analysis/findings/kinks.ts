import { kinksInWords } from '../kinks';
import type { Facts, Finding } from './finding';

/** Units that sit exactly on the kink of their activation: derivatives there are a convention. */
export function kinks({ smoothness }: Facts): Finding[] {
  const kinked = kinksInWords(smoothness, false);
  const curved = kinksInWords(smoothness, true);
  return [
    ...(kinked === ''
      ? []
      : [
          {
            key: 'kink' as const,
            headline: 'The loss is not smooth here.',
            detail: `Exactly on a kink: ${kinked}. The slope used there is a convention; what lies to either side is not seen by the gradient.`,
          },
        ]),
    ...(curved === ''
      ? []
      : [
          {
            key: 'curvature-jump' as const,
            headline: 'The loss has a gradient here, but its curvature jumps.',
            detail: `Exactly where the activation’s curvature jumps: ${curved}. Second derivatives are those of the side z ≤ 0.`,
          },
        ]),
  ];
}
