/**
 * Every action of the window, once: its id, its name, its keys, when it can be used and what it does. Buttons, the menu that the page
 * draws, the key handling, the key list and the events of the native menu are all read from here.
 */
import type { Action, ActionHost } from './actions/action';
import { fileActions } from './actions/file-actions';
import { helpActions } from './actions/help-actions';
import { runActions } from './actions/run-actions';
import { viewActions } from './actions/view-actions';

export type { Action, ActionHost, MenuName, Shortcut, WindowActionId } from './actions/action';

export function createActions(host: ActionHost): readonly Action[] {
  return [...fileActions(host), ...runActions(host), ...viewActions(host), ...helpActions(host)];
}

/** Runs the action with this id where it can be used; false where it cannot, or is unknown. */
export function runAction(actions: readonly Action[], id: string): boolean {
  const action = actions.find((candidate) => candidate.id === id);
  if (!action?.enabled()) return false;
  action.run();
  return true;
}
