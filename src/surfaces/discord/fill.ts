/** Forms as people fill them in: page by page, kept until they are sent, and opened again where something was wrong. */
import { drawNoticeCard } from '../../cards/notice-card.ts';
import type { Inbound } from '../../ports/surface.ts';
import { offerFiles } from './add-files.ts';
import { type Asked, eventOf, waitingFor } from './asked.ts';
import type { CustomId } from './custom-id.ts';
import { drawModal, formOf, pagesOf, readFilled } from './form.ts';
import type { SharedFile } from './inbound.ts';
import type { IntakeDesk } from './intake-desk.ts';
import type { Draft, KeptCard } from './kept-cards.ts';

const gone = 'This form has gone, since a day has passed or somebody else began it. Open it again.';

/** `values` are sent along with what is filled in; `files` are put into the thread once it is sent. */
export async function openForm(
  desk: IntakeDesk,
  { interaction, person }: Asked,
  kept: KeptCard,
  { values = {}, files = [] }: { values?: Record<string, string>; files?: SharedFile[] } = {},
): Promise<void> {
  const form = formOf(kept.card)!;
  const draft = await desk.kept.begin({ ...kept, user: person.id, filled: {}, values, files });
  await desk.responder.open(interaction, drawModal(kept.card, form, { draft, page: 0, values: {} }));
}

/** Goes on with a form, or goes back to it. */
export async function openPage(desk: IntakeDesk, asked: Asked, token: string): Promise<void> {
  const found = await findDraft(desk, asked, token);
  if (!found) return sayGone(desk, asked);
  const { id, page, draft } = found;
  const modal = drawModal(draft.card, formOf(draft.card)!, { draft: id, page, values: draft.filled });
  await desk.responder.open(asked.interaction, modal);
}

/** The last page is stored before it is acknowledged; the others are kept. */
export async function takePage(desk: IntakeDesk, asked: Asked, id: CustomId | null): Promise<void> {
  const found = id?.kind === 'fill' ? await findDraft(desk, asked, id.token) : null;
  if (!found) return sayGone(desk, asked);
  const { page } = found;
  const filled = { ...found.draft.filled, ...readFilled(asked.interaction.data?.components) };
  const draft = { ...found.draft, filled };
  await desk.kept.fill(found.id, draft);
  const pages = pagesOf(formOf(draft.card)!).length;
  if (page + 1 >= pages) return send(desk, asked, { id: found.id, draft });
  await desk.responder.say(asked.interaction, {
    ...drawNoticeCard(`Page ${page + 1} of ${pages} is kept.`, 'info'),
    choices: [
      { label: 'Go on', action: `next!${found.id}.${page + 1}`, style: 'primary' },
      { label: 'Back', action: `fix!${found.id}.${page}` },
    ],
  });
}

type Found = { id: string; draft: Draft };

async function send(desk: IntakeDesk, asked: Asked, { id, draft }: Found): Promise<void> {
  const { interaction, person } = asked;
  const eventId = `form:${interaction.id}`;
  const at = desk.clock.now();
  const event = {
    ...eventOf(asked, { eventId, thread: draft.thread, at }),
    kind: 'choice',
    action: formOf(draft.card)!.submit.action,
    values: { ...draft.filled, ...draft.values },
  } satisfies Inbound;
  await desk.accept(event, waitingFor(asked, at, 'filling'));
  const fix = { label: 'Fix it', action: `fix!${id}.0`, style: 'primary' as const };
  const { files, thread } = draft;
  if (files.length > 0) await desk.share({ thread, files, by: person.name, key: interaction.id });
  const { action } = event;
  const isShown = await desk.whenAnswered(eventId, (came) => {
    const card = offerFiles(came, { action, thread });
    if (card.tone === 'danger')
      return desk.responder.say(interaction, { ...card, choices: [...card.choices, fix] });
    if (((interaction.message?.flags ?? 0) & 64) !== 0) return desk.responder.replace(interaction, card);
    return desk.responder.sayKept(interaction, { card, thread });
  });
  if (!isShown) await desk.responder.promise(interaction);
}

async function findDraft(
  desk: IntakeDesk,
  { person }: Asked,
  token: string,
): Promise<(Found & { page: number }) | null> {
  const [, id, page] = /^([\w-]+)\.(\d+)$/.exec(token) ?? [];
  const draft = id ? await desk.kept.draft(id, person.id) : null;
  return draft ? { id: id!, page: Number(page), draft } : null;
}

async function sayGone(desk: IntakeDesk, { interaction }: Asked): Promise<void> {
  await desk.responder.say(interaction, drawNoticeCard(gone, 'warning'));
}
