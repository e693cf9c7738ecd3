import type { MenuItemConstructorOptions } from 'electron';
import { expect, test } from 'vitest';
import { actionIds } from '../../src/app/wire';
import { menuTemplate } from '../../src/main/menu-template';

/** Oracle: the wire's list of actions. */

function flatten(items: readonly MenuItemConstructorOptions[]): MenuItemConstructorOptions[] {
  return items.flatMap((item) => [item, ...(Array.isArray(item.submenu) ? flatten(item.submenu) : [])]);
}

const recent = [
  { name: 'a & b.saddle', folder: '~/x' },
  { name: 'c.json', folder: '/tmp' },
];

function build(platform: NodeJS.Platform) {
  const sent: unknown[] = [];
  const actions = {
    act: (id: string) => sent.push(id),
    openRecent: (index: number) => sent.push(index),
    clearRecent: () => sent.push('clear'),
  };
  return { items: flatten(menuTemplate(platform, recent, actions)), sent };
}
const click = (item: MenuItemConstructorOptions | undefined) => (item?.click as (() => void) | undefined)?.();

test.each(['linux', 'darwin', 'win32'] as const)(
  'on %s every action is in the menu once, and sends its own id',
  (platform) => {
    const { items, sent } = build(platform);
    for (const id of actionIds) {
      const found = items.filter((item) => item.id === id);
      expect(found, id).toHaveLength(1);
      click(found[0]);
    }
    expect(sent).toEqual([...actionIds]);
  },
);

test('keys are shown, and left to the window to act on; none is given twice', () => {
  const { items } = build('linux');
  const keyed = items.filter((item) => item.accelerator !== undefined);
  expect(keyed.length).toBeGreaterThan(3);
  expect(keyed.every((item) => item.registerAccelerator === false)).toBe(true);
  expect(new Set(keyed.map((item) => item.accelerator)).size).toBe(keyed.length);
});

test('recent files open by their place in the list', () => {
  const { items, sent } = build('linux');
  const second = items.find((item) => item.id === 'file.recent.1');
  click(second);
  expect(sent).toEqual([1]);
  expect(items.find((item) => item.id === 'file.recent.0')?.label).toBe('a && b.saddle – ~/x');
  const none = flatten(
    menuTemplate('linux', [], { act: () => 0, openRecent: () => 0, clearRecent: () => 0 }),
  );
  expect(none.find((item) => item.label === 'No recent files')?.enabled).toBe(false);
});

test('the edit commands are the system’s, except that undo is the experiment’s', () => {
  const roles = build('linux')
    .items.map((item) => item.role)
    .filter(Boolean);
  for (const role of ['cut', 'copy', 'paste', 'selectAll', 'quit']) expect(roles).toContain(role);
  for (const role of ['undo', 'redo']) expect(roles).not.toContain(role);
});
