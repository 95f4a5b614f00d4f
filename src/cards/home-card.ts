/** A person's home: what waits for them first, then what is under way, and how Docket is set up. */
import type { HomeBoard, HomePush, HomeView } from '../domain/home-view.ts';
import { trackerTitle } from '../domain/tracker-title.ts';
import { formatAction } from './action-token.ts';
import type { Card, CardBlock, Inline, ListItem } from './card.ts';
import { count, muted, nameDestination } from './phrases.ts';

/** `rowsOf` says preferences in words. */
export function drawHomeCard(
  view: HomeView,
  rowsOf: (values: HomeView['defaults'][number]['values']) => string[],
): Card {
  const waits = view.asked.length + view.waiting.length;
  return {
    title: 'Docket',
    tone: 'neutral',
    blocks: [
      ...section(
        'Waiting for you',
        [...view.asked.map(drawAsked), ...view.waiting.map(drawBoard)],
        nothingWaits,
      ),
      ...section('Your drafts', view.mine.map(drawBoard), noDrafts),
      ...section('Pushes', view.pushes.map(drawPush), 'Nothing was pushed in the last three days.'),
      ...section('Connections', [drawConnections(view)], ''),
      ...section('Defaults', drawDefaults(view, rowsOf), ''),
    ],
    choices: [
      { label: 'Report a bug…', action: formatAction('bug') },
      { label: 'Check connections', action: formatAction('trackers') },
      { label: 'What can I say?', action: formatAction('help') },
    ],
    summary: waits > 0 ? `${count(waits, 'thing')} ${waits === 1 ? 'waits' : 'wait'} for you.` : nothingWaits,
  };
}

const nothingWaits = 'Nothing waits for you. When a draft needs a decision, it appears here.';
const noDrafts =
  'You have no open drafts. Write to Docket in the Messages tab, or mention it in a channel with a document.';

function section(title: string, items: ListItem[], none: string): CardBlock[] {
  const heading: Inline[] = [{ kind: 'text', text: title, bold: true }];
  return [
    { kind: 'divider' },
    { kind: 'text', text: heading },
    items.length > 0 ? { kind: 'list', items } : { kind: 'text', text: muted(none) },
  ];
}

function drawAsked({ id, preview }: HomeView['asked'][number]): ListItem {
  return {
    mark: 'question',
    title: preview,
    choices: [
      { label: 'Approve', action: formatAction('go', id), style: 'primary' },
      { label: 'Reject', action: formatAction('no', id) },
    ],
  };
}

function drawBoard({ boardId, title, thread, toReview, approved, failed }: HomeBoard): ListItem {
  return {
    mark: failed > 0 ? 'failed' : toReview > 0 ? 'pending' : 'done',
    title: placed(title, thread),
    meta: [
      ...(toReview > 0 ? [`${toReview} to review`] : []),
      ...(approved > 0 ? [`${approved} approved, not pushed`] : []),
      ...(failed > 0 ? [`${failed} failed`] : []),
    ],
    choices: [{ label: 'Review here', action: formatAction('board', boardId) }],
  };
}

function drawPush({
  pushId,
  destination,
  byName,
  thread,
  total,
  created,
  failed,
  finished,
}: HomePush): ListItem {
  const sentence = `${created} of ${count(total, 'ticket')} created in ${nameDestination(destination)}`;
  return {
    mark: !finished ? 'running' : failed > 0 ? 'failed' : 'done',
    title: placed(sentence, thread),
    meta: [`begun by ${byName}`, ...(failed > 0 ? [`${failed} failed`] : [])],
    choices: [
      ...(failed > 0 && finished
        ? [{ label: `Retry ${failed} failed`, action: formatAction('retry', pushId) }]
        : []),
      ...(finished
        ? []
        : [
            {
              label: 'Cancel',
              action: formatAction('stop', pushId),
              style: 'danger' as const,
              confirm: 'Stop what was not sent yet? Issues that exist stay.',
            },
          ]),
      { label: 'Show here', action: formatAction('show_push', pushId) },
    ],
  };
}

/** Leads to where it is talked about. */
function placed(text: string, thread: HomeBoard['thread']): Inline[] {
  return [thread ? { kind: 'place', thread: thread.external, text } : { kind: 'text', text }];
}

function drawConnections({ trackers }: HomeView): ListItem {
  const names = trackers.map(({ name, sandbox }) => `${trackerTitle(name)}${sandbox ? ' (sandbox)' : ''}`);
  return {
    mark: names.length > 0 ? 'done' : 'question',
    title: names.length > 0 ? names.join(', ') : 'No tracker is connected.',
    meta: ['Tokens belong in the settings of the machine that runs Docket, never into a chat.'],
  };
}

function drawDefaults({ defaults }: HomeView, rowsOf: Parameters<typeof drawHomeCard>[1]): ListItem[] {
  const workspace = defaults.find(({ channel }) => channel === null) ?? { channel: null, values: {} };
  const channels = defaults.filter(({ channel }) => channel !== null).slice(0, 10);
  return [workspace, ...channels].map(({ channel, values }) => {
    const rows = rowsOf(values);
    const [team = '', id = ''] = channel?.split('/') ?? [];
    const isSlack = /^[A-Za-z0-9]{1,16}$/.test(id);
    return {
      mark: 'none',
      title: channel === null ? 'All channels' : [{ kind: 'place', thread: channel, text: channel }],
      meta: rows.length > 0 ? rows : ['Nothing is set; Docket asks where it has to know.'],
      ...(channel === null || isSlack
        ? { choices: [{ label: 'Change…', action: formatAction('defaults', team, id) }] }
        : {}),
    };
  });
}
