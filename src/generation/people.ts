/** Finds who is to do something: "Noor to put…", "ACTION Hamish + Beatriz:", "… (Sefa)", "@lee". */
import { fold } from '../documents/language.ts';
import type { Outline, Section } from '../documents/outline.ts';

const present =
  /^\W*(?:present|attendees?|participants?|in the room|anwesend|teilnehmer(?:innen)?|teilnehmende|presents?|etaient presents|asistentes|asisten|asistieron|presentes|estiveram|participantes|presencas|dabei|team)\**\s*:\**\s*(.+)$/;

const minutes =
  /\b(?:(?<!\bfor (?:the |our |a )?(?:\w+ )?)meeting|minutes|stand-?up|retro(?:spective)?|jour fixe|\w*protokoll|compte[- ]rendu)\b|^\W*(?:acta|minuta|ata)\b|^\W*(?:notas|apuntes|anotac(?:oes|iones)|notes|notizen) (?:de (?:la|el)|da|du|de|zum|zur|zu|from|of) (?:reunion|reuniao|besprechung|sitzung|meeting)/;
/** These name what a product is about as often; a list of those who were there decides. */
const gatherings =
  /\b(?:\w*besprechung|\w*sitzung|reunion|reuniao|rencontre|daily|weekly|(?:fortnightly|bi-?weekly|monthly|team|project) (?:sync|call|catch-?up))\b/;

/** True for minutes of a meeting, told by what the document is called. */
export function reportsMeeting(outline: Outline): boolean {
  const title = fold(outline.title ?? '');
  return minutes.test(title) || (gatherings.test(title) && readAttendees(outline).size > 0);
}

/** First names of the people a document says were there. */
export function readAttendees(outline: Outline): Set<string> {
  const names = new Set<string>();
  for (const line of outline.lines.slice(0, 40)) {
    if (!present.test(fold(line).trim())) continue;
    const listed = line.slice(line.indexOf(':') + 1).replace(/\([^)]*\)/g, '');
    for (const name of listed.match(/\p{Lu}[\p{L}'-]+/gu) ?? []) names.add(name);
  }
  return names;
}

/** Who a section of somebody's tasks belongs to: its heading is the name of one who was there. */
export function personOf({ attendees }: { attendees: ReadonlySet<string> }, section: Section): string | null {
  const name =
    /^\W*(?:(?:Herrn?|Frau|Mr|Mrs|Ms|Dr|M|Mme|Sra?|Don|Doña|Dona)\.? )?(\p{Lu}[\p{L}'-]+)(?:\s*\([^)]*\))?\W*$/u.exec(
      section.title ?? '',
    )?.[1];
  return name !== undefined && attendees.has(name) ? name : null;
}

const joint = String.raw`\s*(?:\+|&|,|\/|\band\b|\bund\b|\bet\b|\by\b|\be\b)\s*`;
const nameWord = String.raw`@?\p{Lu}[\p{L}'-]+(?:\s\p{Lu}\.?(?![\p{L}]))?`;
const several = `${nameWord}(?:${joint}${nameWord})*`;
const duty =
  "(?:to|will|shall|should|needs to|has to|is going to|takes|owns|soll|sollen|wird|muss|übernimmt|kümmert sich um|doit|va|prend|se charge d(?:e |')|s'occupe d(?:e |')|debe|va a|se encarga de|queda en|deve|vai|fica de|trata de)";
const frames: RegExp[] = [
  new RegExp(
    `^(?:ACTION|Action|AP|TODO|To[- ]?do|Aufgabe|Acción|Ação|AI)\\s*(?:item)?\\s*[:–-]?\\s*(${several})\\s*(?:[:–-]|${duty}\\b)\\s*(.+)$`,
    'su',
  ),
  new RegExp(`^(?:\\*\\*)?(${several})(?:\\*\\*)?\\s+${duty}\\s+(.+)$`, 'su'),
  new RegExp(`^(${several})\\s*[:–-]\\s+(.+)$`, 'su'),
  /^(@[\w.-]+)\s+(?:to|will|please)?\s*(.+)$/su,
];

export type Assigned = { owner: string | null; text: string };

/**
 * Takes a person out of the front or the end of a text. Known people are believed anywhere; strangers only where
 * `trusting` says that the list is one of assignments.
 */
export function takeOwner(text: string, known: ReadonlySet<string>, trusting: boolean): Assigned {
  for (const frame of frames) {
    const match = frame.exec(text);
    if (match && believe(match[1]!, known, trusting && frame !== frames[2]))
      return { owner: listNames(match[1]!), text: match[2]!.trim() };
  }
  const opener = /^(\p{Lu}[\p{L}'-]+)\s/u.exec(text)?.[1];
  const wants = /^(\p{Lu}[\p{L}'-]+) needs (.+)$/su.exec(text);
  if (wants && known.has(wants[1]!)) return { owner: wants[1]!, text: wants[2]! };
  const end =
    /^(.+?)\s*[([]@?(\p{Lu}[\p{L}'-]+(?:\s*(?:\+|&|,|\/)\s*\p{Lu}[\p{L}'-]+)*)(?:, \p{Ll}[^()]{2,30})?[)\]]\.?$/su.exec(
      text,
    );
  if (end && believe(end[2]!, known, trusting && /^\p{Lu}\p{Ll}+$/u.test(end[2]!)))
    return { owner: listNames(end[2]!), text: end[1]! };
  const later = new RegExp(`[.!]\\s+(${nameWord}) (?:to|will|soll|doit|debe|deve)\\s`, 'u').exec(text)?.[1];
  const named = [later, opener].find((name) => name !== undefined && known.has(name));
  return { owner: named ?? null, text };
}

function believe(names: string, known: ReadonlySet<string>, trusting: boolean): boolean {
  if (names.startsWith('@')) return true;
  const each = names.match(/\p{Lu}[\p{L}'-]+/gu) ?? [];
  return (
    each.length > 0 &&
    (each.every((name) => known.has(name)) ||
      (trusting && known.size === 0 && each.every((name) => !common.has(fold(name)))))
  );
}

function listNames(names: string): string {
  return (names.match(/[\p{Lu}][\p{L}'-]+(?:\s\p{Lu}\.?(?!\p{L}))?/gu) ?? [names.replace('@', '')]).join(
    ', ',
  );
}

/** Words that open sentences and are nobody's name. */
const common = new Set(
  'we they the users user customers it this that system app team support everyone somebody someone scanners reports emails data admins members nutzer kunden das der die wir le la les nous el los las nosotros o a os as nos api ui website backend frontend all each every users managers owners'.split(
    ' ',
  ),
);
