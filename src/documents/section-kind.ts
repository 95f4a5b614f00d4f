/** Reads from a heading what its section is about. */
import { type HeadingEntry, type HeadingKind, type HeadingLexicon, headingKinds } from './heading-lexicon.ts';
import { senseOf } from './heading-sense.ts';
import { turnOf } from './heading-turns.ts';
import { englishHeadings } from './headings-english.ts';
import { frenchHeadings } from './headings-french.ts';
import { germanHeadings } from './headings-german.ts';
import { portugueseHeadings } from './headings-portuguese.ts';
import { spanishHeadings } from './headings-spanish.ts';
import { fold, type Language, unspaced } from './language.ts';
import { chineseHeadings } from './lexicon-chinese.ts';
import { dutchHeadings } from './lexicon-dutch.ts';
import { italianHeadings } from './lexicon-italian.ts';
import { japaneseHeadings } from './lexicon-japanese.ts';
import { koreanHeadings } from './lexicon-korean.ts';
import { russianHeadings } from './lexicon-russian.ts';
import { remember } from './remember.ts';
import { stateOfTitle } from './state-phrases.ts';
import { stateOfHeading } from './state-words.ts';

/**
 * `instance` is one requirement, story or feature that has a section of its own; `group` gathers several under a name
 * of their own; `phase` is one step of a plan; `unsure` may be work or not, for neither heading nor text tells.
 */
export type SectionKind =
  | HeadingKind
  | 'instance'
  | 'group'
  | 'phase'
  | 'epic'
  | 'scenario'
  | 'title'
  | 'unsure';

const numbering =
  /^(?:(?:\d+(?:\.\d+)*[a-z]?|[ivx]{1,5}|[a-z])[.):]|\d+(?:\.\d+)*[a-z]?|§ ?\d+|[一二三四五六七八九十]+、)\s+/i;
const bracketed = /\((?:mandatory|required|optional|must|draft|wip|mvp|v\d+|if applicable|tbd)\)/gi;
const filler =
  /\b(?:and|or|of|the|a|an|for|to|in|on|with|our|we|this|that|your|product|project|app|system|main|key|core|initial|detailed|high-level|v\d|draft|proposed|list|section|new|already|still|just|also|now|today|time|known|current|possible|other|notes?|und|oder|der|die|das|des|dem|den|zu|zum|zur|fur|von|wichtige|bekannte|et|ou|la|le|les|du|de|d|l|pour|y|o|el|los|las|del|para|e|os|as|do|da|dos|das|principales|principais|principaux|generales?|gerais)\b/g;

const instanceWords =
  'user story|job story|story|job|us|requirement|req|feature|fr|nfr|bug|use case|uc|task|ticket|issue|item|anforderung|funktion|aufgabe|exigence|fonctionnalite|recit|historia|requisito|funcionalidad|funcionalidade|tarea|tarefa|historia de usuario|user-story';
const instance = new RegExp(`^(?:${instanceWords})\\s*#?\\d+(?:[.-]\\d+)*\\b`);
const codeId =
  /^\[?(?!(?:en|in|im|ab|em|until|by|para|pour|fur) 20\d\d\b)(?!(?:rfc|adr|pep|screen|page|view|tab|room|team|site|theme|topic|area|zone|level|round|pillar|goal|slide|group|track|stream|point)\b|(?:v|q|fy)\d|h[12]\s*(?:20\d\d|$))[a-z]{1,6}(?:-[a-z]{1,4})?[-_. ]?\d{1,4}(?:\.\d{1,3})*\]?\s*(?:[:.–—-]|\(|\s)/;
const labelled =
  /^(?:details?(?: of)?|feature|story|user story|requirement|task|bug|anforderung|exigence|requisito|historia|funcionalidad|funcionalidade)\s*:\s*\S/;
const phase =
  /^(?:phase|stage|milestone|sprint|iteration|release|wave|quarter|week|month|day|cycle|increment|etappe|ausbaustufe|meilenstein|lot|etape|jalon|fase|etapa|hito|marco|onda|version)\s*(?:\d|[ivx]+\b|[a-d]\b)|^v[01](?:\.\d+)+|^q[1-4]\b|^(?:now|next|jetzt|als nachstes|maintenant|ensuite|ahora|siguiente|agora|proximo)(?: \([^)]*\)|\s*[:–—-]\s.*)?$|^(?:20\d\d)(?:\s*q[1-4])?$/;
/** "Module 3 — Login" numbers a part of the document, not a requirement. */
const division =
  /^(?:module|modulo|modul|top|tagesordnungspunkt|punkt|point|punto|ponto|chapter|kapitel|chapitre|capitulo|section|abschnitt|seccion|secao|seccao|part|teil|partie|parte|block|bloc|bloque|bloco|area|bereich)\s*(?:\d+|[ivx]+\b|[a-d]\b)\s*(?:[:.–—-]|$)\s*/;
/** "TOP 3 Aufgaben" counts the points of an agenda and names nothing to build. */
const agenda = /^(?:TOP|Traktandum|Tagesordnungspunkt)\s*\d{1,2}\s+(?=\p{Lu})/u;
const epic = /^(?:epic|epos|epique|epica)\s*(?:$|[#:(–-]|[a-z]{0,4}-?\d|[a-z]\b|[ivx]+\b)/;
const scenario =
  /^(?:scenario|szenario|scenario outline|background|cenario|escenario|beispiel|esquema del escenario)\s*(?:\d+\s*)?[:–-]/;

/** A heading without numbering, signs and remarks such as "(mandatory)". */
export function cleanHeading(title: string): string {
  return title
    .replace(/^(?:\p{Extended_Pictographic}|\p{So}|\uFE0F|\u200D|\s)+/u, '')
    .replace(agenda, '')
    .replace(bracketed, '')
    .replace(numbering, '')
    .replace(/\p{Extended_Pictographic}|\uFE0F/gu, '')
    .replace(/\s*:\s*$/, '')
    .replace(/\s+/g, ' ')
    .trim();
}

/**
 * What the heading itself says, or null when it is a name of its own. `strict` accepts only headings that say nothing
 * else: "Report a problem" below a feature list is a feature, not a problem statement.
 */
export function kindOfHeading(title: string, language: Language, strict = false): SectionKind | null {
  return kindsOfHeadings(`${language}${strict ? '!' : ' '}${title}`).kind;
}

/** A heading is asked about many times over: as itself, as part of a path, by its neighbours. */
const kindsOfHeadings = remember(
  (key) => ({ kind: readHeading(key.slice(3), key.slice(0, 2) as Language, key[2] === '!') }),
  { most: 4000, longest: 200 },
);

function readHeading(title: string, language: Language, strict: boolean): SectionKind | null {
  const heading = fold(cleanHeading(title)).replace(/\s*\?$/, '');
  if (heading === '') return null;
  if (saysDone(title) || (already[language]?.test(heading) && !/sch[öÖ]n/iu.test(title))) return 'done';
  if (endpoint.test(title)) return 'instance';
  const turn = strict ? null : turnOf(heading);
  if (turn) return turn;
  const state = stateOfHeading(title) ?? stateOfTitle(heading);
  if (state) return state;
  if (scenario.test(heading)) return 'scenario';
  if (epic.test(heading)) return 'epic';
  if (phase.test(heading)) return phaseKind(heading);
  if (division.test(heading)) return lookUp(heading.replace(division, ''), language, strict);
  if (instance.test(heading) || labelled.test(heading) || codeId.test(fold(title.replace(agenda, ''))))
    return 'instance';
  const said = lookUp(heading, language, strict);
  const sense = said === null || vague.has(said) ? senseOf(heading, language, strict) : null;
  return sense && (said === null || passing.has(said) || takesOut.has(sense)) ? sense : said;
}

/** "Já rodando", "Lo que ya está hecho": what comes after the word hardly matters. */
const already: Partial<Record<Language, RegExp>> = {
  en: /^(?:what (?:we |is |works |exists )?|things )?already\b(?! (?:know|decided|agreed|discussed))/,
  de: /^(?:was )?(?:ist |haben wir )?(?:bereits|schon)\b/,
  fr: /^(?:ce qu(?:i|e|'on|'on a) )?(?:est |a )?deja\b/,
  es: /^(?:lo que )?ya\b/,
  pt: /^(?:o que )?ja\b/,
  it: /^(?:cosa )?gia\b/,
  nl: /^(?:wat )?al (?:klaar|gedaan|aanwezig)\b/,
};
/** "GET /v1/exports/{id}" names one thing that an interface does. */
const endpoint = /^\W*(?:GET|POST|PUT|PATCH|DELETE|HEAD)\s+`?\//;

/** "Login ✅", "Phase 1 — done", "✅ Core: 95% complete"; "90% complete" is not, and a tick may be an ornament. */
function saysDone(title: string): boolean {
  const plain = title.trim();
  if (/^✅/.test(plain)) return /\b(?:complete|completed|done|live|shipped|implemented)\b/i.test(plain);
  if (/(?<!\d)[1-9]?\d\s?%/.test(plain) && !/100\s?%/.test(plain)) return false;
  return /✅|[—–:(-]\s*(?:100\s?% )?(?:complete|completed|done|shipped)\)?$/i.test(plain);
}

/** "Phase 4: Maybe 2028" is for later. */
function phaseKind(heading: string): SectionKind {
  return /\b(?:maybe|later|future|someday|deferred|spater|plus tard|mas adelante|mais tarde|futur[oae]?)\b/.test(
    heading,
  )
    ? 'future'
    : 'phase';
}

/** Words that name a part of many products, "Contacts" or "Tasks", although documents have sections of that name too. */
const productNouns =
  /^(?:log|index|queries|query|search|contacts?|users?|customers?|team|owners?|reviewers?|approvals?|participants?|roles|schedule|planning|releases?|tasks?|assignments?|documents?|information|history|changes|results|resources|links|attachments|entities|status|about|analytics|notes|reports?|issues|actions|resolutions|questions|targets|ideas|plan|iterations|sprints|milestones|epics?|stories|agreements?|contents?|samples?|customer segments|metadata)$/;

/** Kinds that a word in passing may have said. */
const passing: ReadonlySet<HeadingKind> = new Set(['solution', 'overview', 'goal', 'meta', 'people']);
const vague: ReadonlySet<HeadingKind> = new Set([
  ...passing,
  ...(['requirement', 'technical', 'design', 'milestone'] as const),
]);
/** Senses that turn such a heading round: "Requirements we leave out". */
const takesOut: ReadonlySet<HeadingKind> = new Set(['out_of_scope', 'future', 'question']);

/** True for a heading that, among features, is more likely a feature than a section about it. */
export function namesProductPart(title: string): boolean {
  return productNouns.test(fold(cleanHeading(title)).replace(/\s*\([^)]*\)/g, ''));
}

/** True for a later phase or version: "Phase 2", "Milestone III". */
export function isLaterPhase(title: string): boolean {
  const heading = fold(cleanHeading(title));
  return (
    phase.test(heading) &&
    /^(?:phase|stage|release|wave|version|fase|etapa|etape|ausbaustufe)\s*(?:[2-9]\b|i[iv]+\b|v\b|[b-d]\b)/.test(
      heading,
    )
  );
}

/** A phrase anywhere tells more than a single word, so phrases of all kinds are tried first. */
function lookUp(heading: string, language: Language, strict: boolean): HeadingKind | null {
  const order: Language[] = language === 'en' ? ['en'] : [language, 'en'];
  const says = (part: 'phrases' | 'words') =>
    headingKinds.find((kind) =>
      order.some((one) => fits(matchersOf(one)[kind]?.[part], heading, mostOthers(kind, part, strict))),
    );
  const bare = heading.replace(/\s*\([^)]*\)/g, '').replace(/\s*\*?\(.*$/, '');
  return (
    says('phrases') ??
    says('words') ??
    (bare === heading || bare === '' ? null : lookUp(bare, language, strict))
  );
}

/** With another word beside theirs these name parts of a product: "User Management", "Team Calendar", "Example Library". */
const namesThings: ReadonlySet<HeadingKind> = new Set([
  'persona',
  'people',
  'example',
  'reference',
  'changelog',
  'contents',
  'meta',
]);

function mostOthers(kind: HeadingKind, part: 'phrases' | 'words', strict: boolean): number {
  if (part === 'words') return strict || namesThings.has(kind) ? 0 : 1;
  if (!strict) return Number.POSITIVE_INFINITY;
  return leading.has(kind) ? 4 : 1;
}

/** Kinds whose phrases set text aside: "Out of scope for the first release" says so among features too. */
const leading: ReadonlySet<HeadingKind> = new Set(['out_of_scope', 'future']);

/** True when the pattern stands in the heading beside at most so many other words; beside several, only in front. */
function fits(pattern: RegExp | null | undefined, heading: string, most: number): boolean {
  if (!pattern) return false;
  const rest = heading.replace(pattern, ' ');
  if (rest === heading) return false;
  const others = countContent(rest);
  return others <= most && (most === Number.POSITIVE_INFINITY || others <= 1 || rest.startsWith(' '));
}

function countContent(rest: string): number {
  return (rest.replace(filler, ' ').match(/[\p{L}\d]{2,}/gu) ?? []).length;
}

const headingLexicon: Record<Language, HeadingLexicon> = {
  en: englishHeadings,
  de: germanHeadings,
  fr: frenchHeadings,
  es: spanishHeadings,
  pt: portugueseHeadings,
  it: italianHeadings,
  nl: dutchHeadings,
  ru: russianHeadings,
  zh: chineseHeadings,
  ja: japaneseHeadings,
  ko: koreanHeadings,
};

type Matchers = Partial<Record<HeadingKind, Matcher>>;

const matchers = new Map<Language, Matchers>();

/** Made when the first heading of a language is read: those of all languages would slow down every start. */
function matchersOf(language: Language): Matchers {
  const known = matchers.get(language);
  if (known) return known;
  const made = Object.fromEntries(
    Object.entries(headingLexicon[language]).map(([kind, entry]) => [
      kind,
      compile(entry, unspaced.has(language)),
    ]),
  );
  matchers.set(language, made);
  return made;
}

type Matcher = { phrases: RegExp | null; words: RegExp | null };

function compile(entry: HeadingEntry, anywhere: boolean): Matcher {
  const build = (source: string | undefined) =>
    source ? new RegExp(anywhere ? source : `(?<![\\p{L}\\d])(?:${source})(?![\\p{L}\\d])`, 'gu') : null;
  return { phrases: build(entry.phrases), words: build(entry.words) };
}
