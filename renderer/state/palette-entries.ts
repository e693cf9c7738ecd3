/** Everything that the command palette can do: actions, built-in experiments, recent files, studies, planes and claims. */
import { planes } from '../../src/model/planes';
import { onMac } from './bridge';
import { chosen } from './editing';
import type { PaletteEntry } from './palette';
import { nameShortcut } from './shortcuts';
import type { WindowState } from './window.svelte';

export function paletteEntries(app: WindowState): PaletteEntry[] {
  const entry = (id: string, kind: string, label: string, run: () => void, keys = ''): PaletteEntry => ({
    id,
    kind,
    label,
    keys,
    run,
  });
  const actions = app.actions
    .filter((action) => action.id !== 'help.palette' && action.enabled())
    .map((action) => {
      const [shortcut] = action.shortcuts;
      const keys = shortcut ? nameShortcut(shortcut, onMac) : '';
      return entry(action.id, action.menu, action.label, () => action.run(), keys);
    });
  const templates = app.session.templates.map(({ name, title }) =>
    entry(`template.${name}`, 'Experiment', title, () => app.useTemplate(name)),
  );
  const recent = app.documents.recent.map(({ name, folder }, i) =>
    entry(`recent.${i}`, 'Recent file', `${name} (${folder})`, () => app.openRecent(i)),
  );
  const studies = app.laboratory.studies.map(({ name, definition }) =>
    entry(`study.${name}`, 'Laboratory', definition.label, () => {
      app.laboratory.chosen = name;
      app.show('laboratory');
    }),
  );
  const looks = app.hasRun
    ? planes.map((plane) =>
        entry(`plane.${plane.name}`, 'Plane', plane.label, () =>
          app.lookAlong({ label: plane.label, plane: chosen(plane), centre: null }),
        ),
      )
    : [];
  const claims = app.claims.summaries.map(({ id, statement }) =>
    entry(`claim.${id}`, 'Claim', `${id} ${statement}`, () => {
      app.claims.choose(id);
      app.show('claims');
    }),
  );
  return [...actions, ...templates, ...recent, ...studies, ...looks, ...claims];
}
