/** An issue that is one too many, told with both links and the press that has it closed. */
import type { PushView } from '../domain/publication-view.ts';
import type { NamedIssue } from '../domain/second-issue.ts';
import { formatAction } from './action-token.ts';
import type { Card, CardBlock, Choice, Inline } from './card.ts';
import { count, nameDestination } from './phrases.ts';

type Second = PushView['seconds'][number];

/** What a thread is told of when a look has found some. */
export function drawSecondIssuesCard(view: PushView): Card {
  const { seconds, push } = view;
  const where = nameDestination(push.destination);
  const summary = `${count(seconds.length, 'ticket')} ${seconds.length === 1 ? 'has' : 'have'} two issues in ${where}.`;
  return {
    title: 'An issue is there twice',
    tone: 'danger',
    blocks: [
      {
        kind: 'text',
        text: `${summary} It acted on a request long after it had left it unanswered. The older issue stays; the other changes nothing in Docket.`,
      },
      ...secondBlocks(seconds),
    ],
    choices: secondChoices(seconds),
    summary,
  };
}

/** One line for each; empty where there is none, as there should be. */
export function secondBlocks(seconds: readonly Second[]): CardBlock[] {
  return seconds.map((one) => ({
    kind: 'text',
    text: [
      ...linkIssue(one.second),
      { kind: 'text', text: ` is a second issue of “${one.kept.title}”; ` },
      ...linkIssue(one.kept),
      { kind: 'text', text: ` stays. ${sayClosing(one)}`.trimEnd() },
    ],
  }));
}

export function secondChoices(seconds: readonly Second[]): Choice[] {
  const open = seconds.filter(
    ({ closing }) => closing === null || closing === 'failed' || closing === 'cancelled',
  );
  return open.map(({ id, kept, second }) => ({
    label: `Close ${second.externalKey}`,
    action: formatAction('close_second', id),
    style: 'danger',
    confirm: `Close ${second.externalKey} as a duplicate of ${kept.externalKey}? ${kept.externalKey} stays as it is.`,
  }));
}

function linkIssue({ externalKey, url }: NamedIssue): Inline[] {
  return [url === '' ? { kind: 'text', text: externalKey } : { kind: 'link', text: externalKey, url }];
}

function sayClosing({ closing, second }: Second): string {
  if (closing === null) return '';
  if (closing === 'confirmed') return `${second.externalKey} was closed.`;
  if (closing === 'failed') return `${second.externalKey} could not be closed.`;
  return closing === 'cancelled' ? '' : `${second.externalKey} is being closed.`;
}
