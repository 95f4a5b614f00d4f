/** Small and large letters at the start of what a title is put together from. */

/** Lower case at the start, unless the word is a name or an abbreviation. */
export function lower(text: string): string {
  const first = text.split(' ')[0] ?? '';
  return /^(?:\p{Lu}[\p{Ll}-]+|A)[,;:]?$/u.test(first) ? text.charAt(0).toLowerCase() + text.slice(1) : text;
}

export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
