/** Reads a text into its outline: cleaned, parsed, cut into sections, each section named. */
import { toString as textOf } from 'mdast-util-to-string';
import { readChatLog } from './chat-log.ts';
import { takeTitle } from './document-title.ts';
import { findSeries } from './heading-series.ts';
import { detectLanguage, fold, type Language } from './language.ts';
import { namesLaterYear, plannedYear } from './later-year.ts';
import { markLeadIns } from './lead-in.ts';
import { dropLoneNow } from './lone-now.ts';
import { normalise } from './normalise.ts';
import {
  flatten,
  type Item,
  type Message,
  nodeLines,
  type Outline,
  type OutlineNode,
  type Section,
} from './outline.ts';
import { ownKind } from './own-kind.ts';
import { parseMarkdown } from './parse-markdown.ts';
import { promotePlainHeadings } from './plain-headings.ts';
import { headingOf, isCapitals } from './pseudo-heading.ts';
import { readNodes } from './read-nodes.ts';
import { cleanHeading, isLaterPhase, kindOfHeading, type SectionKind } from './section-kind.ts';
import { renumber } from './written-numbers.ts';

/** Never throws on text; how long it takes on hostile text is bounded by whoever calls it. */
export function buildOutline(text: string): Outline {
  const clean = normalise(text);
  const language = detectLanguage(clean.lines.join('\n'));
  const messages = readChatLog(clean.lines);
  if (!messages) promotePlainHeadings(clean.lines);
  const outline = messages
    ? chatOutline(messages, clean.lines, language)
    : { ...readSections(clean.lines, language), language, lines: clean.lines, style: 'document' as const };
  outline.title ??=
    subjectOf(clean.lines) ?? (outline.style === 'document' ? openingLine(clean.lines) : null);
  for (const hidden of clean.hidden) sectionAt(outline.sections, hidden.passage.first).nodes.push(hidden);
  return outline;
}

/** A mail's subject serves as the title of a text that has no heading of its own. */
function subjectOf(lines: readonly string[]): string | null {
  const written = lines.filter((line) => line.trim() !== '').slice(0, 6);
  const isMail =
    /^(?:from|to|sent|date|von|an|gesendet|datum|de|à|envoyé|para|enviado|fecha|data|subject|betreff|objet|asunto|assunto)\s*:/i;
  if (!isMail.test(written[0] ?? '')) return null;
  const subject = written
    .map((line) => /^(?:subject|betreff|objet|asunto|assunto)\s*:\s*(.{3,200})$/i.exec(line.trim())?.[1])
    .find(Boolean);
  return subject?.replace(/^(?:(?:re|fwd?|aw|wg|tr|rv|enc)\s*:\s*)+/i, '') ?? null;
}

/** In plain text a short line above all the rest, set off by a blank one, is what the document is called. */
function openingLine(lines: readonly string[]): string | null {
  const at = lines.findIndex((line) => line.trim() !== '');
  const first = (lines[at] ?? '').trim().replace(/^[*_]{1,3}|[*_]{1,3}$/g, '');
  const alone = (lines[at + 1] ?? '').trim() === '' && at + 1 < lines.length;
  const isName =
    /^[\p{Lu}\p{N}](?:[^:!?;|<>*[\]]{4,30}: )?[^:!?;|<>*[\]]{4,80}[^.:!?;,]$/u.test(first) &&
    !/^(?:dear|hi|hello|date|author|owner|status|version|attendees|present|datum|autor|fecha|data|anwesend)\b/i.test(
      first,
    ) &&
    first.split(' ').length <= 10;
  return alone && isName && !/^\d+[.)]/.test(first) ? first : null;
}

function chatOutline(messages: Message[], lines: string[], language: Language): Outline {
  const section = openSection(null, 0, 1, 'group');
  section.nodes = messages;
  section.last = lines.length;
  return { title: null, language, lines, sections: [section], style: 'chat' };
}

function sectionAt(sections: readonly Section[], line: number): Section {
  return sections.findLast((section) => section.first <= line) ?? sections[0]!;
}

function openSection(title: string | null, depth: number, first: number, kind: SectionKind): Section {
  return {
    title,
    depth,
    first,
    last: first,
    path: [],
    parent: null,
    kind,
    named: false,
    pseudo: false,
    nodes: [],
  };
}

type Heading = { title: string; depth: number; line: number };

function readEntries(lines: readonly string[]): (Heading | OutlineNode)[] {
  const lists = { next: 1 };
  const entries: (Heading | OutlineNode)[] = [];
  for (const { node, offset } of parseMarkdown(lines)) {
    if (node.type !== 'heading') entries.push(...readNodes(node, offset, lists));
    else {
      const line = (node.position?.start.line ?? 1) + offset;
      entries.push({ title: flatten(textOf(node)), depth: node.depth, line });
    }
  }
  return entries;
}

/** "❓" alone heads a section too. */
const isSign = /\p{Extended_Pictographic}/u;

function readSections(lines: string[], language: Language): { title: string | null; sections: Section[] } {
  const sections = [openSection(null, 0, 1, 'overview')];
  const entries = readEntries(lines);
  const chapters = listsOfChapters(entries, language);
  let depth = 0;
  const open = (title: string, below: number, first: number, pseudo: boolean) =>
    sections.push({ ...openSection(title, depth + below, first, 'group'), pseudo });
  entries.forEach((entry, at) => {
    if ('title' in entry) {
      depth = entry.depth;
      if (cleanHeading(entry.title) !== '' || isSign.test(entry.title))
        open(entry.title, 0, entry.line, false);
      return;
    }
    const next = entries[at + 1];
    const title = headingOf(entry, next && !('title' in next) ? next : undefined, language);
    if (title !== null) {
      const named = entry.kind !== 'item' || kindOfHeading(title, language, true) !== null;
      open(title, named ? 1 : 2, nodeLines(entry)[0], true);
    } else if (entry.kind === 'item' && chapters.has(entry.list)) {
      open(flatten(entry.passage.text).replace(/\s*:$/, ''), 2, entry.passage.first, true);
      sections.at(-1)!.nodes.push(...entry.children);
    } else sections.at(-1)!.nodes.push(entry);
  });
  for (const { nodes } of sections) renumber(markLeadIns(nodes, language), lines);
  return nameSections(sections, lines, language);
}

const chapterKinds = 'requirement user_story phase future out_of_scope done risk'.split(' ');

function isChapterName(name: string, language: Language): boolean {
  return chapterKinds.includes(kindOfHeading(name.replace(/\([^)]*\)/g, ''), language, true) ?? '');
}

/** Lists whose items are all headings in bold over lists of their own, some of them with a name that sections have. */
function listsOfChapters(entries: readonly (Heading | OutlineNode)[], language: Language): Set<number> {
  const lists = new Map<number, Item[]>();
  for (const entry of entries) {
    if ('title' in entry || entry.kind !== 'item') continue;
    lists.set(entry.list, [...(lists.get(entry.list) ?? []), entry]);
  }
  const isChapter = (item: Item) =>
    item.lead !== null &&
    flatten(item.passage.text).replace(/\s*:$/, '') === item.lead &&
    item.children.some((child) => child.kind === 'item');
  const found = [...lists].filter(
    ([, items]) => items.every(isChapter) && items.some((item) => isChapterName(item.lead!, language)),
  );
  return new Set(found.map(([list]) => list));
}

function nameSections(all: Section[], lines: readonly string[], language: Language) {
  const title = takeTitle(all, language);
  const sections = all.filter((section) => section.depth > 0 || section.nodes.length > 0 || all.length === 1);
  const stack: number[] = [];
  const marked = sections.some(({ depth, pseudo, kind }) => depth > 0 && !pseudo && kind !== 'title');
  const stands = ({ first }: Section) =>
    !marked && /^\s*(?:\*\*|__|\d{1,2}[.)])/.test(lines[first - 1] ?? '');
  const later = {
    phases: postponesPhases(sections, language),
    versions: sections.some((section) => /^v1\b/i.test(section.title ?? '')),
  };
  dropLoneNow(sections);
  const series = findSeries(sections, language);
  const year = plannedYear(title, sections, lines);
  sections.forEach((section, at) => {
    while (stack.length > 0 && sections[stack.at(-1)!]!.depth >= section.depth) stack.pop();
    section.parent = stack.at(-1) ?? null;
    const parent = section.parent === null ? null : sections[section.parent]!;
    const own = section.title === null || section.kind === 'title' ? [] : [cleanHeading(section.title)];
    section.path = [...(parent?.path ?? []), ...own];
    nameSection(section, parent, { language, headsText: stands(section) });
    if (section.kind === 'group' && !section.named && series.has(section)) {
      section.kind = 'instance';
      section.named = true;
    }
    if (isPutOff(section, parent, later) || namesLaterYear(section, year)) section.kind = 'future';
    section.last = Math.max(section.first, (sections[at + 1]?.first ?? lines.length + 1) - 1);
    if (section.kind !== 'title') stack.push(at);
  });
  return { title, sections };
}

/** A later phase outside a roadmap, or a later version beside the first one. */
function isPutOff(section: Section, parent: Section | null, later: { phases: boolean; versions: boolean }) {
  const title = section.title ?? '';
  if (later.versions && /^v[2-9]\b/i.test(title)) return true;
  return later.phases && parent?.kind !== 'milestone' && section.kind === 'phase' && isLaterPhase(title);
}

/** A document about a first release that has no phase 1 names a "Phase 2" only to put it off. */
function postponesPhases(sections: readonly Section[], language: Language): boolean {
  const titles = sections.map((section) => section.title ?? '');
  const first =
    /\b(?:phase|stage|milestone|release|wave|fase|etapa|etape|ausbaustufe|lot|version|versao)s?\s*(?:0|1|i|a|one)\b/;
  if (titles.some((title) => first.test(fold(title)))) return false;
  return titles.some(
    (title) =>
      /\b(?:mvp|v1|first release|initial release)\b/i.test(title) ||
      kindOfHeading(title, language) === 'out_of_scope',
  );
}

const sticky: ReadonlySet<SectionKind> = new Set([
  'out_of_scope',
  'future',
  'done',
  'reference',
  'alternatives',
  'risk',
  'metrics',
  'problem',
  'persona',
  'example',
  'question',
  'glossary',
  'people',
  'meta',
  'contents',
  'changelog',
]);
const breaksOut: ReadonlySet<SectionKind> = new Set([
  'requirement',
  'user_story',
  'nfr',
  'question',
  'out_of_scope',
  'future',
  'done',
  'action',
]);
const working: ReadonlySet<SectionKind> = new Set([
  'requirement',
  'user_story',
  'instance',
  'epic',
  'phase',
  'action',
  'nfr',
  'group',
  'milestone',
  'technical',
  'design',
  'solution',
]);

const aside: ReadonlySet<SectionKind> = new Set(['out_of_scope', 'future', 'done']);

/** "Performance" among the metrics is measured, among later ideas it is one; in an appendix it is asked for. */
function breaksFrom(around: SectionKind, own: SectionKind): boolean {
  if (own === around || !breaksOut.has(own)) return false;
  if (aside.has(around))
    return aside.has(own) || own === 'question' || (around === 'done' && own === 'action');
  return !(around === 'metrics' && own === 'nfr');
}

/** "Goals and non-goals": the headings below it say which of them are which. */
const joinsScope =
  /\b(?:goals|in[- ]scope|scope|ziele|umfang|objectifs|perimetre|objetivos|alcance|escopo|ambito)\b\W*(?:and|und|et|y|e|vs\.?|\/|&)?\W*(?:what is )?(?:non|out|not|no|nicht|hors|fuera|fora|nao|abgrenzung)\b|(?:out[- ]of[- ]scope|non[- ]?goals)\W+(?:and|vs\.?|\/|&)?\W*(?:in[- ]scope|goals)/;

/** A section takes its heading's kind (`headsText`: in bold or numbered, where nothing else marks headings), else the kind of the section around it. */
function nameSection(
  section: Section,
  parent: Section | null,
  { language, headsText }: { language: Language; headsText: boolean },
): void {
  if (section.kind !== 'group' || section.title === null) return;
  const strict =
    (section.pseudo && !headsText && !isCapitals(section.title)) ||
    (parent !== null && working.has(parent.kind));
  const own = ownKind(section, parent, kindOfHeading(section.title, language, strict));
  const inherited = parent && parent.kind !== 'title' ? parent.kind : null;
  if (inherited && sticky.has(inherited) && !(own && breaksFrom(inherited, own))) {
    section.kind = inherited;
    return;
  }
  if (own === 'out_of_scope' && section.nodes.length === 0 && joinsScope.test(fold(section.title))) return;
  section.named = own !== null;
  section.kind = own ?? inheritedKind(inherited);
}

/** Below an instance or a scenario, an unnamed heading is a part of it; elsewhere it gathers what stands below. */
function inheritedKind(inherited: SectionKind | null): SectionKind {
  if (inherited === null || inherited === 'overview') return 'group';
  return inherited === 'instance' || inherited === 'scenario' ? 'scenario' : inherited;
}
