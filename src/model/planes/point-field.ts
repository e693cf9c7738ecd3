import type { TextField } from '../fields';

export const pointField = <const D extends string>(label: string, standard: D) =>
  ({
    kind: 'text',
    label,
    help: 'A point of the run: origin, init, final, best or step:N.',
    default: standard,
    maxLength: 24,
    role: 'point',
  }) as const satisfies TextField;
