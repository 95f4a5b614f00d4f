/** Tells the log of a file what happened to its ticket that no field holds: reports, and who has claimed it (U-52). */
import type { DomainEvent } from '../domain/event.ts';
import type { Clock } from '../ports/clock.ts';
import { claimTicket } from './claim-ticket.ts';
import { appendEntry } from './logs.ts';
import type { TicketPlace } from './repository.ts';
import { runOf } from './run-of.ts';
import { findSecret } from './secrets.ts';
import { whileLocked } from './write-file.ts';

/** In order; what looks like a secret stays out. */
export function tellLog(place: TicketPlace, events: readonly DomainEvent[], clock: Clock): void {
  for (const event of events) {
    if (event.type === 'AgentUpdateAdded') tellReport(place, event, clock);
    if (event.type === 'TicketClaimed' || event.type === 'TicketClaimReleased')
      tellClaim(place, event, clock);
  }
}

function tellReport(place: TicketPlace, { actor, payload }: DomainEvent, clock: Clock): void {
  const { agent, result, details, error } = payload as Record<string, string | undefined>;
  const said = [details, error].filter((text) => text !== undefined && text !== '').join(' ');
  if (findSecret(said)) return;
  const summary = `${agent} reported ${result}${said ? `: ${said.split('\n')[0]!.slice(0, 200)}` : ''}`;
  const run = runOf({ principal: { ...actor, kind: 'agent', id: `agent:${agent}` } }, clock);
  const content = { summary, event_type: 'work', context: [said || summary], written_by: 'tickets' };
  whileLocked(place.folder, () => appendEntry(place, run, content));
}

/** A claim that somebody else holds in the repository stays theirs. */
function tellClaim(place: TicketPlace, { type, actor, payload }: DomainEvent, clock: Clock): void {
  const { expiresAt, outcome, reason } = payload as Record<string, string | undefined>;
  const leftMs = Date.parse(expiresAt ?? '') - clock.now().getTime();
  const release = type === 'TicketClaimReleased';
  if (!release && !(leftMs > 0)) return;
  const ttlMinutes = Math.max(1, Math.round(leftMs / 60_000));
  const force = outcome === 'overrode' && reason !== undefined;
  claimTicket(place, runOf({ principal: actor }, clock), { ttlMinutes, release, force, reason });
}
