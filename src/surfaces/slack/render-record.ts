/** A finished list of steps as Slack folds it: a `plan`, posted once and not edited, because an edit folds it again. */
import type { KnownBlock, PlanBlock, RichTextBlock, TaskCardBlock } from '@slack/types';
import type { CardBlock, Mark, Text } from '../../cards/card.ts';
import { cutPlain } from '../../cards/cut-text.ts';
import { makeSafeLine, safeUrl } from '../../messenger/safe-text.ts';
import { plain, sectionOf } from './rich-text.ts';

type Checklist = Extract<CardBlock, { kind: 'checklist' }>;
type Item = Checklist['items'][number];

/** How many tasks Slack takes is not said; nobody unfolds more. */
const mostTasks = 30;
/** Of a task's title, details and output, by Slack's reference. */
const longest = 250;

const statuses: Record<Mark, TaskCardBlock['status']> = {
  none: 'pending',
  pending: 'pending',
  running: 'in_progress',
  done: 'complete',
  failed: 'error',
  skipped: 'pending',
  question: 'error',
  changed: 'complete',
};

/** In the card's order; what is left out is counted. */
export function drawRecord({ items, done, total }: Checklist, title: string): KnownBlock[] {
  if (items.length === 0) return [];
  const left = total - Math.min(items.length, mostTasks);
  const plan: PlanBlock = {
    type: 'plan',
    title: cutPlain(makeSafeLine(title), longest) || `${done} of ${total}`,
    tasks: items.slice(0, mostTasks).map(drawTask),
  };
  if (left <= 0) return [plan];
  const more = `… and ${left} more; all of them are on the board.`;
  return [plan, { type: 'context', elements: [{ type: 'plain_text', text: more, emoji: false }] }];
}

function drawTask({ mark, text, detail }: Item, at: number): TaskCardBlock {
  const said = detail === undefined ? '' : cutPlain(makeSafeLine(wordsOf(detail)), longest);
  return {
    type: 'task_card',
    task_id: `t${at + 1}`,
    title: cutPlain(makeSafeLine(wordsOf(text)), longest) || '…',
    status: statuses[mark],
    ...(said === '' ? {} : { output: asRichText(said) }),
    ...sourcesOf(text),
  };
}

function wordsOf(text: Text): string {
  return typeof text === 'string'
    ? text
    : text.map((run) => (run.kind === 'mention' ? run.name : run.text)).join('');
}

function asRichText(text: string): RichTextBlock {
  return { type: 'rich_text', elements: [sectionOf([plain(text)])!] };
}

function sourcesOf(text: Text): Pick<TaskCardBlock, 'sources'> {
  const links = typeof text === 'string' ? [] : text.filter((run) => run.kind === 'link');
  const sources = links.flatMap(({ url, text: name }) => {
    const safe = safeUrl(url);
    return safe ? [{ type: 'url' as const, url: safe, text: makeSafeLine(name) || safe }] : [];
  });
  return sources.length > 0 ? { sources } : {};
}
