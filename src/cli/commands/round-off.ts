import { studyCommand } from '../studies/study-command';

export const roundOffCommand = studyCommand({
  study: 'round-off',
  examples: [
    'saddlescope round-off circles-equal-units        equal units, sums in four ways, f64 and f32',
    'saddlescope round-off xor-equal-units --watched 5000 --json',
  ],
});
