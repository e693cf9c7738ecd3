/** The window's only door: the typed bridge that the preload script put on `window`. */
import type { Bridge, WireError } from '../../src/app/wire';

declare global {
  interface Window {
    readonly saddlescope: Bridge;
  }
}

export const bridge: Bridge = window.saddlescope;

export const onMac = bridge.platform === 'darwin';

/** A rejected call as data. Anything that is not one of our errors counts as a fault of ours. */
export function toWireError(error: unknown): WireError {
  const fields = (typeof error === 'object' && error !== null ? error : {}) as Partial<WireError>;
  const message =
    typeof fields.message === 'string' && fields.message !== '' ? fields.message : String(error);
  return { message, place: fields.place ?? null, internal: fields.internal ?? false };
}

/** A newer landscape call or Esc ended this one: nothing to report. */
export function wasCancelled(error: unknown): boolean {
  return toWireError(error).message === 'cancelled';
}
