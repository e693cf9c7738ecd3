import type { z } from 'zod';
import type { documentSchema } from '../document-schema';

/** A built-in experiment, written as a person would write it. One file of this folder and one entry of the table in `index.ts`. */
export interface ExperimentTemplate {
  /** Kebab-case; what `saddlescope new` takes. */
  readonly name: string;
  readonly title: string;
  /** One sentence: what one will see. */
  readonly summary: string;
  readonly document: Omit<z.input<typeof documentSchema>, 'name'> & { readonly notes: string };
}
