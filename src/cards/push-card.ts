/** A push as it happens: one line per ticket with its link or the reason, and what can still be done. */

import type { PushView, SkipReason } from '../domain/publication-view.ts';
import type { IntentState } from '../domain/push.ts';
import { formatAction } from './action-token.ts';
import type { Card, CardBlock, Choice, Inline, Mark, Text, Tone } from './card.ts';
import { count, muted, nameDestination, spanKeys } from './phrases.ts';
import { sayLinks } from './push-links.ts';
import { secondBlocks, secondChoices } from './second-issues.ts';
import { linkKey } from './ticket-facts.ts';

export function drawPushCard(view: PushView): Card {
  const sentence = view.finished ? saySettled(view) : sayProgress(view);
  return {
    title: titleOf(view),
    tone: toneOf(view),
    blocks: [
      ...secondBlocks(view.seconds),
      ...(view.rows.length > 0 ? [checklist(view)] : []),
      ...skippedBlocks(view),
      ...(view.finished ? [{ kind: 'text' as const, text: sentence }] : []),
    ],
    choices: [...secondChoices(view.seconds), ...choicesOf(view)],
    summary: sentence,
  };
}

function titleOf(view: PushView): string {
  const where = nameDestination(view.push.destination);
  if (!view.finished) return `Pushing ${count(view.rows.length, 'ticket')} to ${where}`;
  const { confirmed } = view.counts;
  return confirmed === view.rows.length
    ? `Pushed to ${where}`
    : `${confirmed} of ${view.rows.length} pushed to ${where}`;
}

function toneOf(view: PushView): Tone {
  if (view.seconds.some(({ closing }) => closing !== 'confirmed')) return 'danger';
  if (!view.finished) return 'info';
  const { confirmed, unlinked } = view.counts;
  if (view.rows.length > 0 && confirmed === view.rows.length) return unlinked > 0 ? 'warning' : 'success';
  return view.counts.confirmed === 0 && view.counts.failed > 0 ? 'danger' : 'warning';
}

function sayProgress(view: PushView): string {
  const where = nameDestination(view.push.destination);
  return `Pushing to ${where}: ${view.counts.confirmed} of ${view.rows.length} created so far.`;
}

/** The good part first, then what did not happen, and that nothing was duplicated. */
function saySettled(view: PushView): string {
  const { confirmed, failed, unknown, cancelled } = view.counts;
  const where = nameDestination(view.push.destination);
  if (view.rows.length === 0) return `Nothing was pushed to ${where}.`;
  const updated = view.rows.filter(isUpdated);
  const made = confirmed - updated.length;
  const all = confirmed === view.rows.length;
  const created = all ? count(made, 'ticket') : `${made} of ${count(view.rows.length, 'ticket')}`;
  const keys = spanKeys(createdKeys(view));
  const parts = [
    ...(made > 0 || updated.length === 0 ? [`${created} created in ${where}${keys ? `: ${keys}` : ''}`] : []),
    ...(updated.length > 0
      ? [`${count(updated.length, 'ticket')} written into ${spanKeys(keysOf(updated))}`]
      : []),
  ];
  const rest = [
    ...(failed > 0 ? [`${failed} failed`] : []),
    ...(unknown > 0 ? [`${unknown} unclear, being looked up`] : []),
    ...(cancelled > 0 ? [`${cancelled} not sent`] : []),
  ];
  const tail = rest.length > 0 ? ` ${rest.join(', ')}${sayDuplicated(view)}.` : '';
  const { linked } = view.counts;
  const links = linked > 0 ? `, with ${count(linked, 'link')}` : '';
  return `${parts.join(', ')}${links}.${tail}${sayUnlinked(view)}`;
}

function sayDuplicated({ seconds }: PushView): string {
  return seconds.length > 0
    ? `; ${count(seconds.length, 'issue')} came to be twice`
    : '; nothing was duplicated';
}

function sayUnlinked({ counts: { unlinked } }: PushView): string {
  if (unlinked === 0) return '';
  return ` ${count(unlinked, 'link')} ${unlinked === 1 ? 'was' : 'were'} not made.`;
}

function createdKeys(view: PushView): string[] {
  return keysOf(view.rows.filter((row) => row.intent.state === 'confirmed' && !isUpdated(row)));
}

function keysOf(rows: readonly Row[]): string[] {
  return rows.flatMap((row) => refOf(row)?.externalKey ?? []);
}

function isUpdated({ intent }: Row): boolean {
  return intent.state === 'confirmed' && intent.existing?.choice === 'update';
}

type Row = PushView['rows'][number];

function refOf({ intent, view }: Row) {
  return view.refs.find((ref) => ref.destination === intent.destination);
}

const marks: Record<IntentState, Mark> = {
  planned: 'pending',
  sending: 'running',
  unknown: 'question',
  confirmed: 'done',
  failed: 'failed',
  cancelled: 'skipped',
};

function checklist(view: PushView): CardBlock {
  const items = view.rows.map((row) => {
    const detail = detailOf(view.finished ? row : { ...row, links: [] });
    return { mark: marks[row.intent.state], text: textOf(row), ...(detail === null ? {} : { detail }) };
  });
  return { kind: 'checklist', items, done: view.counts.confirmed, total: view.rows.length };
}

function textOf(row: Row): Text {
  const ref = row.intent.state === 'confirmed' ? refOf(row) : undefined;
  const title: Inline = { kind: 'text', text: row.view.ticket.title };
  return ref ? [linkKey(ref), { kind: 'text', text: ' ' }, title] : [title];
}

function detailOf({ intent, links, attention }: Row): string | null {
  switch (intent.state) {
    case 'confirmed':
      return sayConfirmed(intent, links);
    case 'failed':
      return intent.reason ?? 'The tracker refused it.';
    case 'unknown':
      return attention
        ? 'Needs attention: no answer for over 15 minutes. Look in the tracker; Docket goes on asking before it sends it again.'
        : 'No answer yet. Docket looks it up before it sends it again.';
    case 'cancelled':
      return 'Not sent.';
    case 'planned':
    case 'sending':
      return intent.reason;
  }
}

/** Null where the issue was created as usual and nothing is to be added. */
function sayConfirmed({ adopted, existing, reason }: Row['intent'], links: Row['links']): string | null {
  const parts = [
    ...(adopted ? ['It already existed there and was adopted.'] : []),
    ...(existing?.choice === 'update' ? [`Updated ${existing.externalKey}; no new issue.`] : []),
    ...(reason === null ? [] : [reason]),
    ...sayLinks(links),
  ];
  return parts.length > 0 ? parts.join(' ') : null;
}

const skipReasons: Record<(typeof SkipReason)['options'][number], string> = {
  TICKET_NOT_REVIEWED: 'not approved yet',
  ALREADY_PUSHED: 'already pushed',
  NOT_FOUND: 'not found',
  IN_PROGRESS: 'already being pushed',
  MAY_BE_DUPLICATE: 'it may be a duplicate; decide on the board',
  DUPLICATE: 'it is a duplicate',
};

function skippedBlocks(view: PushView): CardBlock[] {
  return view.skipped.map(({ key, reason }) => ({
    kind: 'text',
    text: muted(`Skipped ${key}: ${skipReasons[reason]}.`),
  }));
}

function choicesOf(view: PushView): Choice[] {
  const { push, counts } = view;
  if (!view.finished) {
    return [
      {
        label: 'Cancel',
        action: formatAction('stop', push.id),
        style: 'danger',
        confirm: 'Stop what was not sent yet? Issues that exist stay.',
      },
    ];
  }
  const documentId = view.rows[0]?.view.ticket.origin.documentId;
  return [
    ...(counts.failed + counts.unlinked > 0
      ? [
          {
            label:
              counts.failed > 0 ? `Retry ${counts.failed} failed` : `Retry ${count(counts.unlinked, 'link')}`,
            action: formatAction('retry', push.id),
            style: 'primary' as const,
          },
        ]
      : []),
    ...(counts.confirmed > 0 && documentId
      ? [{ label: 'Check status', action: formatAction('sync', documentId) }]
      : []),
  ];
}
