/** Claims of a ticket and of its file: whoever says on one side that they are at it is seen on the other. */
import type { DomainEvent } from '../domain/event.ts';
import { activeClaim, type Claim, executionOf } from '../domain/execution.ts';
import type { Member, Principal } from '../domain/principal.ts';
import type { Ticket } from '../domain/ticket.ts';
import { claimTicket, unclaimTicket } from '../tickets/checkout.ts';
import { inside } from '../tickets/inside.ts';
import type { Held } from './agreed.ts';
import { claimTicket as claimFile, readClaimEvents } from './claim-ticket.ts';
import { type Claim as FileClaim, foldClaims } from './claims.ts';
import { actorOfEvent, systemCaller } from './exchange-actors.ts';
import type { Side, StepDeps } from './exchange-deps.ts';
import { handleOf } from './handle.ts';
import type { Run } from './logs.ts';
import { readMoment } from './moments.ts';
import type { TicketPlace } from './repository.ts';
import { runOf } from './run-of.ts';

/** A file counts in minutes and seconds, so that both never say the same to the millisecond. */
const toleranceMs = 90_000;

type Pair = { ticket: Ticket; place: TicketPlace; news: readonly DomainEvent[] };

/** Gives who holds it on both sides. Where both changed, the file’s claim holds and the other is told by a comment. */
export async function stepClaim(
  deps: StepDeps,
  side: Side,
  pair: Pair,
  agreed: Held | null,
): Promise<Held | null> {
  const now = deps.clock.now();
  const inFile = foldClaims(readClaimEvents(pair.place), now);
  const there = heldInFile(inFile);
  const ours = activeClaim(executionOf(pair.ticket), now.toISOString());
  const here = ours && { holder: handleOfClaim(ours), until: Date.parse(ours.expiresAt) };
  const isSame = (one: Held | null, other: Held | null) => areAlike(one, other, now.getTime());
  if (isSame(there, here)) return there;
  if (isSame(there, agreed)) return writeClaim(deps, pair, here, now);
  await takeClaim(deps, side, pair, inFile);
  if (here && there && !isSame(here, agreed)) await tellLoser(deps, side, pair.ticket, { here, there });
  return there;
}

function heldInFile(claim: FileClaim | null): Held | null {
  return claim && { holder: claim.holder_id, until: readMoment(claim.expires_at) ?? 0 };
}

function areAlike(one: Held | null, other: Held | null, now: number): boolean {
  if (one && other) return one.holder === other.holder && Math.abs(one.until - other.until) < toleranceMs;
  const only = one ?? other;
  return only === null || only.until - now < toleranceMs;
}

/** `@dana` for people, `agent:qa` for agents, and for others what they are called in the repository. */
function handleOfClaim({ holder, holderName }: Claim): string {
  return /^(?:@|agent:)/.test(holder) ? holder : handleOf(holderName);
}

function holderOf(
  { holder_id: holder, holder_type: type }: FileClaim,
  members: readonly Member[],
): Principal {
  const member = members.find(({ name }) => handleOf(name) === holder);
  if (member) return { kind: 'user', id: member.id, name: member.name };
  const isAgent = type === 'agent' || holder.startsWith('agent:');
  return { kind: isAgent ? 'agent' : 'user', id: holder, name: holder };
}

/** What the file says, in the store; what was claimed there otherwise is overridden. */
async function takeClaim(
  deps: StepDeps,
  { workspaceId, members }: Side,
  { ticket }: Pair,
  claim: FileClaim | null,
): Promise<void> {
  const holder = claim && holderOf(claim, members);
  const system = systemCaller(workspaceId);
  const isAgent = holder?.kind === 'agent';
  await inside(deps, isAgent ? { ...system, principal: holder } : system, (writing) =>
    writing.mutate(writing.nouns, writing.scope, ticket.id, (current) => {
      const now = deps.clock.now();
      const at = now.toISOString();
      if (!claim || !holder)
        return unclaimTicket(current, {
          holder: system.principal,
          at,
          reason: 'Released in the repository.',
        });
      const minutes = ((readMoment(claim.expires_at) ?? 0) - now.getTime()) / 60_000;
      const wish = { holder, at, minutes, reason: 'Claimed in the repository.' };
      return claimTicket(current, writing.ids.next(), wish).mutation;
    }),
  );
}

/** What the store says, in the file, where nobody has said anything since both agreed. */
function writeClaim(deps: StepDeps, { place, news }: Pair, here: Held | null, now: Date): Held | null {
  const told = news.findLast(({ type }) => type === 'TicketClaimed' || type === 'TicketClaimReleased');
  const reason = typeof told?.payload.reason === 'string' ? told.payload.reason : 'Said in Docket.';
  const run = here ? runAs(here.holder, deps) : runOf({ principal: actorOfEvent(told) }, deps.clock);
  const ttlMinutes = here ? Math.max(1, Math.round((here.until - now.getTime()) / 60_000)) : 1;
  claimFile(place, run, { ttlMinutes, release: here === null, force: true, reason });
  return here;
}

function runAs(holder: string, { clock }: StepDeps): Run {
  const actorType = holder.startsWith('agent:') ? 'agent' : 'human';
  return { actorId: holder, actorType, clock: () => clock.now() };
}

/** Claimed on both sides in the same moment: the one whose claim does not hold is told where they look. */
async function tellLoser(
  deps: StepDeps,
  { workspaceId }: Side,
  { id }: Ticket,
  { here, there }: { here: Held; there: Held },
): Promise<void> {
  if (here.holder === there.holder) return;
  const until = new Date(there.until).toISOString().slice(0, 16).replace('T', ' ');
  const text = `${there.holder} holds this in the repository until ${until} UTC; the claim of ${here.holder} was made in the same moment and does not hold.`;
  await deps.tickets.comment(systemCaller(workspaceId), [id], { text, mention: here.holder });
}
