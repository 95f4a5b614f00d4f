/** What was wrong with a form whose dialogue has closed by now: said to the one who sent it, in the thread. */
import { drawNoticeCard } from '../../cards/notice-card.ts';
import { readFault } from './clients.ts';
import type { FrontDesk } from './front-desk.ts';
import { readSubmission } from './inbound.ts';
import { readKept } from './modal.ts';
import { readThread } from './place.ts';

export async function tellLate(
  { poster, draw, log }: FrontDesk,
  body: unknown,
  errors: Record<string, string>,
): Promise<void> {
  const submitted = readSubmission(body);
  const kept = submitted && readKept(submitted.metadata);
  if (!submitted || !kept?.thread) return;
  const notice = draw(drawNoticeCard(Object.values(errors).join(' '), 'danger'));
  await poster.whisper(readThread(kept.thread), submitted.user, notice).catch((error: unknown) => {
    log.warn('a person could not be told', { fault: readFault(error) });
  });
}
