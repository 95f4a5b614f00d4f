/** Who may decide in Slack: full members of the workspace, and those who are not are told so where they pressed. */
import { drawNoticeCard } from '../../cards/notice-card.ts';
import type { Inbound } from '../../ports/surface.ts';
import { readFault } from './clients.ts';
import type { SlackDesk } from './desk.ts';
import type { Place } from './place.ts';

export const onlyMembers =
  'Only full members of this Slack workspace can decide here; guests, people of other workspaces and bots cannot. Nothing was changed.';

const notTold = 'Slack did not say in time who you are. Nothing was changed; press again in a moment.';

/** Null for those who may not decide, and while Slack does not say who they are. */
export async function findDecider(
  desk: SlackDesk,
  user: string,
  place: Place,
): Promise<Inbound['actor'] | null> {
  const person = await desk.people.find(user).catch((error: unknown) => {
    desk.log.warn('Slack did not say who somebody is', { fault: readFault(error) });
    return null;
  });
  if (person?.isFull) return { externalId: user, name: person.name };
  const notice = desk.draw(drawNoticeCard(person ? onlyMembers : notTold, 'warning'));
  await desk.poster.whisper(place, user, notice).catch((error: unknown) => {
    desk.log.warn('a person could not be told', { fault: readFault(error) });
  });
  return null;
}
