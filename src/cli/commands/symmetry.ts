import { studyCommand } from '../studies/study-command';

export const symmetryCommand = studyCommand({
  study: 'symmetry',
  trained: true,
  examples: ['saddlescope symmetry xor-equal-units', 'saddlescope symmetry x.saddle --at final --json'],
});
