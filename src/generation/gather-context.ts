/** Reads the sections that make no tickets: what is parked, asked, remarked on, or only background. */
import { nodeText } from '../documents/blocks.ts';
import { flatten, type Item, type OutlineNode, type Section, type Table } from '../documents/outline.ts';
import { readSpeech } from '../documents/speech.ts';
import { opensStory } from '../documents/story.ts';
import { isSuspicious } from '../documents/suspicious.ts';
import { bindsProduct } from './binding.ts';
import type { Remark } from './candidate.ts';
import { isDialogue } from './gather-faq.ts';
import { attach, gatherItem, linesOf, setAside, stateOfText } from './gather-items.ts';
import { gatherMap, isStoryMap } from './gather-map.ts';
import { gatherParagraph } from './gather-paragraph.ts';
import { gatherPoint } from './gather-point.ts';
import { gatherSentences } from './gather-sentences.ts';
import { gatherTable } from './gather-table.ts';
import { readState } from './marks.ts';
import { takeOwner } from './people.ts';
import type { Reading } from './reading.ts';
import { sentencesOf } from './sentences.ts';
import { readStatement, type Statement } from './statements.ts';
import { listsMeasures, listsRequirements, readColumns } from './table-columns.ts';
import { readTableColumns } from './table-values.ts';

export function parkHidden(reading: Reading, node: OutlineNode): void {
  const text = flatten(nodeText(node));
  if (isSuspicious(text)) reading.out.parked.push({ reason: 'suspicious', text, lines: linesOf(node) });
}

export function parkAll(reading: Reading, section: Section): void {
  const kind = section.kind as 'out_of_scope' | 'future' | 'done';
  for (const node of section.nodes) {
    const text = flatten(nodeText(node));
    if (node.kind === 'hidden' || setAside(reading, text, linesOf(node)) || isLogistics(text)) continue;
    const reason = node.kind === 'item' && node.checked ? 'done' : kind;
    if (node.kind === 'item' && node.checked === false && kind === 'done')
      gatherPoint(reading, section, node, 'requirement');
    else if (node.kind === 'table') {
      for (const row of node.rows)
        reading.out.parked.push({ reason, text: row.cells.join(' | '), lines: [row.line] });
    } else reading.out.parked.push({ reason, text, lines: linesOf(node) });
  }
}

function isLogistics(text: string): boolean {
  return /^(?:next|nächste[rs]?|prochaine?|próxim[oa])\s+(?:meeting|call|session|sync|date|appointment|termin|treffen|sitzung|runde|réunion|rendez-vous|séance|point|reunión|cita|reunião|encontro)\b/i.test(
    text,
  );
}

const answered =
  /\b(?:resolved|answered|closed|decided|settled|geklart|geklärt|erledigt|entschieden|résolue?|tranchée?|décidé|resuelt[oa]|resolvid[oa]|decidid[oa])\b\s*(?:\d|:|on|in|\(|–|-|am|le|el|em)|→|✅|\b(?:A|R|Re?sp\.?|Antwort|Réponse|Respuesta|Resposta|Decidido|Decisión|Decisão|Décision|Tranché|Geklärt|Beschluss)\s*:\s/iu;

export function askAll(reading: Reading, section: Section): void {
  for (const node of section.nodes.filter((one) => !remarkOrder(reading, one))) {
    if (node.kind === 'hidden') continue;
    if (node.kind === 'table' && listsRequirements(readColumns(node.header))) {
      gatherTable(reading, section, node, 'requirement');
      continue;
    }
    const rows =
      node.kind === 'table'
        ? node.rows.map((row) => ({
            text: row.cells.filter(Boolean).join(' – '),
            lines: [row.line],
            struck: row.struck || isAnsweredRow(node.header, row.cells),
          }))
        : [
            {
              text: flatten(nodeText(node)),
              lines: linesOf(node),
              struck: 'struck' in node && node.struck !== '',
            },
          ];
    if (node.kind === 'paragraph' && parkBelowQuestions(reading, section, node)) continue;
    for (const row of rows) {
      if (setAside(reading, row.text, row.lines) || !isQuestionLike(row.text) || isLogistics(row.text))
        continue;
      const closed = row.struck || answered.test(row.text) || (node.kind === 'item' && node.checked === true);
      reading.out.questions.push({ text: row.text, lines: row.lines, answered: closed });
    }
  }
}

/** "RP-01 requires the timestamps of GH-01." asks nothing, in a section of dependencies and questions. */
function remarkOrder(reading: Reading, node: OutlineNode): boolean {
  if (node.kind !== 'item' && node.kind !== 'paragraph') return false;
  const sentences = sentencesOf(node.passage);
  const ids = /(?<![\p{L}\d])[A-Z]{1,5}-?\d{1,4}(?!\p{L})/gu;
  if (!sentences.every(({ text }) => new Set(text.match(ids) ?? []).size > 1 && !/\?/.test(text)))
    return false;
  for (const { text, lines } of sentences) {
    const said = text.replace(/^\d+(?:\.\d+)*\s+/, '');
    reading.out.remarks.push({ kind: 'dependency', text: said, lines });
  }
  return true;
}

/** Behind the questions of a letter comes what is for later, and how to reach its writer. True for both. */
function parkBelowQuestions(
  reading: Reading,
  section: Section,
  node: OutlineNode & { kind: 'paragraph' },
): boolean {
  const text = flatten(node.passage.text);
  const listed = section.nodes.some((one) => one.kind === 'item' && one.passage.first < node.passage.first);
  if (!listed || /\?/.test(text) || readSpeech(text, reading.language).unknown) return false;
  const state = stateOfText(reading, text);
  if (state) reading.out.parked.push({ reason: state, text, lines: linesOf(node) });
  return true;
}

/** A question whose column for answers is filled in. */
function isAnsweredRow(header: readonly string[], cells: readonly string[]): boolean {
  const at = header.findIndex((cell) =>
    /^\W*(?:answer|resolution|decision|outcome|result|antwort|ergebnis|r[ée]ponse|r[ée]sultat|respuesta|resultado|resposta)/i.test(
      cell,
    ),
  );
  return (
    at > 0 &&
    /\p{L}{2}/u.test(cells[at] ?? '') &&
    !/^\W*(?:tbd|open|pending|none|unknown)\b/i.test(cells[at]!)
  );
}

/** Not a greeting or a signature that happens to stand below the questions. */
function isQuestionLike(text: string): boolean {
  return /\?/.test(text) || text.split(' ').length > 3;
}

/** What a meeting agrees that somebody or the product is to do: "Ana se encarga de traducir la app". */
function isAgreed(reading: Reading, section: Section, node: OutlineNode): node is Item {
  if (!reading.isMeeting || section.kind !== 'decision' || node.kind !== 'item') return false;
  const text = flatten(node.passage.text);
  const speech = readSpeech(text, reading.language);
  if (speech.past || speech.musing || speech.question || stateOfText(reading, text)) return false;
  return speech.must || takeOwner(text, reading.attendees, true).owner !== null;
}

export function remarkAll(reading: Reading, section: Section): void {
  const kind = section.kind as Remark['kind'];
  const push = (text: string, lines: number[]) => {
    if (setAside(reading, text, lines)) return;
    const state = stateOfText(reading, text) ?? readState(text);
    if (state && kind === 'decision') reading.out.parked.push({ reason: state, text, lines });
    else reading.out.remarks.push({ kind, text, lines });
  };
  for (const node of section.nodes) {
    if (isAgreed(reading, section, node)) gatherItem(reading, section, node, 'action');
    else if (bindsProduct(reading, section, node)) gatherItem(reading, section, node, 'nfr');
    else if (node.kind === 'table')
      for (const row of node.rows) push(row.cells.filter(Boolean).join(' → '), [row.line]);
    else if (node.kind !== 'hidden' && node.kind !== 'code') push(flatten(nodeText(node)), linesOf(node));
  }
}

const bodies: ReadonlySet<Section['kind']> = new Set([
  'requirement',
  'user_story',
  'solution',
  'technical',
  'group',
  'design',
  'milestone',
  'nfr',
  'goal',
]);

/** Sections that tell what is to be done, so that the introduction need not be searched for it. */
function hasBody(reading: Reading): boolean {
  return reading.outline.sections.some(
    (section) => bodies.has(section.kind) && section.nodes.length > 0 && !isDialogue(section),
  );
}

/** A plain list without any heading that says what it is. */
function isBare(reading: Reading): boolean {
  return !reading.outline.sections.some((section) => section.named);
}

/** "Before they may sell, members must:" makes demands of the points below it wherever it stands. */
function opensDemands(reading: Reading, text: string): boolean {
  const speech = readSpeech(text, reading.language);
  return /:$/.test(text) && (speech.must || (speech.should && speech.actor));
}

/** Background makes no tickets, but it may report what is done, and in a memo it is where the demands are. */
export function readContext(reading: Reading, section: Section): void {
  const mined = !reading.listsWork && isMemo(section) && !hasBody(reading);
  const itemsAsk = mined && isBare(reading);
  const memo = readMemo(reading, section);
  let open: ReturnType<typeof gatherParagraph> = null;
  let demanding = itemsAsk;
  for (const [at, node] of section.nodes.entries()) {
    if (node.kind === 'hidden' || node.kind === 'code') continue;
    const text = flatten(nodeText(node));
    if (setAside(reading, text, linesOf(node))) continue;
    if (node.kind === 'paragraph')
      demanding = itemsAsk || (section.kind !== 'problem' && opensDemands(reading, text));
    if (memo.identified.has(node)) open = gatherParagraph(reading, section, 'requirement', at);
    else if (open && (node.kind === 'item' || opensPart(text))) attach(reading, open.candidate, node);
    else readBackground(reading, section, node, { mined, demanding: demanding || memo.listed.has(node) });
  }
}

/** What asks for work although it stands below the title or a greeting: several paragraphs with ids, lists of wishes. */
function readMemo(reading: Reading, section: Section): Record<'identified' | 'listed', Set<OutlineNode>> {
  if (!isMemo(section)) return { identified: new Set(), listed: new Set() };
  const named = section.nodes.filter(opensIdentified);
  return {
    identified: new Set(named.length > 1 ? named : []),
    listed: new Set(reading.listsWork ? [] : workLists(reading, section)),
  };
}

/** "Exceptions:" between the steps of a use case. */
function opensPart(text: string): boolean {
  return /^\p{Lu}[\p{L} ]{2,30}:$/u.test(text);
}

function opensIdentified(node: OutlineNode): boolean {
  return node.kind === 'paragraph' && opensStory(flatten(node.passage.text));
}

/** Lists below the title or the greeting that say what is wanted: the points ask or tell, and few of them report. */
function workLists(reading: Reading, section: Section): Item[] {
  const items = section.nodes.filter((node): node is Item => node.kind === 'item' && !node.state);
  const lists = [...Map.groupBy(items, ({ list }) => list).values()];
  return lists
    .filter((points) => {
      const said = points.map(({ passage }) => readStatement(flatten(passage.text), reading.language));
      const count = (...wanted: Statement[]) => said.filter((one) => wanted.includes(one)).length;
      const others = count('reports', 'measures', 'questions');
      return points.length > 2 && count('asks', 'tells') * 3 >= points.length && others * 3 < points.length;
    })
    .flat();
}

function readBackground(
  reading: Reading,
  section: Section,
  node: OutlineNode,
  how: { mined: boolean; demanding: boolean },
): void {
  const text = flatten(nodeText(node));
  if (node.kind === 'item' && node.state) {
    reading.out.parked.push({ reason: node.state, text, lines: linesOf(node) });
    return;
  }
  if ((node.kind === 'paragraph' || node.kind === 'quote') && how.mined)
    gatherSentences(reading, announced(reading, section), node.passage, 'requirement');
  else if (
    node.kind === 'item' &&
    (how.demanding || (section.kind === 'overview' && opensWork(reading, text)))
  )
    gatherPoint(reading, section, node, 'requirement');
  else if (node.kind === 'table') {
    if (isMemo(section) && isStoryMap(node)) gatherMap(reading, section, node, 'requirement');
    else if (isMemo(section) && !reading.listsWork && namesWork(reading, node))
      gatherTable(reading, section, node, 'requirement');
  } else parkReport(reading, node, text);
}

/** Above questions and their answers, an announcement tells what the product does as a solution does. */
function announced(reading: Reading, section: Section): Section {
  const answers = section.depth === 0 && reading.outline.sections.some(isDialogue);
  return answers ? { ...section, kind: 'solution', depth: 1, named: true } : section;
}

/** A story or an id; "1.2 Hauliers arrive unannounced." only counts the paragraphs of an introduction. */
function opensWork(reading: Reading, text: string): boolean {
  if (!opensStory(text)) return false;
  const speech = readSpeech(text, reading.language);
  return !/^\d/.test(text) || speech.must || (speech.should && !speech.past);
}

/** What stands below the title, or introduces the rest. */
function isMemo(section: Section): boolean {
  return section.kind === 'title' || section.kind === 'overview';
}

/** A table of requirements, or one whose first column says that it lists features. */
function namesWork(reading: Reading, table: Table): boolean {
  const { header } = table;
  if (listsMeasures(header)) return false;
  return (
    listsRequirements(readTableColumns(table, reading.legend)) ||
    /^\W*(?:features?|requirements?|user stor(?:y|ies)|capabilit(?:y|ies))\W*$/i.test(header[0] ?? '')
  );
}

/** Parks a line that tells what is done. */
function parkReport(reading: Reading, node: OutlineNode, text: string): void {
  const reports =
    /^(?:done|erledigt|bereits erledigt|fait|hecho|feito)\b[^:]{0,40}:/i.test(text) ||
    (readSpeech(text, reading.language).done && /accepted and running|since last/i.test(text));
  if (reports) reading.out.parked.push({ reason: 'done', text, lines: linesOf(node) });
}
