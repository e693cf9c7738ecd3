/** What may stand for the progress of the tour, in the file and on the wire. */
import { z } from 'zod';

export const tourProgress = z.object({
  step: z.number().int().min(0).max(100).nullable(),
  known: z.boolean(),
});
