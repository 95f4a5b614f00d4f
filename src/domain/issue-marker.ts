/** The line by which Docket knows an issue it created, at trackers that keep it in the text. */

const form = /<!-- docket:([a-z2-7]+) -->/g;

/** The last line of a text of ours; trackers do not show it. */
export function markerOf(marker: string): string {
  return `<!-- docket:${marker} -->`;
}

/** The key of an issue that Docket created; null for anybody else's. Of several the last counts: ours is written last. */
export function readMarker(text: string): string | null {
  return [...text.matchAll(form)].at(-1)?.[1] ?? null;
}

/** A text as a person wrote or reads it: without what only we look for. */
export function withoutMarker(text: string): string {
  const last = [...text.matchAll(form)].at(-1);
  if (!last) return text;
  const after = text.slice(last.index + last[0].length).trim();
  return [text.slice(0, last.index).trimEnd(), after].filter((part) => part !== '').join('\n\n');
}
