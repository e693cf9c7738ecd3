import { studyCommand } from '../studies/study-command';

/** `inspect --order` with every setting of the study. */
export const orderCommand = studyCommand({
  study: 'order',
  examples: [
    'saddlescope order xor-from-zero --at origin',
    'saddlescope order xor-from-zero --highest 12 --starts 100 --search-seed 2 --json',
    'saddlescope order x.saddle --at final --tolerance 1e-8',
  ],
});
