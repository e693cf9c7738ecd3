import { UserError } from '../model/user-error';
import { grouped } from '../model/words';
import type { Shard } from './contract';

/** Whether a run is of a share. Throws `UserError` where there is no such share. */
export function shardFilter(shard: Shard | null, runs: number): (run: number) => boolean {
  if (shard === null) return () => true;
  const { index, count } = shard;
  const whole = Number.isSafeInteger(index) && Number.isSafeInteger(count);
  if (!whole || index < 1 || index > count)
    throw new UserError(
      `shard ${index}/${count}: there is no such share; write I/N with I from 1 to N.`,
      'shard',
    );
  if (count > runs)
    throw new UserError(
      `shard ${index}/${count}: there are only ${grouped(runs)} runs; use at most as many shares.`,
      'shard',
    );
  return (run) => run % count === index - 1;
}
