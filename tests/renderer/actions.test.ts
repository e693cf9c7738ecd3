import { describe, expect, test } from 'vitest';
import { createActions, runAction, type ActionHost } from '../../renderer/state/actions';
import {
  actionFor,
  ariaShortcut,
  matches,
  nameShortcut,
  type FocusKind,
  type KeyPress,
} from '../../renderer/state/shortcuts';
import { actionIds } from '../../src/app/wire';

/** A host that writes down what it is asked. */
function recordingHost(state: Partial<ActionHost> = {}): { host: ActionHost; calls: string[] } {
  const calls: string[] = [];
  const settings: Record<string, unknown> = {
    hasRun: true,
    training: false,
    diverged: false,
    hasLandscape: true,
    computing: false,
    canUndo: true,
    canRedo: true,
    theme: 'system',
    ...state,
  };
  const host = new Proxy(settings, {
    get: (target, name: string) =>
      name in target ? target[name] : (...args: unknown[]) => void calls.push([name, ...args].join(' ')),
  }) as unknown as ActionHost;
  return { host, calls };
}

const press = (key: string, modifiers: Partial<KeyPress> = {}): KeyPress => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  repeat: false,
  ...modifiers,
});

describe('the registry against the wire contract', () => {
  test('every id that a menu may send is there once; only two more exist', () => {
    const ids = createActions(recordingHost().host).map((action) => action.id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.filter((id) => (actionIds as readonly string[]).includes(id)).sort()).toEqual(
      [...actionIds].sort(),
    );
    expect(ids.filter((id) => !(actionIds as readonly string[]).includes(id)).sort()).toEqual([
      'job.cancel',
      'run.toEnd',
    ]);
  });

  test('no key means two things', () => {
    for (const onMac of [false, true]) {
      const keys = createActions(recordingHost().host).flatMap((action) =>
        action.shortcuts.map((key) => ariaShortcut(key, onMac)),
      );
      expect(new Set(keys).size).toBe(keys.length);
    }
  });

  test('every action asks the host for something, and each for something else', () => {
    const { host, calls } = recordingHost();
    const actions = createActions(host);
    for (const action of actions) action.run();
    expect(calls).toHaveLength(actions.length);
    expect(new Set(calls).size).toBe(actions.length);
  });

  test('runAction refuses what cannot be used and what is unknown', () => {
    const { host, calls } = recordingHost({ hasRun: false, hasLandscape: false });
    const actions = createActions(host);
    for (const id of ['file.save', 'file.exportPicture', 'run.playPause', 'run.step', 'no.such.action'])
      expect(runAction(actions, id)).toBe(false);
    expect(calls).toEqual([]);
    expect(runAction(actions, 'file.open')).toBe(true);
    expect(calls).toEqual(['open']);
  });

  test('what the claims or a comparison hide cannot be run by a key', () => {
    const enabled = (place: ActionHost['place']) =>
      createActions(recordingHost({ place, canStartHere: true }).host)
        .filter(({ menu, id }) => menu === 'Run' || menu === 'Edit' || id === 'view.landscape')
        .map((action) => action.enabled());
    expect(enabled('claims')).toEqual(Array(10).fill(false));
    expect(enabled('compare').filter(Boolean)).toHaveLength(1);
    expect(runAction(createActions(recordingHost({ place: 'compare' }).host), 'run.keep')).toBe(true);
    expect(enabled('laboratory')).toEqual(Array(10).fill(true));
    const actions = createActions(recordingHost({ place: 'claims' }).host);
    expect(runAction(actions, 'file.save')).toBe(true);
  });

  test('a diverged run cannot be played on but can be reset', () => {
    const actions = createActions(recordingHost({ diverged: true }).host);
    const enabled = (id: string) => actions.find((action) => action.id === id)!.enabled();
    expect([
      enabled('run.playPause'),
      enabled('run.step'),
      enabled('run.toEnd'),
      enabled('run.reset'),
    ]).toEqual([false, false, false, true]);
  });
});

describe('keys', () => {
  const actions = createActions(recordingHost({ computing: true }).host);
  const meant = (...args: [KeyPress, FocusKind?, boolean?]) =>
    actionFor(actions, args[0], args[1] ?? 'page', args[2] ?? false)?.id ?? null;

  test.each([
    [press(' '), 'run.playPause'],
    [press('.'), 'run.step'],
    [press('ArrowRight'), 'run.step'],
    [press('r'), 'run.reset'],
    [press('R', { shiftKey: true }), 'run.newSeed'],
    [press('?', { shiftKey: true }), 'help.keys'],
    [press('?'), 'help.keys'],
    [press('s', { ctrlKey: true }), 'file.save'],
    [press('S', { ctrlKey: true, shiftKey: true }), 'file.saveAs'],
    [press('Escape'), 'job.cancel'],
    [press('r', { ctrlKey: true }), null],
    [press('r', { altKey: true }), null],
    [press('m'), 'view.asMap'],
    [press('s'), 'view.asSurface'],
    [press('c'), 'view.asSlice'],
    [press('s', { metaKey: true }), null],
  ])('%j on the page', (key, id) => expect(meant(key)).toBe(id));

  test('a Mac has ⌘ where others have Ctrl', () => {
    expect(meant(press('o', { metaKey: true }), 'page', true)).toBe('file.open');
    expect(meant(press('o', { ctrlKey: true }), 'page', true)).toBe(null);
  });

  test('a field keeps its keys, except for Ctrl shortcuts and Esc', () => {
    expect(meant(press(' '), 'field')).toBe(null);
    expect(meant(press('ArrowRight'), 'field')).toBe(null);
    expect(meant(press('r'), 'field')).toBe(null);
    expect(meant(press('s', { ctrlKey: true }), 'field')).toBe('file.save');
    expect(meant(press('Escape'), 'field')).toBe('job.cancel');
  });

  test('undo is the experiment’s, except where one types', () => {
    const undo = press('z', { ctrlKey: true });
    expect(['page', 'button', 'field', 'text'].map((focus) => meant(undo, focus as FocusKind))).toEqual([
      'edit.undo',
      'edit.undo',
      'edit.undo',
      null,
    ]);
    expect(meant(press('Z', { ctrlKey: true, shiftKey: true }))).toBe('edit.redo');
    expect(meant(press('y', { ctrlKey: true }))).toBe('edit.redo');
    expect(meant(press('k', { ctrlKey: true }), 'text')).toBe('help.palette');
    expect(meant(press('s', { ctrlKey: true }), 'text')).toBe('file.save');
    expect(meant(press('r'), 'text')).toBe(null);
  });

  test('a button keeps Space and Enter, and nothing else', () => {
    expect(meant(press(' '), 'button')).toBe(null);
    expect(meant(press('.'), 'button')).toBe('run.step');
  });

  test('holding a key repeats single steps only', () => {
    expect(meant(press('.', { repeat: true }))).toBe('run.step');
    expect(meant(press(' ', { repeat: true }))).toBe(null);
  });

  test('names', () => {
    expect(nameShortcut({ key: 's', mod: true, shift: true }, false)).toBe('Ctrl+Shift+S');
    expect(nameShortcut({ key: 's', mod: true, shift: true }, true)).toBe('⇧⌘S');
    expect(nameShortcut({ key: ' ' }, false)).toBe('Space');
    expect(matches({ key: 'r', shift: true }, press('r'), false)).toBe(false);
  });
});
