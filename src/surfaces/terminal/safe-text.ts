/** Takes the teeth out of text from outside before it is printed: no escape sequence, no reversed reading direction. */

/** Invisible direction marks that text in Hebrew or Arabic carries legitimately; leaving them out changes nothing else. */
const directionMarks = /[\u061c\u200e\u200f]/g;

/** Overrides, embeddings and isolates, with which text can be made to read as something it is not. */
const directionOverrides = /[\u202a-\u202e\u2066-\u2069]/g;

const controls = /[\p{Cc}--\n]/gv;

/**
 * Text that a terminal prints as it is: line feeds stay, a tab becomes spaces, any other control character becomes a
 * visible sign for itself.
 */
export function makeSafe(text: string): string {
  return text
    .toWellFormed()
    .replace(/\r\n?|[\u2028\u2029]/g, '\n')
    .replaceAll('\t', '    ')
    .replace(directionMarks, '')
    .replace(directionOverrides, '\ufffd')
    .replace(controls, showControl);
}

/** Unicode has pictures of the ASCII controls (ESC is `␛`), and none of the others. */
function showControl(control: string): string {
  const code = control.charCodeAt(0);
  if (code === 0x7f) return '\u2421';
  return code < 0x20 ? String.fromCharCode(0x2400 + code) : '\ufffd';
}

/** As above, on one line. */
export function makeSafeLine(text: string): string {
  return makeSafe(text).replace(/\s*\n\s*/g, ' ');
}
