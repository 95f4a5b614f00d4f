/** German noun phrases as titles need them: who acts, what is acted on, in which part of the product. */

const software =
  /(?:system|steuerung|anlage|gerät|maschine|regler|controller|automat|funktion|komponente|app|anwendung|applikation|portal|plattform|software|dienst|service|server|website|webseite|lösung|backend|frontend|tool|werkzeug|programm|bot|assistent|shop|api|client|produkt|es)$/iu;
const place =
  /^(das|der|die)\s+([\p{L}-]*(?:dashboard|formular|seite|startseite|ansicht|maske|liste|übersicht|menü|modul|bericht|schnittstelle|bereich|oberfläche|navigation|suche))$/iu;
const person =
  /(?:\p{L}(?:er|or|ent|ist)|innen|\p{L}in|ende[rn]?|kunden?|user|admins?|personen?|gäste|gast|leute|team|kraft|kräfte|leitung|verwaltung|mitglied(?:er)?|eltern|betrieb|abteilung|redaktion|support|stelle|behörde|zentrale|amt|büro|\*in|:in)$/iu;
export const preposition =
  /^(?:an|auf|aus|bei|beim|bis|durch|für|gegen|im|in|innerhalb|mit|nach|neben|ohne|pro|per|seit|über|um|unter|vom|von|vor|während|zu|zum|zur|zwischen|zusätzlich|außerdem|zudem|ferner|weiterhin|dabei|dazu|hierzu|dafür|danach|anschließend|dort|hier|optional|automatisch|später|hierbei|darüber|anhand|aufgrund|mithilfe|ebenso|auch|so|nur|dann)$/i;
const determiner =
  /^(?:der|die|das|den|dem|ein|eine|einen|jede[rsn]?|jedes|alle|diese[rs]?|keine?|sämtliche|mehrere|beide|ihre?|seine?|es|sie|er)$/i;

/** Length of the noun phrase a list of words opens with; a genitive belongs to it. */
export function nounPhraseEnd(words: readonly string[]): number {
  let at = 0;
  if (determiner.test(words[0] ?? '')) at = 1;
  if (/^(?:es|sie|er|man)$/i.test(words[0] ?? '')) return 1;
  while (at < words.length && /^\p{Ll}[\p{L}-]*e[nrsm]?$/u.test(words[at]!) && !preposition.test(words[at]!))
    at++;
  if (!/^[\p{Lu}„"]/u.test(words[at] ?? '')) return 0;
  at++;
  if (/^(?:des|eines|der)$/.test(words[at] ?? '') && /^\p{Lu}/u.test(words[at + 1] ?? '')) at += 2;
  return at;
}

/** What people get and how things are is not what the team does; such a statement stays as it is. */
const getting =
  /^(?:erhalten|bekommen|haben|sehen|bleiben|stehen|liegen|gelten|gehen|kommen|laufen|funktionieren|bestehen|dienen|enthalten|verfügen|basieren|umfassen|besitzen|reagieren|antworten)$/;

export function isState(verb: string): boolean {
  return getting.test(verb);
}

export function isActor(subject: readonly string[], trusting: boolean, rest: readonly string[]): boolean {
  const text = subject.join(' ');
  if (/^(?:man|es|sie|er|wir)$/i.test(text)) return true;
  if (software.test(text) || place.test(text)) return true;
  const forbidden = rest.some((word) => /^(?:nicht|keine?n?|niemals|nie)$/.test(word));
  return (
    person.test(text) &&
    !forbidden &&
    (trusting || /^(?:der|die|das|ein|eine|jede[rs]?|alle|\p{Lu})/iu.test(text))
  );
}

/** The part of the product a statement is about stays in its title: "Im Dashboard …". */
export function placeOf(subject: readonly string[]): string[] {
  const match = place.exec(subject.join(' '));
  if (!match || software.test(match[2]!)) return [];
  return [match[1]!.toLowerCase() === 'die' ? 'in der' : 'im', match[2]!];
}

export function withoutSelf(words: readonly string[]): string[] {
  return words[0] === 'sich' ? words.slice(1) : [...words];
}

export function withoutAgent(words: readonly string[]): string[] {
  return words
    .join(' ')
    .replace(/\b(?:vom|durch das|von dem) (?:System|Server|Portal)\s?/, '')
    .split(' ')
    .filter(Boolean);
}

/** What was done to a thing is now done by the team: "der tägliche Bericht" → "den täglichen Bericht". */
export function accusative(subject: readonly string[]): string[] {
  const words = subject.filter((word) => !/^es$/i.test(word));
  const [first = '', ...rest] = words;
  if (/^(?:der|jeder|dieser)$/i.test(first))
    return [first.replace(/r$/, 'n'), ...rest.map((word) => word.replace(/^(\p{Ll}+e)$/u, '$1n'))];
  if (/^(?:ein|kein)$/i.test(first) && /^\p{Ll}+er$/u.test(rest[0] ?? ''))
    return [`${first}en`, ...rest.map((word) => word.replace(/^(\p{Ll}+e)r$/u, '$1n'))];
  return words;
}

export function tidy(words: readonly string[]): string {
  const text = words
    .filter(Boolean)
    .join(' ')
    .replace(/\s{2,}/g, ' ')
    .trim();
  return withoutArticle(text.replace(/^(?:auch|zudem|außerdem|zusätzlich)\s+/i, ''));
}

/** "die offenen Rechnungen anzeigen" → "offene Rechnungen anzeigen": titles begin without an article. */
function withoutArticle(text: string): string {
  const match =
    /^([Dd](?:ie|as|er|en)|[Ee]ine?n?|[Ii]hre?n?|[Ss]eine?n?)\s+((?:\p{Ll}[\p{L}-]*e[nsr]?,?\s+)*)(?=\p{Lu})/u.exec(
      text,
    );
  if (!match) return text;
  const ending = { die: 'e', ihre: 'e', seine: 'e', das: 'es', der: 'er' }[match[1]!.toLowerCase()];
  const adjectives = ending ? match[2]!.replace(/en?(?=,?\s)/g, ending) : match[2]!;
  return adjectives + text.slice(match[0].length);
}
