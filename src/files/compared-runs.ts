/** What a picture of several runs carries: the experiment of the first, as every picture has one, then the section `compared` with all of them. */
import { z } from 'zod';
import type { Experiment } from '../model/experiment';

/** One of the runs that a picture compares. */
export interface ComparedQuestion<Question = Experiment> {
  readonly label: string;
  /** Steps that it was trained. */
  readonly step: number;
  readonly experiment: Question;
}

export const comparedSchema = z
  .array(
    z.strictObject({
      label: z.string().min(1).max(1000),
      step: z.int().min(0),
      experiment: z.record(z.string(), z.unknown()),
    }),
  )
  .max(1000);

/** The recipe of such a picture, as text. */
export function comparisonJson(
  engine: { readonly version: string; readonly build: string },
  compared: readonly ComparedQuestion[],
): string {
  return `${JSON.stringify({ ...compared[0]?.experiment, engine, compared }, null, 2)}\n`;
}
