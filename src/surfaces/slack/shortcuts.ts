/** The shortcuts: tickets or a bug report from a message, and a question to Docket from anywhere. */
import { setTimeout as wait } from 'node:timers/promises';
import type { GlobalShortcut, MessageShortcut } from '@slack/bolt';
import { drawAskFormCard } from '../../cards/ask-form-card.ts';
import { drawBugFormCard } from '../../cards/bug-form-card.ts';
import { asDocument, draftWords } from '../../messenger/as-document.ts';
import { findDirect, sayAsked } from './command.ts';
import { findDecider, notTold, onlyMembers } from './decider.ts';
import type { OpenDesk } from './desk.ts';
import type { FrontDesk } from './front-desk.ts';
import type { Answering } from './heard.ts';
import { decode, readSubmission, sharedOf } from './inbound.ts';
import { drawModal, readFilled } from './modal.ts';
import { nameThread, type Place } from './place.ts';

/** "Create tickets from this": the message is a document, and none of its words an order. */
export async function draftFrom(desk: OpenDesk, shortcut: MessageShortcut, again: boolean): Promise<void> {
  const { user, message, trigger_id } = shortcut;
  const actor = await findDecider(desk, user.id, placeOf(desk, shortcut));
  if (!actor) return;
  const eventId = `shortcut:${trigger_id}`;
  const said = `${actor.name}: create tickets from this message`;
  const asked = { user: user.id, said, once: { key: eventId, again } };
  const place = await sayAsked(desk, placeOf(desk, shortcut), asked);
  const text = decode(message.text ?? '', desk.self.bot);
  const shared = sharedOf(message);
  await desk.accept({
    surface: 'slack',
    eventId,
    thread: nameThread(place),
    actor,
    at: desk.clock.now().toISOString(),
    kind: 'message',
    text: draftWords,
    attachments: text === '' ? [] : [asDocument(text)],
    ...(shared.length > 0 ? { shared } : {}),
  });
}

function placeOf({ self }: FrontDesk, { channel, message }: MessageShortcut): Place {
  const threadTs = (message as { thread_ts?: string }).thread_ts ?? message.ts;
  return { team: self.team, channel: channel.id, threadTs };
}

/** "Report as bug": a form with what the message says, which is sent with the way back to it. */
export async function reportBug(desk: FrontDesk, shortcut: MessageShortcut): Promise<void> {
  const { user, channel, message, trigger_id } = shortcut;
  const place = placeOf(desk, shortcut);
  if (!(await findDecider(desk, user.id, place))) return;
  const source = await findPermalink(desk, channel.id, message.ts);
  const card = drawBugFormCard(decode(message.text ?? '', desk.self.bot));
  const view = drawModal(card, nameThread(place), desk.userOf, source ? { source } : {});
  await desk.clients.interactive.views.open({ trigger_id, view: view! });
}

/** A dialogue can be opened for three seconds only, so the address is not waited for much longer than it takes. */
const patienceMs = 1200;

async function findPermalink({ clients }: FrontDesk, channel: string, ts: string): Promise<string | null> {
  const asking = clients.interactive.chat.getPermalink({ channel, message_ts: ts });
  const answer = await Promise.race([asking.catch(() => null), wait(patienceMs, null, { ref: false })]);
  return answer?.permalink ?? null;
}

/** From anywhere in Slack: what Docket is asked is answered in person. */
export async function openAsk(desk: FrontDesk, { trigger_id }: GlobalShortcut): Promise<void> {
  const view = drawModal(drawAskFormCard(), '', desk.userOf)!;
  await desk.clients.interactive.views.open({ trigger_id, view: { ...view, callback_id: 'dk1:ask' } });
}

/** Stored when it resolves. */
export async function takeAsked(desk: OpenDesk, body: unknown, again: boolean): Promise<Answering> {
  const close = async () => null;
  const submitted = readSubmission(body);
  if (!submitted) return close;
  const person = await desk.people.find(submitted.user).catch(() => null);
  if (!person?.isFull) return async () => ({ [submitted.firstInput ?? '']: person ? onlyMembers : notTold });
  const { text = '' } = readFilled(submitted.values);
  const eventId = `ask:${submitted.eventId}`;
  const once = { key: eventId, again };
  const asked = { user: submitted.user, said: `${person.name}: ${text}`, once };
  const place = await sayAsked(desk, await findDirect(desk, submitted.user), asked);
  await desk.accept({
    surface: 'slack',
    eventId,
    thread: nameThread(place),
    actor: { externalId: submitted.user, name: person.name },
    at: desk.clock.now().toISOString(),
    kind: 'message',
    text,
    attachments: [],
  });
  return close;
}
