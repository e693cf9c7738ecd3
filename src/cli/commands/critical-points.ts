import { studyCommand } from '../studies/study-command';

export const criticalPointsCommand = studyCommand({
  study: 'critical-points',
  trained: true,
  examples: [
    'saddlescope critical-points xor-from-zero',
    'saddlescope critical-points x.saddle --starts 400 --scale 2 --json',
  ],
});
