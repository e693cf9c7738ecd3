import type { Facts, Finding } from './findings/finding';
import { gradientFinding } from './findings/gradient';
import { kinks } from './findings/kinks';
import { answers } from './findings/loss';
import { movement } from './findings/movement';
import { twins } from './findings/twins';
import { why } from './findings/why';

export type { Finding, Training } from './findings/finding';

/** Puts a point's measurements into words, most important first. */
export function describePoint(facts: Facts): Finding[] {
  return [
    gradientFinding(facts),
    ...why(facts),
    movement(facts),
    ...twins(facts),
    answers(facts),
    ...kinks(facts),
  ];
}
