/** Who holds the lock of an output: a process of a machine, and whether it is still there. */
import { randomBytes } from 'node:crypto';
import { readFileSync, readlinkSync } from 'node:fs';
import { hostname, uptime } from 'node:os';
import { z } from 'zod';

export const holderSchema = z.object({
  process: z.int().min(0),
  host: z.string().max(1000),
  /** What besides the name tells machines apart whose processes have numbers of their own: the start of the machine, and the container. */
  machine: z.string().max(1000),
  /** Random: two locks of one process differ. */
  session: z.string().regex(/^[0-9a-f]{24}$/),
});
export type LockHolder = z.infer<typeof holderSchema>;

export const newHolder = (): LockHolder => ({
  process: process.pid,
  host: hostname(),
  machine: machine(),
  session: randomBytes(12).toString('hex'),
});

/** Null where it is none: a lock that is being written at this moment, or damaged. */
export function parseHolder(text: string): LockHolder | null {
  try {
    return holderSchema.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

/** Whether the holder's process number means something here. */
export const isOfThisMachine = ({ host, machine: its }: LockHolder): boolean =>
  host === hostname() && its === machine();

/** Whether a moment was before this machine was switched on: then the holder, if it was of a machine of this name, has ended. A minute is left for clocks. */
export const isBeforeStart = ({ host }: LockHolder, moment: number): boolean =>
  host === hostname() && moment < Date.now() - 1000 * uptime() - 60_000;

/** Whether a process of this machine is there. A number may have been given to another one since. */
export function isProcessThere(id: number): boolean {
  try {
    process.kill(id, 0);
    return true;
  } catch (error) {
    // It is there, and of another account.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

let known: string | null = null;

/** Empty where the system does not say; the name of the machine is all then. */
function machine(): string {
  const read = (work: () => string): string => {
    try {
      return work().trim();
    } catch {
      return '';
    }
  };
  return (known ??= [
    read(() => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8')),
    read(() => readlinkSync('/proc/self/ns/pid')),
  ].join(' '));
}
