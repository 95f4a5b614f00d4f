/** Files for a bug report: asked for once the report is sent, since its form has no room for them, and put into its thread. */
import type { Card } from '../../cards/card.ts';
import { drawNoticeCard } from '../../cards/notice-card.ts';
import type { Asked } from './asked.ts';
import { formatId } from './custom-id.ts';
import type { Modal } from './form.ts';
import type { IntakeDesk } from './intake-desk.ts';
import { readThread } from './place.ts';

const mostFiles = 5;
const verb = /^dk1:bug:/;

/** What came of a bug report, with a button by which its reporter adds files; every other card as it is. */
export function offerFiles(card: Card, { action, thread }: { action: string; thread: string }): Card {
  if (!verb.test(action) || card.tone === 'danger') return card;
  const add = { label: 'Add a screenshot or a log', action: formatId({ kind: 'add', token: thread }) };
  return { ...card, choices: [...card.choices, add] };
}

/** Discord takes files in a modal since 2025 (File Upload, within a label). */
export async function openUpload(desk: IntakeDesk, { interaction }: Asked, thread: string): Promise<void> {
  const modal: Modal = {
    custom_id: formatId({ kind: 'added', token: thread }),
    title: 'Add files to your report',
    components: [
      {
        type: 18,
        label: 'Screenshots or logs',
        description: `Up to ${mostFiles}, of 5 MB each. All who read the thread see them.`,
        component: { type: 19, custom_id: 'files', min_values: 1, max_values: mostFiles, required: true },
      },
    ],
  };
  await desk.responder.open(interaction, modal);
}

export async function takeFiles(desk: IntakeDesk, asked: Asked, thread: string): Promise<void> {
  const { interaction, place } = asked;
  const files = Object.values(interaction.data?.resolved?.attachments ?? {});
  // A button carries its thread, and a server's own only.
  const isOurs = readThread(thread).guild === place.guild;
  if (isOurs) await desk.share({ thread, files, by: asked.person.name, key: interaction.id });
  const said = isOurs ? 'They are put into the thread of your report.' : 'That thread is in another server.';
  await desk.responder.say(interaction, drawNoticeCard(said, isOurs ? 'success' : 'warning'));
}
