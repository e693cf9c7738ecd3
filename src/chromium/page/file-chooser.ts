/**
 * Opens the browser's own file chooser and resolves with the chosen files, none when it was cancelled. Needs a person's click, which the caller
 * lends. Crosses into the page as source text, so it uses nothing outside its own body.
 */
export function chooseFiles(options: {
  readonly accept: string;
  readonly multiple: boolean;
}): Promise<File[]> {
  const input = document.createElement('input');
  input.type = 'file';
  input.accept = options.accept;
  input.multiple = options.multiple;
  return new Promise((resolve) => {
    input.addEventListener('change', () => resolve([...(input.files ?? [])]));
    input.addEventListener('cancel', () => resolve([]));
    input.click();
  });
}
