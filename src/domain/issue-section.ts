/** A section of ours in an issue that somebody else wrote: added below their text once, and replaced in place after that. */

import { contextEnd, contextMarker, contextStart } from './context-block.ts';

/** The body with the section in it; the same body when it says exactly that already. Everything else stays as it was. */
export function putSection(body: string, marker: string, section: string): string {
  const written = `${openingOf(marker)}\n${section.trim()}\n${closingOf(marker)}`;
  const start = body.indexOf(openingOf(marker));
  // Where a capability stands is said first.
  if (start < 0 && marker === contextMarker) return `${written}\n\n${body}`.trimEnd();
  if (start < 0) return body.trim() === '' ? written : `${body.trimEnd()}\n\n${written}`;
  const end = body.indexOf(closingOf(marker), start);
  // An end that somebody deleted leaves no telling where their words begin, so only the first line is ours.
  const rest =
    end < 0 ? body.slice(start + openingOf(marker).length) : body.slice(end + closingOf(marker).length);
  return body.slice(0, start) + written + rest;
}

function openingOf(marker: string): string {
  return marker === contextMarker ? contextStart : `<!-- docket-section:${marker} -->`;
}

function closingOf(marker: string): string {
  return marker === contextMarker ? contextEnd : `<!-- /docket-section:${marker} -->`;
}
