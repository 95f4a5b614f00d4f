/** Finds the phrases by which a text says what must come first, and takes them out of it. */

const reference = '(?:[^.;()]|\\.(?=\\d))+';
const rest = '(?:[^.;()]|\\.(?=\\d))*?';
const phrases: RegExp[] = [
  /[;,.]\s*(?:necesita|requiere|precisa|besoin d'abord|braucht|nécessite)\s+(?:antes|zuerst|d'abord|primeiro|antes de)\s+([^.;]+)/i,
  new RegExp(
    `[([]?\\b(?:depends? on|dependent on|blocked by|prerequisites?)\\b\\s*:?\\s*(${reference})[.)\\]]?`,
    'i',
  ),
  new RegExp(`[([](?:needs|requires|after|needed)\\s*:?\\s+(${reference})[)\\]]`, 'i'),
  new RegExp(`\\bneeds? (?:the )?(${reference}?) first\\b\\.?`, 'i'),
  new RegExp(`,\\s+after ((?:task|story|step|item|requirement)s? ${reference})`, 'i'),
  new RegExp(
    `(?:^|[.;,]\\s+)(?:only )?(?:after|once) (${reference}?) (?:is|are|goes|go|has|have) (?:live|done|finished|ready|in place|shipped|merged|launched|available)\\b\\.?`,
    'i',
  ),
  new RegExp(
    `\\b(?:requires|needs) ((?:[A-Z]{1,6}-?\\d${reference}|(?:story|task|feature|requirement) \\d+${reference}?))[.)]?(?=\\s|$)`,
    'i',
  ),
  /\bbuilds? on ((?:[A-Z]{1,6}-\d[\w.-]*)(?:(?:,| and)\s*[A-Z]{1,6}-\d[\w.-]*)*)\.?/,
  new RegExp(`[([]?\\bsetzt (${reference}) voraus[.)\\]]?`, 'i'),
  new RegExp(
    `[([]?\\b(?:abhängig von|hängt ab von|hängt von|benötigt|erfordert|voraussetzung(?:en)?\\s*:|baut auf)\\s+(${reference}?)(?: ab| auf)?(?=[.;)\\]]|$)[.)\\]]?`,
    'i',
  ),
  new RegExp(
    `[([]?\\b(?:dépend(?:ent)? d(?:e |u |es |')|nécessite|après|requiert|prérequis\\s*:|bloquée? par)\\s*((?:${reference}?[A-Z]{1,6}-?\\d|[A-Z]{1,6}-?\\d)${rest})(?=[.;)\\]]|$)[.)\\]]?`,
    'i',
  ),
  new RegExp(`[([]?\\bdépend d(?:e |u |es |')\\s*(${reference})[.)\\]]?`, 'i'),
  new RegExp(
    `[([]?\\b(?:depende de(?:l)?|depende d[oa]s?|requiere|requer|necesita|precisa d[eoa]|bloquead[oa] por|después de|depois d[eoa]|tras|requisito previo\\s*:|pré-requisito\\s*:)\\s*((?:${reference}?[A-Z]{1,6}-?\\d|[A-Z]{1,6}-?\\d)${rest})(?=[.;)\\]]|$)[.)\\]]?`,
    'i',
  ),
  new RegExp(`[([]?\\b(?:depende de(?:l)?|depende d[oa]s?)\\s+(${reference})[.)\\]]?`, 'i'),
];

/** The text without these phrases, and what they name. */
export function takeNeeds(text: string): { text: string; needs: string[] } {
  const needs: string[] = [];
  let left = text;
  for (const pattern of phrases) {
    const match = pattern.exec(left);
    if (!match?.[1]) continue;
    needs.push(match[1].trim());
    left = `${left.slice(0, match.index)} ${left.slice(match.index + match[0].length)}`;
  }
  return { text: tidy(left), needs };
}

/** Closes the bracket whose end went with the phrase. */
function tidy(text: string): string {
  const open = text.split('(').length > text.split(')').length && /\([^)]*$/.test(text);
  return (open ? `${text.replace(/[\s,;]+$/, '')})` : text)
    .replace(/\s{2,}/g, ' ')
    .replace(/\s+([.,;)])(?![\p{L}\d])/gu, '$1')
    .replace(/([.,;])[.,;]+/g, '$1')
    .replace(/\(\s*\)/g, '')
    .trim();
}
