/** What people and agents do in chat to the tickets of an attached repository: each as the command would, in their name. */
import { type Caller, isPersonDeciding, requireWriter } from '../domain/principal.ts';
import type { RepoTicket } from '../domain/repo-view.ts';
import { applyRepairs } from './apply-repairs.ts';
import { changeStatus } from './change-ticket.ts';
import { claimTicket } from './claim-ticket.ts';
import { loadConfig, translateTerm } from './config.ts';
import { fault } from './fault.ts';
import type { Status } from './format.ts';
import { logWork, type WorkNote } from './log-work.ts';
import { appendEntry } from './logs.ts';
import { createTicket } from './new-ticket.ts';
import { takeNext } from './next.ts';
import { type CheckoutDeps, inSentences, openCheckout, printTicket } from './open-checkout.ts';
import { planRepairs } from './plan-repairs.ts';
import { findTicket, type TicketPlace } from './repository.ts';
import { runOf } from './run-of.ts';
import { refuseSecrets } from './secrets.ts';
import { readTicketFolder, rowOfFound } from './snapshot.ts';
import { validateRepository } from './validate.ts';
import { whileLocked } from './write-file.ts';

export type ClaimRequest = {
  minutes?: number | undefined;
  release?: boolean | undefined;
  reason?: string | undefined;
};

/** `done` false: somebody else holds it, or there is nothing to release, as `said` says. */
export type RepoDeed = { done: boolean; said: string; ticket: RepoTicket };

export type NewRepoTicket = {
  /** `feature: Invitations` is a group, as the repository's own words say (S3-21). */
  title: string;
  description?: string | undefined;
  priority?: string | undefined;
  labels?: readonly string[] | undefined;
  lane?: string | undefined;
};

export type CheckoutDeeds = {
  /** Of one ticket, or of the first that is ready for `next`, which throws NOT_FOUND where none is. */
  claim(caller: Caller, ref: string, wish: ClaimRequest): Promise<RepoDeed>;
  move(
    caller: Caller,
    ref: string,
    status: Status,
    more: { resolution?: string | undefined; reason?: string | undefined },
  ): Promise<RepoDeed>;
  note(caller: Caller, ref: string, note: WorkNote): Promise<RepoDeed>;
  /** Throws INVALID_INPUT for what the format does not know. */
  add(caller: Caller, wish: NewRepoTicket): Promise<RepoDeed>;
  /** Mends what can be mended without losing anything; a line for each, and how many are left for a person to decide. */
  repair(caller: Caller): Promise<{ done: string[]; left: number }>;
};

/** What changes a ticket, each in the name of whoever asked. */
export function createDeeds(deps: CheckoutDeps): CheckoutDeeds {
  const { clock } = deps;
  const begin = async (caller: Caller, ref: string, kept: Record<string, string | undefined>) => {
    requireWriter(caller);
    const repository = await openCheckout(deps, caller);
    refuseSecrets(kept);
    return { repository, place: findTicket(repository, ref), run: runOf(caller, clock) };
  };
  const tell = (place: TicketPlace, { done, said }: { done: boolean; said: string }): RepoDeed => ({
    ...{ done, said },
    ticket: readOne(place, clock.now()),
  });
  return {
    claim: (caller, ref, { minutes, release, reason }) =>
      inSentences(async () => {
        if (ref === 'next') return takeFirst(deps, caller, minutes);
        const { repository, place, run } = await begin(caller, ref, { reason });
        const ttlMinutes = minutes ?? loadConfig(repository).defaults.claims.ttl_minutes;
        const force = reason !== undefined && isPersonDeciding(caller);
        return tell(place, claimTicket(place, run, { ttlMinutes, release, force, reason }));
      }),
    move: (caller, ref, status, { resolution, reason }) =>
      inSentences(async () => {
        const { place, run } = await begin(caller, ref, { reason });
        const context = reason ? [reason] : [];
        // What a model asks for is no human's own word.
        const mayReopen = isPersonDeciding(caller);
        return tell(place, changeStatus(place, run, { status, resolution, context, mayReopen }));
      }),
    note: (caller, ref, note) =>
      inSentences(async () => {
        const { place, run } = await begin(caller, ref, { summary: note.summary });
        logWork(place, run, note);
        return tell(place, { done: true, said: 'Logged.' });
      }),
    add: (caller, wish) => inSentences(() => addInPerson(deps, caller, wish)),
    async repair(caller) {
      requireWriter(caller);
      const repository = await openCheckout(deps, caller);
      const { issues } = validateRepository(repository);
      const repairs = planRepairs(issues, { enableSafe: true });
      const left = repairs.filter(({ enabled }) => !enabled).length;
      return { done: applyRepairs(repository, repairs, { now: clock.now() }), left };
    },
  };
}

/** The first of the plan that nobody else holds. */
async function takeFirst(deps: CheckoutDeps, caller: Caller, minutes: number | undefined): Promise<RepoDeed> {
  requireWriter(caller);
  const repository = await openCheckout(deps, caller);
  const claimFor = minutes ?? loadConfig(repository).defaults.claims.ttl_minutes;
  const next = takeNext(repository, runOf(caller, deps.clock), { claimFor });
  if (next) return { done: true, said: next.said!, ticket: readOne(next.row.place, deps.clock.now()) };
  throw fault('Nothing is ready to be taken up', '', 'NOT_FOUND');
}

/** Its log says who wrote it, which the command has no need to. */
async function addInPerson(deps: CheckoutDeps, caller: Caller, wish: NewRepoTicket): Promise<RepoDeed> {
  requireWriter(caller);
  const repository = await openCheckout(deps, caller);
  const { title, description, priority, labels, lane } = wish;
  refuseSecrets({ title, description, labels, lane });
  const config = loadConfig(repository);
  const [, word = '', rest = ''] = /^([\p{L} -]{1,40}): (.+)$/u.exec(title) ?? [];
  const term = translateTerm(config, word);
  const meant =
    term?.field === 'planning.node_type' ? { nodeType: String(term.value), title: rest } : { title };
  const now = deps.clock.now();
  const ticket = { status: 'todo', description, priority, labels, lane, ...meant };
  const place = createTicket(repository, ticket, config, now);
  const summary = `Created from chat: ${ticket.title}`;
  const custom = { docket: { created: true } };
  const content = { summary, event_type: 'work', context: [summary], written_by: 'tickets', custom };
  whileLocked(place.folder, () => appendEntry(place, runOf(caller, deps.clock), content));
  return { done: true, said: `Created ${place.id}.`, ticket: readOne(place, now) };
}

function readOne(place: TicketPlace, now: Date): RepoTicket {
  const found = readTicketFolder(place.folder)!;
  return printTicket(rowOfFound(found, now), now);
}
