/**
 * Text from a file as it may be shown, on a terminal or in a window: control characters (which move the cursor, recolour, or retitle the window) and characters that
 * turn the reading direction are shown as �. Line breaks stay.
 */
export function printable(text: string): string {
  return text.replace(/(?!\n)\p{Cc}|[\u202A-\u202E\u2066-\u2069]/gu, '\uFFFD');
}
