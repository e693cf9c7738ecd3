/**
 * Electron's `Menu`: built, kept and clickable from the program. A browser's window has no menu bar, so the page draws one itself; keys are the
 * page's own.
 */
import { EventEmitter } from 'node:events';
import type { MenuItemConstructorOptions } from 'electron';
import { app } from './app';
import { BrowserWindow } from './browser-window';

type Type = 'normal' | 'separator' | 'submenu' | 'checkbox' | 'radio';

const roleLabels: Record<string, string> = {
  undo: 'Undo',
  redo: 'Redo',
  cut: 'Cut',
  copy: 'Copy',
  paste: 'Paste',
  delete: 'Delete',
  selectAll: 'Select All',
  quit: 'Quit',
  close: 'Close Window',
  minimize: 'Minimise',
  togglefullscreen: 'Full Screen',
};
const editRoles = new Set(['undo', 'redo', 'cut', 'copy', 'paste', 'delete', 'selectAll']);

export class MenuItem {
  readonly id: string;
  readonly type: Type;
  readonly role: string | undefined;
  readonly accelerator: string | undefined;
  readonly submenu: Menu | undefined;
  label: string;
  enabled: boolean;
  visible: boolean;
  checked: boolean;
  /** The menu that holds this item. */
  menu: Menu | null = null;
  readonly #click: MenuItemConstructorOptions['click'];

  constructor(options: MenuItemConstructorOptions) {
    const { submenu, role } = options;
    this.submenu = Array.isArray(submenu)
      ? Menu.buildFromTemplate(submenu)
      : (submenu as unknown as Menu | undefined);
    this.type = (options.type as Type | undefined) ?? (this.submenu ? 'submenu' : 'normal');
    this.role = role;
    this.id = options.id ?? '';
    this.label = options.label ?? (role ? (roleLabels[role] ?? role) : '');
    this.accelerator = typeof options.accelerator === 'string' ? options.accelerator : undefined;
    this.enabled = options.enabled ?? true;
    this.visible = options.visible ?? true;
    this.checked = options.checked ?? false;
    this.#click = options.click;
  }

  /** What choosing the item does; disabled items do nothing. */
  click(): void {
    if (!this.enabled) return;
    if (this.type === 'checkbox') this.checked = !this.checked;
    if (this.type === 'radio') {
      for (const item of this.menu?.items ?? []) if (item.type === 'radio') item.checked = item === this;
    }
    const window = BrowserWindow.getFocusedWindow();
    if (this.role) this.#actRole(window);
    // The types are Electron's own; these objects stand in for its instances.
    (this.#click as ((item: unknown, window: unknown, event: object) => void) | undefined)?.(
      this,
      window ?? undefined,
      {},
    );
  }

  #actRole(window: BrowserWindow | null): void {
    if (this.role === 'quit') app.quit();
    else if (this.role === 'close') window?.close();
    else if (this.role === 'minimize') window?.minimize();
    else if (this.role === 'togglefullscreen') window?.setFullScreen(!window.isFullScreen());
    else if (this.role && editRoles.has(this.role)) window?.webContents.edit(this.role);
  }
}

let applicationMenu: Menu | null = null;

export class Menu extends EventEmitter {
  readonly items: MenuItem[] = [];

  static buildFromTemplate(template: readonly MenuItemConstructorOptions[]): Menu {
    const menu = new Menu();
    for (const options of template) menu.append(new MenuItem(options));
    return menu;
  }
  static setApplicationMenu(menu: Menu | null): void {
    applicationMenu = menu;
  }
  static getApplicationMenu(): Menu | null {
    return applicationMenu;
  }

  append(item: MenuItem): void {
    item.menu = this;
    this.items.push(item);
  }
  getMenuItemById(id: string): MenuItem | null {
    for (const item of this.items) {
      if (item.id === id) return item;
      const below = item.submenu?.getMenuItemById(id);
      if (below) return below;
    }
    return null;
  }
  /** Context menus are the browser's own. */
  popup(): void {}
  closePopup(): void {}
}
