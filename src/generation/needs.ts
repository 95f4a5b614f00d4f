/** Finds the phrases by which a text says what must come before it or waits for it, and takes them out of it. */

/** Anything up to the end of the clause; a full stop inside a number belongs to it. */
const clause = '(?:[^.;()]|\\.(?=\\d))+';
const shortest = `${clause}?`;
const thing =
  '(?:tasks?|stor(?:y|ies)|steps?|items?|features?|requirements?|points?|rows?|clauses?|punkte?|nummer|schritt|aufgabe|anforderung|étape|tâche|exigence|paso|tarea|requisito|passo|tarefa)';
const id = '[A-Za-z]{1,6}[-_]?\\d+(?:[.-]\\d+)*';
const join =
  '\\s*(?:,\\s*(?:and|und|et|y|e)?|&|/|\\+|\\.\\.\\.?|[-–]|and|und|et|y|e|to|through|bis|à|a|até|hasta)\\s*';
/** "FR-1", "FR-1, FR-2 and FR-4", "FR-1 to FR-3", "story 2", "#4". */
const named = `(?:(?:the )?(?:${thing} )?(?:${id}|#\\d{1,3})|${thing} \\d{1,3}(?:\\.\\d{1,3})*)(?![\\p{L}\\d])(?:${join}(?:${thing} )?(?:${id}|#?\\d{1,3})(?![\\p{L}\\d]))*`;
/** A phrase of its own: it opens the text or a clause, or is said of "this" or "the story". */
const apart = `(?:^|[.;,(–—:|[\\]]\\s*|\\s-\\s|\\b(?:it|this|that|which|and|${thing}|es|dies|cela|esto|isto)\\s+)(?:is |are |ist |est |está )?`;
const done =
  '(?:done|finished|ready|in(?: place)?|shipped|merged|launched|available|live|complete|accepted|agreed|closed|there|up|works?|exists?)';
/** "5", "2 and 4" where nothing but a list can be meant: what follows ends the clause or says so. */
const counted = `#?\\d{1,2}(?:${join}#?\\d{1,2})*(?=\\s*(?:[.;,)*]|$|of course|first|obviously|too|naturlich|natürlich|voraus|bien sûr|claro|por supuesto))(?!\\.\\d|[^.;)]{1,12}\\d)`;
/** What says that something has to wait, and until when. */
const waits =
  '(?:only|erst|seulement|uniquement|sólo|solo|só|apenas),? (?:possible |makes sense |feasible |möglich,? |possible |posible |possível )?(?:once|after|when|as soon as|wenn|nachdem|sobald|nach|après|quand|une fois(?: que)?|cuando|después de(?: que)?|tras|una vez(?: que)?|quando|depois d[eo](?: que)?|após)';

const strong =
  "depends? (?:up)?on|dependent (?:up)?on|blocked (?:by|on)|prerequisites?|builds? (?:up)?on|presupposes?|relies on|waits? (?:for|on)|abhängig von|blockiert (?:durch|von)|baut auf|wartet auf|voraussetzung(?:en)?|dépend(?:ent)? d(?:e |u |es |')|bloquée? par|s'appuie sur|repose sur|suppose(?: que)?|prérequis|depende d(?:el?|[oa]s?)|presupone|pressupõe|bloquead[oa] por|se basa en|requisitos? previos?|baseia-se em|pré-requisitos?";
const weak =
  'requires?|needs?|needed|after|once|follows|benötigt|erfordert|braucht|nach|hängt von|hängt ab von|nécessite|requiert|après|requiere|necesita|después de|tras|requer|precisa d[eoa]|depois d[eoa]|após';
const blocks =
  'blocks|unblocks|enables|(?:is )?(?:needed|required) (?:for|by)|prerequisite (?:for|of)|blockiert|ermöglicht|nötig für|voraussetzung für|bloque|nécessaire (?:pour|à)|bloquea|necesari[oa] para|bloqueia|necessári[oa] para';

const pattern = (source: string) => new RegExp(source, 'iu');

/** Group 1 names what waits for this text. */
const neededBy: readonly RegExp[] = [
  pattern(`[([]?(?<![\\p{L}])(?:${blocks})\\s*:?\\s+(${named}|${counted})[)\\]]?\\.?`),
];

/** Group 1 names what must come first. */
const needs: readonly RegExp[] = [
  pattern(
    `[;,.]\\s*(?:necesita|requiere|precisa|besoin d'abord|braucht|nécessite)\\s+(?:antes de|antes|zuerst|d'abord|primeiro)\\s+([^.;]+)`,
  ),
  pattern(`(?<![\\p{L}])setzt (${shortest}) voraus\\.?`),
  pattern(`(?<![\\p{L}])hängt (?:ab )?von (${shortest})(?: ab)?(?=[.;)\\]]|$)\\.?`),
  pattern(
    `(?:(?:this|the) (?:${thing}|one) |\\b(?:it|that) )?(?:cannot|can't|must not|do not) (?:start|begin|ship|launch|go live|be (?:started|begun|built|done|performed|shipped|released)) (?:until|before) (${shortest}) (?:is|are|has|have) (?:been )?${done}\\.?`,
  ),
  pattern(
    `(?:^|[.;,]\\s+)(?:only )?(?:after|once) (${shortest}) (?:(?:is|are|goes|go|has|have) ${done}|works?|exists?)(?![\\p{L}])\\.?`,
  ),
  pattern(
    `(?:^|[.;,]\\s+)(?:they |it |this )?(?:is |are )?(?:released |shipped |started )?only after (${shortest}) ${done}(?![\\p{L}])\\.?`,
  ),
  pattern(`(?<![\\p{L}])needs? (?:the )?(${shortest}) first(?![\\p{L}])\\.?`),
  pattern(
    `(?:^|[.;:,(–—]\\s*(?:obviously |of course |natürlich )?|(?<![\\p{L}])(?:is|ist|est|es|é|geht|this|that|possible|möglich,?)\\s+)${waits}\\s+(${shortest})(?: (?:is|are|has been|have been|ist|sind|steht|est|esté|está|estiver) ${done})?(?=[.;)\\]]|$)[.)\\]]?`,
  ),
  pattern(`[([](?:${strong}|${weak})\\s*:?\\s+(${clause})[)\\]]`),
  pattern(
    `[([]?(?<![\\p{L}])(?:${strong}|${weak})\\s*:?\\s*(${named})(?: auf| ab)?[)\\]]?(?=[\\s.,;:)\\]]|$)\\.?`,
  ),
  pattern(
    `(?:(?<![\\p{L}])(?:${strong}|needs?|requires?|benötigt|braucht|setzt(?: natürlich)?|nécessite|necesita|requiere|precisa d[eo]|requer)|(?<=(?:^|[.;:,(–—])\\s*)(?:after|nach|après|tras|após))\\s*:?\\s+((?:${thing} |no\\.? |nr\\.? )?${counted})(?: of course| obviously| natürlich| voraus)*`,
  ),
  pattern(`${apart}(?:${strong})\\s*:?\\s*(${clause}?)(?: auf| ab)?(?=[.;)\\]]|$)\\.?`),
];

export type Order = { needs: string[]; neededBy: string[] };

/** The text without these phrases, and what they name. */
export function takeNeeds(text: string): Order & { text: string } {
  const later = take(text, neededBy);
  const first = take(later.text, needs);
  const apart = takeSentences(first.text);
  return {
    text: tidy(apart.text),
    needs: [...first.phrases, ...apart.phrases],
    neededBy: later.phrases,
  };
}

const sentence =
  /^(?:(?:this|it|that|das|dies|cela|ceci|esto|eso|isto|isso) )?(?:is )?(?:needs?|requires?|depends? (?:up)?on|builds? (?:up)?on|relies on|blocked by|waits? for|(?:comes|goes) after|possible only after|refer(?:s)?(?: to)?|braucht|benötigt|erfordert|setzt|baut auf|hängt (?:ab )?von|grundlage (?:ist|sind)|voraussetzung(?: ist)?|dépend (?:de la |de l'|du |des |de |d')|nécessite|requiert|suppose|s'appuie sur|requiere|necesita|depende de(?:l)?|va después de(?:l)?|supone|precisa d[eoa]s?|depende d[eoa]s?|requer|supõe|vem depois d[eoa])\s*(.{2,90}?)(?: (?:voraus|auf|ab|first|terminée?s?|en place|estar pront[oa]|(?:is |are )?(?:done|ready|in place|finished|complete)))?(?:,? (?:obviously|of course|naturally|natürlich))?(?:, or [^.]{3,60})?[.!]?$/iu;
const longestNeed = 14;

/** What a short sentence of its own says must come first: "Needs the gap job.", "Grundlage ist HG-10." Null for any other. */
export function needOf(text: string): string | null {
  return text.split(' ').length > longestNeed ? null : (sentence.exec(text.trim())?.[1]?.trim() ?? null);
}

/** A text's first sentence says what it asks for, whatever it begins with. */
function takeSentences(text: string): { text: string; phrases: string[] } {
  const [head = '', ...rest] = text.split(/(?<=[.!?])\s+(?=[\p{Lu}[(`])/u);
  const phrases = rest.flatMap((one) => needOf(one) ?? []);
  if (phrases.length === 0) return { text, phrases };
  return { text: [head, ...rest.filter((one) => needOf(one) === null)].join(' '), phrases };
}

function take(text: string, patterns: readonly RegExp[]): { text: string; phrases: string[] } {
  const phrases: string[] = [];
  let left = text;
  for (const one of patterns) {
    const match = one.exec(left);
    if (!match?.[1]) continue;
    phrases.push(match[1].trim());
    left = `${left.slice(0, match.index)}${endOfClause(match[0])} ${left.slice(match.index + match[0].length)}`;
  }
  return { text: left, phrases };
}

/** The full stop that ended the clause before stays there. */
function endOfClause(phrase: string): string {
  return /^[.;]/.exec(phrase)?.[0] ?? '';
}

/** Closes the bracket whose end went with the phrase. */
function tidy(text: string): string {
  const open = text.split('(').length > text.split(')').length && /\([^)]*$/.test(text);
  return (open ? `${text.replace(/[\s,;]+$/, '')})` : text)
    .replace(/\s{2,}/g, ' ')
    .replace(/\s+([.,;)])/g, '$1')
    .replace(/([.,;])[.,;]+/g, '$1')
    .replace(/\(\s*\)/g, '')
    .replace(/\s*[–—;,-]\s*$/, '')
    .trim();
}
