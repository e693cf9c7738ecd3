import { studyCommand } from '../studies/study-command';
import { needsTraining } from '../training';

export const lineCommand = studyCommand({
  study: 'line',
  trained: ({ direction, to }) => direction === 'between' && needsTraining(String(to ?? 'final')),
  examples: [
    'saddlescope line xor-from-zero --direction eigenvector --index -1',
    'saddlescope line xor-pushed --at init --direction between --to final --json',
  ],
});
