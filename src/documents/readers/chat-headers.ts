/** Recognises who speaks on which line of a conversation, in the forms in which chat programs put it on the clipboard. */

export type ChatLine =
  | { kind: 'header'; who: string; text: string | null }
  /** The program's own words: a time of its own line, a day, "3 replies". */
  | { kind: 'noise' };

const clock = String.raw`\d{1,2}[:.h]\d{2}(?::\d{2})?(?:\s?[AaPp]\.?[Mm]\.?)?`;
const day = String.raw`(?:Today|Yesterday|Heute|Gestern|Hoy|Ayer|Hoje|Ontem|Aujourd'hui|Hier|(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?|\d{1,4}[-/.]\d{1,2}(?:[-/.]\d{1,4})?\.?)`;
const when = String.raw`(?:${day}(?:,| at| um| à| a las| às)?\s+)?${clock}`;
const name = String.raw`[\p{L}\d@][\p{L}\d .()'’_-]{1,48}?`;

/** A header of its own line; what the person says follows below. */
const alone: RegExp[] = [
  // Slack: `Dana Whitlock  9:41 AM`, `dana.w  [9:41 AM]`, `Standup Bot APP  9:41`.
  new RegExp(String.raw`^(?<who>${name})(?:\s+APP)?(?:\s{2,4}|\t)\[?${when}\]?$`, 'u'),
  new RegExp(String.raw`^(?<who>\p{Lu}[\p{L}\d .()'’_-]{1,48}?)(?:\s+APP)?\s\[?${clock}\]?$`, 'u'),
  // Discord: `dana — Today at 09:41`, `dana — 12/03/2026 09:41`, `dana — 09:41`.
  new RegExp(String.raw`^(?<who>${name})\s+[—–•-]\s+${when}$`, 'iu'),
  // Teams: `[9:41 AM] Dana Whitlock`, `[12/3 9:41 AM] Dana Whitlock (Guest)`, `Dana Whitlock, Yesterday 9:41 AM`.
  new RegExp(String.raw`^\[${when}\]\s*(?<who>\p{Lu}[\p{L} .,()'’-]{1,48})$`, 'u'),
  new RegExp(String.raw`^(?<who>\p{Lu}[\p{L}\d .()'’_-]{1,48}?),\s+\[?${when}\]?$`, 'u'),
];

/** A header with what is said behind it. */
const inline: RegExp[] = [
  // Older Discord and IRC: `[09:41] Dana: text`; WhatsApp: `12/03/2026, 09:41 - Dana: text`; Zoom: `09:41:10 From Dana to Everyone: text`.
  new RegExp(
    String.raw`^\[(?:[\d/.-]+,?\s+)?${clock}\]\s*(?:<(?<nick>[^<>]{1,40})>|(?<who>[^:]{2,40}):)\s*(?<text>.+)$`,
    'u',
  ),
  new RegExp(
    String.raw`^\d{1,2}[/.]\d{1,2}[/.]\d{2,4},?\s+${clock}\s+-\s+(?<who>[^:]{2,40}):\s*(?<text>.+)$`,
    'u',
  ),
  new RegExp(String.raw`^${clock}\s+From\s+(?<who>[^:]{2,40}?)\s+[Tt]o\s+[^:]{2,40}:\s*(?<text>.+)$`, 'u'),
];

const timeAlone = new RegExp(String.raw`^\[?${when}\]?$`, 'iu');
const nameAlone = /^\p{Lu}[\p{L}.'’-]{1,20}(?:\s\p{L}[\p{L}.'’-]{0,20}){0,3}(?:\s\([\p{L}\d ]{1,20}\))?$/u;
const noise =
  /^(?:\d{1,3} repl(?:y|ies)|view (?:thread|newer replies)|new|edited|\(edited\)|last reply .{1,30}|also sent to the channel|(?:mon|tues|wednes|thurs|fri|satur|sun)day,? \p{L}+ \d{1,2}(?:st|nd|rd|th)?|has joined the (?:channel|chat)\.?)$/iu;

/** One entry for each line: a header, noise, or null for what somebody says. Null when the text is no conversation. */
export function readChatHeaders(lines: readonly string[]): (ChatLine | null)[] | null {
  const plain = lines.map((line) => line.trim());
  const filled = plain.filter((line) => line !== '').length;
  const names = namesOverTimes(plain);
  const timed = plain.map((line, at) => readTimed(line, names.has(at)));
  const count = timed.filter((line) => line?.kind === 'header').length;
  const spoken = timed.filter((line, at) => line?.kind === 'header' && saysSomething(timed, at)).length;
  if (count >= 3 && count * 14 >= filled && spoken * 2 >= count) return timed;
  return readNamed(plain, filled);
}

/** A timetable looks like headers below which nobody speaks. */
function saysSomething(lines: readonly (ChatLine | null)[], at: number): boolean {
  const line = lines[at];
  if (line?.kind === 'header' && line.text !== null) return true;
  return at + 1 < lines.length && lines[at + 1]?.kind !== 'header';
}

function readTimed(line: string, isName: boolean): ChatLine | null {
  for (const pattern of [...alone, ...inline]) {
    const groups = pattern.exec(line)?.groups;
    if (groups)
      return { kind: 'header', who: (groups.who ?? groups.nick)!.trim(), text: groups.text ?? null };
  }
  if (timeAlone.test(line) || noise.test(line)) return { kind: 'noise' };
  return isName ? { kind: 'header', who: line, text: null } : null;
}

const properName =
  /^\p{Lu}[\p{L}.'’-]*(?: (?:\p{Lu}[\p{L}.'’-]*|v[ao]n|de[rn]?|d[aeiou]s?|la|le|el|al|bin|y|e|\([^()]+\)))*$/u;

/**
 * Teams and Slack in a browser put the name on one line and the time on the next. The last line somebody says before the
 * time of the next message stands like that too, so a name has to come again, or look like one and not be all that was said.
 */
function namesOverTimes(lines: readonly string[]): Set<number> {
  const filled = lines.flatMap((line, at) => (line === '' ? [] : [at]));
  const isTime = (place: number) => place >= 0 && timeAlone.test(lines[filled[place] ?? -1] ?? '');
  const found = filled.flatMap((at, place) =>
    isTime(place + 1) && nameAlone.test(lines[at]!) ? [{ at, saidAlone: isTime(place - 1) }] : [],
  );
  const times = new Map<string, number>();
  for (const { at } of found) times.set(lines[at]!, (times.get(lines[at]!) ?? 0) + 1);
  const isName = ({ at, saidAlone }: { at: number; saidAlone: boolean }) =>
    times.get(lines[at]!)! > 1 || (!saidAlone && properName.test(lines[at]!));
  return new Set(found.filter(isName).map(({ at }) => at));
}

const turn = /^@?(?<who>\p{L}[\p{L}\d_.'’-]{1,24}(?:\s\p{Lu}[\p{L}.'’-]{0,20}){0,2}):\s+(?<text>\S.*)$/u;
const fields =
  /^(?:priority|owner|status|state|title|name|description|summary|id|ref|story|role|as|want|goal|why|what|who|when|where|how|benefit|type|labels?|tags?|estimate|effort|size|notes?|date|due|attendees|present|actions?|decisions?|risks?|questions?|answers?|given|then|and|but|scenario|feature|background|rule|example|input|output|acceptance|criteria|requirements?|assumptions?|scope|problem|solution|https?|todo|done|version|author|team|subject|from|to|cc|priorit(?:ät|é|y)|prioridade?|statut|estado|beschreibung|descripción|descrição|titel|titre|título|rolle|como|quiero|quero|para|als|damit|afin|angenommen|wenn|dann|und|dado|cuando|entonces|quando|então|quand|alors|teilnehmer|autor|datum|fecha|data|von|an|betreff|de|à|objet|asunto|assunto|criterios|critérios|kriterien|critères|anforderung|exigence|requisito|nota|hinweis|remarque|ziel|objectif|objetivo)$/iu;

/**
 * `dana: text` without any time. Fields of a form look the same, so this takes people who take turns: at least four turns,
 * two speakers, each twice on average, little else between them, and no name that is a field's.
 */
function readNamed(lines: readonly string[], filled: number): (ChatLine | null)[] | null {
  const found = lines.map((line): ChatLine | null => {
    const groups = turn.exec(line)?.groups;
    return groups ? { kind: 'header', who: groups.who!, text: groups.text! } : null;
  });
  const said = found.filter((line) => line?.kind === 'header');
  const names = new Set(said.map((line) => line.who.toLowerCase()));
  const takesTurns = said.length >= 4 && names.size >= 2 && said.length >= names.size * 2;
  if (!takesTurns || said.length * 10 < filled * 6 || [...names].some((one) => fields.test(one))) return null;
  return found;
}
