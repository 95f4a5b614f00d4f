/** Titles in German, French, Spanish and Portuguese: the modal frame goes, nothing is translated. */
import type { Language } from '../documents/language.ts';
import { capital } from './title-english.ts';

type Frames = {
  /** Story: the wish is the first group. */
  story: RegExp;
  benefit: RegExp;
  /** A system that must: what it must is the first group. */
  system: RegExp;
  /** Someone who can or must: the person and what they do. */
  person: RegExp | null;
  let: (who: string, what: string) => string;
};

const frames: Record<Exclude<Language, 'en'>, Frames> = {
  de: {
    story: /\bals\b.+?\b(?:möchte|will|brauche|wünsche|kann) ich\b,?\s*(?:mir\s+)?(.+)$/i,
    benefit: /,?\s+(?:damit|so ?dass|um)\b.*$/i,
    system:
      /^(?:das|die|der|ein|eine)?\s*[\p{L}-]*(?:system|app|anwendung|portal|plattform|software|dienst|server|website|seite|lösung|backend)\s+(?:muss|soll|sollte|kann|wird|darf)\s+(.+)$/iu,
    person: null,
    let: (_who, what) => what,
  },
  fr: {
    story:
      /\ben tant qu(?:e |')\s*.+?,?\s*(?:je (?:veux|souhaite|voudrais|dois|peux)|j'aimerais)\s+(?:pouvoir\s+)?(.+)$/i,
    benefit: /,?\s+(?:afin (?:de|que|d')|pour que|pour ne pas|pour (?=\p{L}+(?:er|ir|re|oir)\b)).*$/iu,
    system:
      /^(?:le |la |l'|les |un |une )?(?:système|application|appli|plateforme|site|portail|service|serveur|logiciel|outil|interface|solution|api|back-office)(?:\s+\p{L}+){0,2}?\s+(?:doit|devra|devrait|peut|pourra|permet de|permettra de)\s+(?:pouvoir\s+|également\s+|aussi\s+)?(.+)$/iu,
    person:
      /^(les? |la |l'|un |une |chaque |tout )([\p{L}' -]{3,40}?)\s+(?:peu(?:t|vent)|pourra|pourront|doi(?:t|vent) pouvoir)\s+(.+)$/iu,
    let: (who, what) =>
      `Permettre ${contractFrench(who)} ${/^[aeiouyhéèê]/i.test(what) ? "d'" : 'de '}${what}`,
  },
  es: {
    story: /\bcomo\b.+?,?\s*(?:quiero|necesito|deseo|me gustaría|puedo)\s+(?:poder\s+)?(.+)$/i,
    benefit: /,?\s+(?:para que|para no|de modo que|con el fin de|para (?=\p{L}+(?:ar|er|ir)\b)).*$/iu,
    system:
      /^(?:el |la |los |un |una )?(?:sistema|aplicación|app|plataforma|sitio|portal|servicio|servidor|software|herramienta|interfaz|solución|api|web)(?:\s+\p{L}+){0,2}?\s+(?:debe|deberá|debería|puede|podrá|tiene que|permite|permitirá)\s+(?:poder\s+|también\s+)?(.+)$/iu,
    person:
      /^(el |la |los |las |un |una |cada )([\p{L} -]{3,40}?)\s+(?:puede[n]?|podrá[n]?|debe[n]? poder)\s+(.+)$/iu,
    let: (who, what) =>
      `Permitir ${who.replace(/^el /i, 'al ').replace(/^(la|los|las|un|una|cada) /i, (whole) => `a ${whole.toLowerCase()}`)} ${what}`,
  },
  pt: {
    story: /\bcomo\b.+?,?\s*(?:quero|preciso|desejo|gostaria de|posso|pretendo)\s+(?:poder\s+)?(.+)$/i,
    benefit: /,?\s+(?:para que|para não|de modo a|a fim de|para (?=\p{L}+(?:ar|er|ir)\b)).*$/iu,
    system:
      /^(?:o |a |os |um |uma )?(?:sistema|aplicação|aplicativo|app|plataforma|site|portal|serviço|servidor|software|ferramenta|interface|solução|api)(?:\s+\p{L}+){0,2}?\s+(?:deve|deverá|deveria|pode|poderá|tem de|tem que|precisa|permite|permitirá)\s+(?:poder\s+|também\s+)?(.+)$/iu,
    person:
      /^(o |a |os |as |um |uma |cada )([\p{L} -]{3,40}?)\s+(?:pode[m]?|poderá|poderão|deve[m]? poder)\s+(.+)$/iu,
    let: (who, what) =>
      `Permitir ${who
        .replace(/^o /i, 'ao ')
        .replace(/^a /i, 'à ')
        .replace(/^os /i, 'aos ')
        .replace(/^as /i, 'às ')
        .replace(/^(um|uma|cada) /i, (whole) => `a ${whole.toLowerCase()}`)} ${what}`,
  },
};

/** The statement as an order where its frame shows one, else as it stands. */
export function orderInLanguage(text: string, language: Exclude<Language, 'en'>): string {
  const frame = frames[language];
  const flat = text
    .replace(/\s+/g, ' ')
    .replace(/[.;]\s*$/, '')
    .trim();
  const story = frame.story.exec(flat)?.[1];
  if (story) return capital(inThirdPerson(story.replace(frame.benefit, ''), language));
  const sentence = flat.split(/(?<=[.!?])\s+(?=\p{Lu})/u)[0]!.replace(/\.$/, '');
  const system = frame.system.exec(sentence)?.[1];
  if (system) return capital(system);
  const person = frame.person?.exec(sentence);
  return person && !/^(?:pas|plus|jamais)\b/.test(person[3]!) && !/\b(?:no|não|ne)$/i.test(person[2]!)
    ? frame.let(`${person[1]}${person[2]}`, person[3]!)
    : capital(sentence);
}

const pronouns: Record<Exclude<Language, 'en'>, [RegExp, string][]> = {
  de: [
    [/\b([Mm])ein(e|en|em|er|es)?\b/g, 'ihr$2'],
    [/\bmich\b/g, 'sich'],
    [/\bmir\b/g, 'ihnen'],
  ],
  fr: [
    [/\bmon\b/g, 'son'],
    [/\bma\b/g, 'sa'],
    [/\bmes\b/g, 'ses'],
    [/\bmoi\b/g, 'soi'],
    [/\bm'/g, "s'"],
    [/\bme\b/g, 'se'],
  ],
  es: [
    [/\bmis\b/g, 'sus'],
    [/\bmi\b/g, 'su'],
    [/\bme\b/g, 'se'],
  ],
  pt: [
    [/\bmeus\b/g, 'seus'],
    [/\bminhas\b/g, 'suas'],
    [/\bmeu\b/g, 'seu'],
    [/\bminha\b/g, 'sua'],
    [/\bme\b/g, 'se'],
  ],
};

/** "mi cita" is "su cita" to the team that builds it; "que se envíe" loses its conjunction. */
function inThirdPerson(wish: string, language: Exclude<Language, 'en'>): string {
  const bare = wish.replace(/^(?:que|dass)\s+/i, '');
  return pronouns[language].reduce((text, [pattern, word]) => text.replace(pattern, word), bare);
}

function contractFrench(who: string): string {
  if (/^le /i.test(who)) return `au ${who.slice(3)}`;
  if (/^les /i.test(who)) return `aux ${who.slice(4)}`;
  return `à ${who.charAt(0).toLowerCase()}${who.slice(1)}`;
}
