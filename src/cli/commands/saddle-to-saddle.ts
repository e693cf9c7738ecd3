import { studyCommand } from '../studies/study-command';

export const saddleToSaddleCommand = studyCommand({
  study: 'saddle-to-saddle',
  trained: true,
  examples: [
    'saddlescope saddle-to-saddle linear-mode-by-mode',
    'saddlescope saddle-to-saddle xor-pushed --json',
  ],
});
