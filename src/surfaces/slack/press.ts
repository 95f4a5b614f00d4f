/** Presses and sent forms: each is stored before it is acknowledged, and answered where a person can see it. */
import { readFault } from './clients.ts';
import { findDecider, onlyMembers } from './decider.ts';
import type { OpenDesk, SlackDesk } from './desk.ts';
import { type Pressed, readPress, readSubmission } from './inbound.ts';
import { drawLoading, drawModal, readFilled, readKept } from './modal.ts';
import { nameThread } from './place.ts';

/** A sent form is answered in its place while Slack still waits for us. */
const usualAnswerMs = 2200;
const mostPressers = 1000;

export async function takePress(desk: OpenDesk, body: unknown): Promise<void> {
  const pressed = readPress(body, desk.self.team);
  if (!pressed) return;
  const known = desk.forms.get(`${pressed.place.channel}:${pressed.ts}`);
  const view = known && drawModal(known.card, known.thread, desk.userOf);
  if (view) {
    await desk.clients.interactive.views.open({ trigger_id: pressed.triggerId, view });
    return;
  }
  const actor = await findDecider(desk, pressed.user, pressed.place);
  if (!actor) return;
  remember(desk, pressed);
  if (desk.opensForm(pressed.action)) await openDialogue(desk, pressed);
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

function remember({ pressers }: SlackDesk, { eventId, user }: Pressed): void {
  if (pressers.size >= mostPressers) pressers.clear();
  pressers.set(eventId, user);
}

/** Opened at once and empty; the answer fills it. Without it the answer is posted. */
async function openDialogue({ clients, dialogues, log }: SlackDesk, pressed: Pressed): Promise<void> {
  try {
    const view = drawLoading();
    const opened = await clients.interactive.views.open({ trigger_id: pressed.triggerId, view });
    dialogues.expectForm(pressed.eventId, opened.view!.id!);
  } catch (error) {
    log.warn('a dialogue could not be opened', { fault: readFault(error) });
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
  const answer = desk.dialogues.awaitFault(submitted.eventId, desk.answerWithinMs ?? usualAnswerMs);
  await desk.accept({
    surface: 'slack',
    eventId: submitted.eventId,
    thread: kept.thread,
    actor: { externalId: submitted.user, name: person.name },
    at: desk.clock.now().toISOString(),
    kind: 'choice',
    action: kept.action,
    values: readFilled(submitted.values),
  });
  const fault = await answer;
  return fault === null ? null : { [at]: fault };
}
