/** What an action is, and what actions act on. */
import type { ExportFormat } from '../../../src/app/contract';
import type { ActionId, ZoomWay } from '../../../src/app/wire';
import type { LandscapeWay } from '../landscape-ways';
import { isWhole, type PlaceId } from '../places-of-window';

/** The shared ids plus the two actions that only this window's keys and buttons ask for. */
export type WindowActionId = ActionId | 'run.toEnd' | 'job.cancel';

export type MenuName = 'File' | 'Edit' | 'Run' | 'View' | 'Help';

/** A key with its modifiers. `key` as `KeyboardEvent.key` gives it, letters in lower case; `mod` is Ctrl, or ⌘ on a Mac. */
export interface Shortcut {
  readonly key: string;
  readonly mod?: boolean;
  readonly shift?: boolean;
}

export interface Action {
  readonly id: WindowActionId;
  readonly label: string;
  readonly menu: MenuName;
  readonly shortcuts: readonly Shortcut[];
  /** Holding the key down repeats the action. */
  readonly repeats?: boolean;
  /** A text field in focus has the same keys for its own. */
  readonly restsInText?: boolean;
  enabled(): boolean;
  run(): void;
  /** For choices that are on or off, e.g. the theme. */
  checked?(): boolean;
}

/** What the actions act on; the window's state implements it. */
export interface ActionHost {
  readonly hasRun: boolean;
  readonly training: boolean;
  readonly diverged: boolean;
  readonly hasLandscape: boolean;
  /** A landscape or the answer of a study is being computed. */
  readonly computing: boolean;
  readonly theme: 'light' | 'dark' | 'system';
  newDocument(): void;
  open(): void;
  save(): void;
  saveAs(): void;
  toggleVerify(): void;
  toggleExport(): void;
  exportData(format: ExportFormat): void;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  undo(): void;
  redo(): void;
  playPause(): void;
  step(): void;
  toEnd(): void;
  reset(): void;
  newSeed(): void;
  keep(): void;
  readonly canStartHere: boolean;
  startHere(): void;
  readonly place: PlaceId;
  show(place: PlaceId): void;
  readonly way: LandscapeWay;
  showLandscapeAs(way: LandscapeWay): void;
  computeLandscape(): void;
  cancel(): void;
  zoom(way: ZoomWay): void;
  setTheme(theme: 'light' | 'dark' | 'system'): void;
  beginTour(): void;
  togglePalette(): void;
  toggleKeys(): void;
  toggleAbout(): void;
}

export const always = () => true;

/** Where the claims or a comparison have the whole window the run is not seen: a key must neither train nor change it. */
export const isOnRun = (host: ActionHost): boolean => host.hasRun && !isWhole(host.place);
