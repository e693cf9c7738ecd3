import { studyCommand } from '../studies/study-command';

export const escapeCommand = studyCommand({
  study: 'escape',
  examples: [
    'saddlescope escape xor-from-zero                                  along the steepest direction, beside the law',
    'saddlescope escape xor-from-zero --direction random --members 160 --smallest 0.05',
    'saddlescope escape and-from-zero --at final --until distance --distance 0.1 --smallest 1e-8 --largest 1e-2',
  ],
});
