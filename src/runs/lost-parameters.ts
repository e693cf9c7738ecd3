import { UserError } from '../model/user-error';

/** Where parameters are asked for that were in a damaged part of the run's file. */
export const lostParameters = (): UserError =>
  new UserError(
    'The run’s parameters after step 0 were lost with its file’s checkpoints: train it on, which makes them anew, or ask for init.',
    'checkpoints',
  );
