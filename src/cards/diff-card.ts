/** What changed between two versions of a document, requirement by requirement, and which tickets that touches. */
import type { VersionNote } from '../domain/document.ts';
import type { DocumentDiff, RequirementChange, TextChange, TicketImpact } from '../domain/document-diff.ts';
import type { Card, CardBlock, ListItem, Mark } from './card.ts';
import { cutPlain } from './cut-text.ts';
import { count, enumerate, muted, sayLines, sayName } from './phrases.ts';

const most = 12;

/** `impact` is null where nobody asked for the tickets. */
export function drawDiffCard(diff: DocumentDiff, impact: readonly TicketImpact[] | null): Card {
  const { document, from, to } = diff;
  const said = sayCounts(diff);
  const tickets = impact === null ? '' : ` · ${sayImpact(impact)}`;
  const title = `${said}${tickets} · ${document.title}`;
  return {
    title,
    tone: 'neutral',
    blocks: [
      { kind: 'text', text: muted(sayVersions(diff)) },
      ...(impact === null ? [] : drawImpact(impact)),
      ...listOf(diff.requirements.map(drawRequirement)),
      ...listOf(elsewhere(diff).map(drawText)),
      ...drawRetyped(diff.retyped),
    ],
    choices: [],
    summary: `“${document.title}” from version ${from} to ${to}: ${said}${impact === null ? '' : `, ${sayImpact(impact)}`}.`,
  };
}

function sayCounts({ requirements, text, from, to }: DocumentDiff): string {
  if (from === to) return 'Nothing to compare';
  const of = (kind: RequirementChange['kind']) => requirements.filter((one) => one.kind === kind).length;
  const parts: [number, string][] = [
    [of('changed'), 'changed'],
    [of('added'), 'new'],
    [of('removed'), 'gone'],
  ];
  const said = parts.flatMap(([number, word]) => (number > 0 ? [`${number} ${word}`] : [])).join(', ');
  if (said !== '') return said;
  return text.length > 0 ? 'No requirement changed' : 'Nothing changed';
}

function sayImpact(impact: readonly TicketImpact[]): string {
  return impact.length === 0 ? 'no ticket affected' : `${count(impact.length, 'ticket')} affected`;
}

function sayVersions({ from, to, versions, document }: DocumentDiff): string {
  if (from === to) return `There is only version ${to} to look at, read ${document.createdAt.slice(0, 10)}.`;
  const notes = versions.slice(-4).map(sayVersion);
  return [`Version ${from} → ${to}`, ...notes].join('\n');
}

function sayVersion({ version, via, note, createdBy, createdAt }: VersionNote): string {
  const deed = via === 'ingest' ? 'read in again' : (note ?? 'edited');
  return `${version}: ${deed} (${createdBy.name}, ${createdAt.slice(0, 10)})`;
}

function drawImpact(impact: readonly TicketImpact[]): CardBlock[] {
  return listOf(
    impact.map(({ key, title, status, touch, removed }) => ({
      mark: touch === 'gone' ? 'skipped' : 'changed',
      title,
      meta: [key, sayName(status), touch === 'gone' ? 'its passage is gone' : 'its passage changed'],
      ...(removed[0] ? { body: `− ${cutPlain(removed[0].trim(), 200)}` } : {}),
    })),
  );
}

const marks: Record<RequirementChange['kind'], Mark> = {
  added: 'pending',
  changed: 'changed',
  removed: 'skipped',
};
const words: Record<RequirementChange['kind'], string> = {
  added: 'new',
  changed: 'changed',
  removed: 'gone',
};

function drawRequirement({ kind, title, lines, old, new: now }: RequirementChange): ListItem {
  const [was, is] = [old?.split('\n') ?? [], now?.split('\n') ?? []];
  const gone = was.filter((line) => !is.includes(line) && line.trim() !== '').slice(0, 2);
  const come = is.filter((line) => !was.includes(line) && line.trim() !== '').slice(0, 2);
  const body = [...gone.map((line) => `− ${line.trim()}`), ...come.map((line) => `+ ${line.trim()}`)];
  return {
    mark: marks[kind],
    title,
    meta: [words[kind], sayLines(lines)],
    ...(body.length > 0 && kind === 'changed'
      ? { body: body.map((line) => cutPlain(line, 200)).join('\n') }
      : {}),
  };
}

/** Text that no requirement above tells of. */
function elsewhere({ text, requirements }: DocumentDiff): TextChange[] {
  const told = new Set(
    requirements.flatMap(({ old, new: now }) => [old ?? '', now ?? ''].join('\n').split('\n')),
  );
  return text.filter(({ removed, added }) => [...removed, ...added].some((line) => !told.has(line)));
}

function drawText({ heading, lines, removed, added }: TextChange): ListItem {
  const body = [
    ...removed.slice(0, 2).map((line) => `− ${line.trim()}`),
    ...added.slice(0, 2).map((line) => `+ ${line.trim()}`),
  ];
  const [first, last] = lines;
  return {
    mark: 'changed',
    title: heading ?? 'The beginning',
    meta: [sayLines(first === last ? [first] : [first, last]).replace(', ', '–')],
    body: body.map((line) => cutPlain(line, 200)).join('\n'),
  };
}

function drawRetyped(retyped: DocumentDiff['retyped']): CardBlock[] {
  if (retyped.length === 0) return [];
  const said = retyped.map(
    ({ title, from, to }) => `“${cutPlain(title, 60)}” from ${sayName(from)} to ${sayName(to)}`,
  );
  return [{ kind: 'text', text: muted(`Other types: ${enumerate(said)}.`) }];
}

function listOf(items: ListItem[]): CardBlock[] {
  if (items.length === 0) return [];
  const more = items.length - most;
  return [
    { kind: 'list', items: items.slice(0, most) },
    ...(more > 0 ? [{ kind: 'text' as const, text: muted(`and ${more} more`) }] : []),
  ];
}
