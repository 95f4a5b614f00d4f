/** Tickets of an attached repository: what can start, who holds what and for how long, and how far the groups are. */
import type { MirrorOutcome, RepoGroup, RepoTicket, RepoView } from '../domain/repo-view.ts';
import type { Card, CardBlock, ListItem, Mark } from './card.ts';
import { count, muted, spanKeys } from './phrases.ts';

const headings: Record<RepoView['list'], string> = {
  ready: 'ready to start',
  doing: 'under way',
  waiting: 'waiting',
  claimed: 'claimed',
  open: 'open',
  all: 'found',
  problems: 'to be mended',
};

export function drawRepoCard(view: RepoView): Card {
  const summary = sayTotal(view);
  const more = view.total - view.tickets.length;
  const blocks: CardBlock[] = [{ kind: 'text', text: summary }];
  if (view.tickets.length > 0) blocks.push({ kind: 'list', items: view.tickets.map(drawRepoTicket) });
  if (view.problems.length > 0) blocks.push({ kind: 'code', text: view.problems.join('\n') });
  if (more > 0) blocks.push({ kind: 'text', text: muted(`… and ${more} more.`) });
  if (view.list === 'ready' && view.groups.length > 0)
    blocks.push({ kind: 'fields', items: view.groups.map(drawGroup) });
  const title = `${view.name}: ${headings[view.list]}`;
  return { title, tone: view.problems.length > 0 ? 'warning' : 'neutral', blocks, choices: [], summary };
}

function sayTotal({ list, total, name, problems }: RepoView): string {
  if (list !== 'problems') {
    if (total === 0) return `Nothing in ${name} is ${headings[list]}.`;
    return `${count(total, 'ticket')} in ${name} ${total === 1 ? 'is' : 'are'} ${headings[list]}.`;
  }
  return problems.length === 0 ? `The tickets in ${name} are valid.` : `The tickets in ${name} need mending.`;
}

function drawGroup({ title, done, active }: RepoGroup): { label: string; value: string } {
  return { label: title, value: `${done} of ${active} done` };
}

/** `Export as CSV`, and below `20cb58 · high · claimed by @dana, 40 min left`. */
export function drawRepoTicket(ticket: RepoTicket): ListItem {
  const { claim, waitsFor } = ticket;
  const facts = [
    ticket.short,
    ticket.status,
    ticket.priority,
    ticket.lane,
    ticket.owner,
    claim && `🔒 claimed by ${claim.holder}, ${claim.minutesLeft} min left`,
    waitsFor > 0 && !['done', 'canceled'].includes(ticket.status) ? `waits for ${waitsFor}` : null,
  ];
  const meta = facts.filter((fact): fact is string => Boolean(fact));
  return { mark: marks[ticket.status] ?? 'none', title: ticket.title, meta };
}

const marks: Record<string, Mark> = {
  todo: 'pending',
  doing: 'running',
  blocked: 'question',
  done: 'done',
  canceled: 'skipped',
};

/** What was done to one ticket of the repository, or why it was not. */
export function drawRepoDeedCard(said: string, done: boolean, ticket: RepoTicket): Card {
  return {
    title: '',
    tone: done ? 'success' : 'warning',
    blocks: [
      { kind: 'text', text: said },
      { kind: 'list', items: [drawRepoTicket(ticket)] },
    ],
    choices: [],
    summary: said,
  };
}

/** What was taken over from a repository or written into it, and what was not and why. */
export function drawMirrorCard(outcome: MirrorOutcome, words: { added: string; changed: string }): Card {
  const { added, changed, unchanged, refused } = outcome;
  const parts = [
    added.length > 0 ? `${count(added.length, 'ticket')} ${words.added}` : null,
    changed.length > 0 ? `${changed.length} ${words.changed}` : null,
    unchanged > 0 ? `${unchanged} already in step` : null,
    refused.length > 0 ? `${refused.length} left as ${refused.length === 1 ? 'it is' : 'they are'}` : null,
  ].filter((part) => part !== null);
  const summary = parts.length === 0 ? 'There was nothing to do.' : `${parts.join(', ')}.`;
  const blocks: CardBlock[] = [{ kind: 'text', text: summary }];
  const keys = [...added, ...changed];
  if (keys.length > 0) blocks.push({ kind: 'text', text: muted(spanKeys(keys)) });
  const items = refused
    .slice(0, 10)
    .map(({ ticket, why }): ListItem => ({ mark: 'failed', title: ticket, body: why }));
  if (items.length > 0) blocks.push({ kind: 'list', items });
  return { title: '', tone: refused.length > 0 ? 'warning' : 'success', blocks, choices: [], summary };
}
