/** Takes the teeth out of text from outside before a chat service draws it: no hidden signs, no turned reading direction. */

const hidden = /[\u00ad\u061c\u200b\u200e\u200f\u2060\ufeff]/g;
const directionOverrides = /[\u202a-\u202e\u2066-\u2069]/g;
const controls = /[\p{Cc}--[\n\t]]/gv;
/** More accents on one letter than any language writes spill over the lines above and below. */
const piledUp = /(\p{M}{4})\p{M}+/gu;

/** For what is not parsed; markup is left to the one who draws. */
export function makeSafe(text: string): string {
  return text
    .toWellFormed()
    .replace(/\r\n?|[\u2028\u2029]/g, '\n')
    .replace(hidden, '')
    .replace(directionOverrides, '\ufffd')
    .replace(controls, '\ufffd')
    .replace(piledUp, '$1');
}

/** As above, on one line. */
export function makeSafeLine(text: string): string {
  return makeSafe(text).replace(/\s*\n\s*/g, ' ');
}

/** Null for an address that a person should not be sent to by us. */
export function safeUrl(url: string): string | null {
  const parsed = URL.parse(url);
  const fine = parsed !== null && /^https?:$/.test(parsed.protocol) && !parsed.username && !parsed.password;
  return fine && parsed.href.length <= 3000 ? parsed.href : null;
}
