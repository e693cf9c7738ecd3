/** Keys: which action a key press means, and what a shortcut is called on this platform. */
import type { Action, Shortcut } from './actions';

/** The part of a `KeyboardEvent` that decides. */
export interface KeyPress {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
  readonly repeat: boolean;
}

/** What has the focus, as far as keys care. A `text` is a field that one types in. */
export type FocusKind = 'page' | 'button' | 'field' | 'text';

export function matches(shortcut: Shortcut, press: KeyPress, onMac: boolean): boolean {
  const mod = onMac ? press.metaKey : press.ctrlKey;
  const otherMod = onMac ? press.ctrlKey : press.metaKey;
  if (press.altKey || otherMod || mod !== (shortcut.mod ?? false)) return false;
  const key = press.key.length === 1 ? press.key.toLowerCase() : press.key;
  if (key !== shortcut.key) return false;
  // `?` and `.` are typed with or without Shift depending on the keyboard; letters and named keys say what they want.
  const shiftMatters = key.length > 1 || key === ' ' || /[a-z]/.test(key);
  return !shiftMatters || press.shiftKey === (shortcut.shift ?? false);
}

/**
 * The action that a key press asks for, or null. With a field in focus only Ctrl/⌘ shortcuts and Escape count;
 * with a button in focus, Space and Enter stay the button's.
 */
export function actionFor(
  actions: readonly Action[],
  press: KeyPress,
  focus: FocusKind,
  onMac: boolean,
): Action | null {
  if (focus === 'button' && (press.key === ' ' || press.key === 'Enter')) return null;
  for (const action of actions) {
    if (press.repeat && !action.repeats) continue;
    const shortcut = action.shortcuts.find((candidate) => matches(candidate, press, onMac));
    if (!shortcut) continue;
    if (focus === 'text' && action.restsInText) continue;
    const inField = focus === 'field' || focus === 'text';
    if (inField && !shortcut.mod && shortcut.key !== 'Escape') continue;
    return action.enabled() ? action : null;
  }
  return null;
}

const keyNames: Readonly<Record<string, string>> = { ' ': 'Space', ArrowRight: '→', Escape: 'Esc' };

/** `Ctrl+Shift+S`, or `⇧⌘S` on a Mac. */
export function nameShortcut(shortcut: Shortcut, onMac: boolean): string {
  const key =
    keyNames[shortcut.key] ?? (shortcut.key.length === 1 ? shortcut.key.toUpperCase() : shortcut.key);
  if (onMac) return `${shortcut.shift ? '⇧' : ''}${shortcut.mod ? '⌘' : ''}${key}`;
  return [shortcut.mod ? 'Ctrl' : '', shortcut.shift ? 'Shift' : '', key].filter(Boolean).join('+');
}

/** The same for `aria-keyshortcuts`. */
export function ariaShortcut(shortcut: Shortcut, onMac: boolean): string {
  const key =
    shortcut.key === ' ' ? 'Space' : shortcut.key.length === 1 ? shortcut.key.toUpperCase() : shortcut.key;
  return [shortcut.mod ? (onMac ? 'Meta' : 'Control') : '', shortcut.shift ? 'Shift' : '', key]
    .filter(Boolean)
    .join('+');
}
