import { studyCommand } from '../studies/study-command';

/** `inspect --spectrum` with every setting of the study. */
export const spectrumCommand = studyCommand({
  study: 'spectrum',
  examples: [
    'saddlescope spectrum xor-from-zero --at origin',
    'saddlescope spectrum x.saddle --at final --method estimate --probes 30 --probe-seed 2',
    'saddlescope spectrum x.saddle --vectors all --json',
  ],
});
