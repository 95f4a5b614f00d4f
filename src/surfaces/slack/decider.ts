/** Who may decide in Slack: full members of the workspace, and those who are not are told so where they pressed. */
import { drawNoticeCard } from '../../cards/notice-card.ts';
import type { Inbound } from '../../ports/surface.ts';
import { readFault } from './clients.ts';
import type { FrontDesk } from './front-desk.ts';
import { drawDialogue } from './modal.ts';
import { nameThread, type Place } from './place.ts';

export const onlyMembers =
  'Only full members of this Slack workspace can decide here; guests, people of other workspaces and bots cannot. Nothing was changed.';

export const notTold = 'Slack did not say in time who you are. Nothing was changed; press again in a moment.';

/** Null for those who may not decide, and while Slack does not say who they are; `viewId` is a dialogue to say so in. */
export async function findDecider(
  desk: FrontDesk,
  user: string,
  place: Place,
  viewId: string | null = null,
): Promise<Inbound['actor'] | null> {
  const person = await desk.people.find(user).catch((error: unknown) => {
    desk.log.warn('Slack did not say who somebody is', { fault: readFault(error) });
    return null;
  });
  if (person?.isFull) return { externalId: user, name: person.name };
  const notice = drawNoticeCard(person ? onlyMembers : notTold, 'warning');
  const view = drawDialogue(notice, nameThread(place), desk.userOf);
  const telling = viewId
    ? desk.clients.interactive.views.update({ view_id: viewId, view })
    : desk.poster.whisper(place, user, desk.draw(notice));
  await telling.catch((error: unknown) => {
    desk.log.warn('a person could not be told', { fault: readFault(error) });
  });
  return null;
}
