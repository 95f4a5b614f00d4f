/** Somebody who asks and is no member yet: told how they become one, with a button for those who let people in. */
import { formatAction } from '../cards/action-token.ts';
import type { Card } from '../cards/card.ts';
import { DocketError, isDocketError } from '../domain/errors.ts';
import type { StoredInbound } from '../ports/conversation-store.ts';
import type { Inbound } from '../ports/surface.ts';

const newcomer = 'newcomer';

export function notAMember(event: Inbound): DocketError {
  const { actor, surface } = event;
  const command = `docket member add --user ${quoteName(actor.name)}${idOf(event)} --role member`;
  return new DocketError('FORBIDDEN', {
    message: `${actor.name} is not a member of this workspace yet. Nothing was done.`,
    remedy: canBeLetIn(event)
      ? `An owner or admin lets them in with the button, or with: ${command}`
      : `Ask its owner to run: ${command}`,
    details: { [newcomer]: surface },
  });
}

/** Only below a message, which all can see: a press of a newcomer is answered to them alone, who may not. */
export function offerToAdmit(card: Card, error: unknown, { id, event }: StoredInbound): Card {
  if (!isDocketError(error) || !error.details?.[newcomer] || !canBeLetIn(event)) return card;
  return {
    ...card,
    choices: [{ label: `Add ${event.actor.name} as a member`, action: formatAction('admit', id) }],
  };
}

/** People choose their names in chats, and somebody copies this into a shell: one with more than letters in it is left to them. */
function quoteName(name: string): string {
  return /^[\p{L}\p{M}\p{N}][\p{L}\p{M}\p{N} .,_@'’-]{0,79}$/u.test(name) ? `"${name}"` : 'NAME';
}

/** In a terminal a person's name is all they are known by. */
function canBeLetIn({ surface, kind }: Inbound): boolean {
  return surface !== 'terminal' && kind === 'message';
}

function idOf({ surface, actor }: Inbound): string {
  return surface === 'terminal' ? '' : ` --${surface} ${actor.externalId}`;
}
