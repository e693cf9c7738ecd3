/**
 * Puts text on the clipboard. Where the browser refuses its newer way (without a display, for instance), as a person's own copying would do it.
 * @throws where neither is possible
 */
export async function copyText(text: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const put = (event: ClipboardEvent): void => {
      event.clipboardData?.setData('text/plain', text);
      event.preventDefault();
    };
    document.addEventListener('copy', put, { once: true });
    const done = document.execCommand('copy');
    document.removeEventListener('copy', put);
    if (!done) throw new Error('The clipboard cannot be written here: save the table as a file instead.');
  }
}
