/** A dialog box as the page draws it. */
export interface DialogBox {
  readonly title: string;
  readonly message: string;
  readonly detail: string;
  /** What is wrong with the last answer; empty at first. */
  readonly problem: string;
  readonly fields: readonly { readonly label: string; readonly value: string }[];
  readonly checkbox: { readonly label: string; readonly checked: boolean } | null;
  readonly buttons: readonly string[];
  readonly defaultButton: number;
  readonly cancelButton: number;
}

export interface DialogAnswer {
  /** Index of the button. */
  readonly response: number;
  readonly values: readonly string[];
  readonly checked: boolean;
}

/**
 * Shows a dialog box over the page, in the preload script's world, so that the page's scripts take no part in it; resolves with the answer.
 * Crosses into the page as source text, so it uses nothing outside its own body.
 */
export function dialogBox(box: DialogBox): Promise<DialogAnswer> {
  const make = <K extends keyof HTMLElementTagNameMap>(
    tag: K,
    text: string,
    ...children: Node[]
  ): HTMLElementTagNameMap[K] => {
    const element = document.createElement(tag);
    element.textContent = text;
    element.append(...children);
    return element;
  };
  const sheet = new CSSStyleSheet();
  // A style sheet object, because the page's policy need not allow style elements.
  sheet.replaceSync(`
    dialog { font: 14px/1.45 system-ui, sans-serif; max-width: 34rem; min-width: 22rem; padding: 1.25rem; border: 1px solid GrayText; border-radius: 10px;
      background: Canvas; color: CanvasText; box-shadow: 0 12px 40px rgb(0 0 0 / 0.35); }
    dialog::backdrop { background: rgb(0 0 0 / 0.4); }
    h2 { font-size: 1.05rem; margin: 0 0 0.5rem; } p { margin: 0 0 0.5rem; white-space: pre-line; overflow-wrap: anywhere; }
    .problem { color: #c62828; } :host([data-dark]) .problem { color: #ff8a80; }
    label { display: block; margin: 0.5rem 0; } label span { display: block; font-size: 0.85em; }
    input:not([type=checkbox]) { font: inherit; width: 100%; box-sizing: border-box; padding: 0.35rem 0.5rem; }
    menu { display: flex; gap: 0.5rem; justify-content: flex-end; margin: 1rem 0 0; padding: 0; } button { font: inherit; padding: 0.35rem 0.9rem; }`);
  const host = document.createElement('div');
  const dark = matchMedia('(prefers-color-scheme: dark)').matches;
  host.style.colorScheme = dark ? 'dark' : 'light';
  host.toggleAttribute('data-dark', dark);
  const shadow = host.attachShadow({ mode: 'open' });
  shadow.adoptedStyleSheets = [sheet];
  const dialog = make('dialog', '');
  dialog.setAttribute('aria-label', box.title || box.message);
  if (box.title) dialog.append(make('h2', box.title));
  for (const text of [box.message, box.detail]) if (text) dialog.append(make('p', text));
  const inputs = box.fields.map(({ label, value }) => {
    const input = document.createElement('input');
    input.value = value;
    input.spellcheck = false;
    dialog.append(make('label', '', make('span', label), input));
    return input;
  });
  const checkbox = document.createElement('input');
  checkbox.type = 'checkbox';
  checkbox.checked = box.checkbox?.checked ?? false;
  if (box.checkbox)
    dialog.append(make('label', '', checkbox, document.createTextNode(` ${box.checkbox.label}`)));
  if (box.problem) {
    const problem = make('p', box.problem);
    problem.className = 'problem';
    problem.setAttribute('role', 'alert');
    dialog.append(problem);
  }
  const menu = make('menu', '');
  dialog.append(menu);
  shadow.append(dialog);
  const returnTo = document.activeElement;
  return new Promise((resolve) => {
    const answer = (response: number) => {
      dialog.close();
      host.remove();
      if (returnTo instanceof HTMLElement) returnTo.focus();
      resolve({ response, values: inputs.map((input) => input.value), checked: checkbox.checked });
    };
    const buttons = box.buttons.map((label, index) => {
      const button = make('button', label);
      button.addEventListener('click', () => answer(index));
      menu.append(button);
      return button;
    });
    dialog.addEventListener('cancel', (event) => {
      event.preventDefault();
      answer(box.cancelButton);
    });
    // The page's own keys rest while the box is open.
    dialog.addEventListener('keydown', (event) => {
      event.stopPropagation();
      if (event.key === 'Enter' && event.target instanceof HTMLInputElement) answer(box.defaultButton);
    });
    document.documentElement.append(host);
    dialog.showModal();
    const first = inputs[0] ?? buttons[box.defaultButton];
    first?.focus();
    if (first instanceof HTMLInputElement)
      first.setSelectionRange(0, first.value.replace(/\.[^.]*$/, '').length);
  });
}
