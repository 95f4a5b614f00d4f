/** Presses and sent forms: each is stored, and answered where a person can see it. */
import { drawNoticeCard } from '../../cards/notice-card.ts';
import { readFault } from './clients.ts';
import { findDecider, notTold, onlyMembers } from './decider.ts';
import type { OpenDesk } from './desk.ts';
import type { Answering, Heard } from './heard.ts';
import { type Pressed, readPress, readSubmission } from './inbound.ts';
import { drawDialogue, drawModal, readFilled, readKept } from './modal.ts';
import { nameThread } from './place.ts';

/** A sent form is answered in its place while Slack still waits for us. */
const usualAnswerMs = 2200;

const expiredForm =
  'This form is no longer open: it is older than two weeks, or of another version of Docket. Nothing was changed; ask for it again.';

/** `acted` gives the dialogue that was opened for it. */
export async function takePress(
  desk: OpenDesk,
  body: unknown,
  acted: Promise<string | null> | null,
): Promise<void> {
  const pressed = readPress(body, desk.self.team);
  if (!pressed) return;
  const opened = await acted;
  const form = await desk.dialogues.formOf(`${pressed.place.channel}:${pressed.ts}`);
  if (pressed.isForm || (form && pressed.action === submitOf(form)))
    return openForm(desk, pressed, { form, opened });
  const actor = await findDecider(desk, pressed.user, pressed.place, opened);
  if (!actor) return;
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

type Form = Awaited<ReturnType<OpenDesk['dialogues']['formOf']>>;

/** On messages of earlier versions a form is known by this only. */
function submitOf({ card }: NonNullable<Form>): string | null {
  return card.blocks.find((block) => block.kind === 'form')?.submit.action ?? null;
}

/** Filled in where it was opened empty; one that is no longer kept is said to be gone. */
async function openForm(
  desk: OpenDesk,
  { triggerId, user, place }: Pressed,
  { form, opened }: { form: Form; opened: string | null },
): Promise<void> {
  const { interactive } = desk.clients;
  const gone = drawNoticeCard(expiredForm, 'warning');
  const view = form
    ? drawModal(form.card, form.thread, desk.userOf)!
    : drawDialogue(gone, nameThread(place), desk.userOf);
  try {
    if (opened) await interactive.views.update({ view_id: opened, view });
    else await interactive.views.open({ trigger_id: triggerId, view });
  } catch (error) {
    // The person has closed it, or Slack lets none be opened any more: a press later it is.
    desk.log.warn('a form could not be opened', { fault: readFault(error) });
    if (opened) return;
    const again = form ? drawNoticeCard(tooLate, 'warning') : gone;
    await desk.poster.whisper(place, user, desk.draw(again));
  }
}

const tooLate =
  'Docket was busy for longer than Slack lets a form be opened. Nothing was changed; press again.';

/** Stored when it resolves; what is wrong, by input, is shown in the dialogue. */
export async function takeForm(desk: OpenDesk, { body, at }: Pick<Heard, 'body' | 'at'>): Promise<Answering> {
  const submitted = readSubmission(body);
  const kept = submitted && readKept(submitted.metadata);
  const first = submitted?.firstInput ?? '';
  const refuse = (why: string) => async () => ({ [first]: why });
  if (!submitted || !kept) return refuse(expiredForm);
  const person = await desk.people.find(submitted.user).catch(() => null);
  if (!person) return refuse(notTold);
  if (!person.isFull) return refuse(onlyMembers);
  const until = at + (desk.answerWithinMs ?? usualAnswerMs);
  // Too late for its dialogue, a fault is posted.
  if (Date.now() < until) await desk.dialogues.expectFault(submitted.eventId);
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
  return async () => {
    const fault = await desk.dialogues.awaitFault(submitted.eventId, until - Date.now());
    return fault === null ? null : { [first]: fault };
  };
}
