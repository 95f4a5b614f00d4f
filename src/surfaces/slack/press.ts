/** Presses and sent forms: each is stored before it is acknowledged, and answered where a person can see it. */
import { readFault } from './clients.ts';
import { findDecider, onlyMembers } from './decider.ts';
import type { OpenDesk, SlackDesk } from './desk.ts';
import { type Pressed, readPress, readSubmission } from './inbound.ts';
import { drawLoading, drawModal, readFilled, readKept } from './modal.ts';
import { nameThread } from './place.ts';

/** A sent form is answered in its place while Slack still waits for us. */
const usualAnswerMs = 2200;

export async function takePress(desk: OpenDesk, body: unknown): Promise<void> {
  const pressed = readPress(body, desk.self.team);
  if (!pressed) return;
  const known = await desk.dialogues.formOf(`${pressed.place.channel}:${pressed.ts}`);
  const view = known && drawModal(known.card, known.thread, desk.userOf);
  if (view) {
    await desk.clients.interactive.views.open({ trigger_id: pressed.triggerId, view });
    return;
  }
  const actor = await findDecider(desk, pressed.user, pressed.place);
  if (!actor) return;
  const isAnsweredAside = pressed.atHome || desk.opensForm(pressed.action);
  const opened = isAnsweredAside && !pressed.dialogue ? await openDialogue(desk, pressed) : null;
  const viewId = pressed.dialogue ?? opened;
  await desk.dialogues.keepPress(pressed.eventId, { user: pressed.user, viewId });
  await desk.accept({
    surface: 'slack',
    eventId: pressed.eventId,
    thread: nameThread(pressed.place),
    actor,
    at: desk.clock.now().toISOString(),
    kind: 'choice',
    action: pressed.action,
    values: null,
  });
}

/** Opened at once and empty; the answer fills it. Null when Slack lets none be opened any more: the answer is posted then. */
async function openDialogue({ clients, log }: SlackDesk, { triggerId }: Pressed): Promise<string | null> {
  try {
    const opened = await clients.interactive.views.open({ trigger_id: triggerId, view: drawLoading() });
    return opened.view!.id!;
  } catch (error) {
    log.warn('a dialogue could not be opened', { fault: readFault(error) });
    return null;
  }
}

/** Faults by input, shown in the dialogue; null when it may close. */
export async function takeForm(desk: OpenDesk, body: unknown): Promise<Record<string, string> | null> {
  const submitted = readSubmission(body);
  const kept = submitted && readKept(submitted.metadata);
  if (!submitted || !kept) return null;
  const person = await desk.people.find(submitted.user);
  const at = submitted.firstInput ?? '';
  if (!person.isFull) return { [at]: onlyMembers };
  await desk.dialogues.expectFault(submitted.eventId);
  await desk.accept({
    surface: 'slack',
    eventId: submitted.eventId,
    thread: kept.thread,
    actor: { externalId: submitted.user, name: person.name },
    at: desk.clock.now().toISOString(),
    kind: 'choice',
    action: kept.action,
    values: { ...readFilled(submitted.values), ...kept.values },
  });
  const withinMs = desk.answerWithinMs ?? usualAnswerMs;
  const fault = await desk.dialogues.awaitFault(submitted.eventId, withinMs);
  return fault === null ? null : { [at]: fault };
}
