/** The wire to the windows: one channel for calls, one for events. */
import { ipcMain, type WebContents } from 'electron';
import type { Answer, WindowCalls, WindowEvents } from '../app/wire';
import { toAnswer } from './answers';
import { checkCall } from './call-arguments';
import { isTrustedSender } from './navigation-policy';

export const callChannel = 'saddlescope:call';
export const eventChannel = 'saddlescope:event';

/** The answers to a window's calls. */
export type WindowHandlers = {
  readonly [M in keyof WindowCalls]: (
    ...args: Parameters<WindowCalls[M]>
  ) => ReturnType<WindowCalls[M]> | Promise<ReturnType<WindowCalls[M]>>;
};

export type SendEvent = <E extends keyof WindowEvents>(name: E, payload: WindowEvents[E]) => void;

/** An event to a window; one that has gone hears nothing. */
export function eventSender(contents: WebContents): SendEvent {
  return (name, payload) => {
    if (!contents.isDestroyed()) contents.send(eventChannel, name, payload);
  };
}

type Found = WindowHandlers | undefined;

/** @param handlersOf the answers for the window that asks, or undefined for a page that is no window of ours; calls wait for them where they are still being made */
export function answerCalls(handlersOf: (contents: WebContents) => Found | Promise<Found>): void {
  ipcMain.handle(callChannel, (event, method: unknown, args: unknown): Promise<Answer<unknown>> =>
    toAnswer(async () => {
      const handlers = isTrustedSender(event.senderFrame) ? await handlersOf(event.sender) : undefined;
      if (!handlers) throw new Error('a call came from a page that is not the window');
      const call = checkCall(method, args);
      const handler = handlers[call.method] as (...args: unknown[]) => unknown;
      return handler(...call.args);
    }),
  );
}
