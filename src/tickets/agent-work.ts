/** What agents and those who run them do to tickets: start, report, finish, hold for a run, claim, hand on. */
import type { AgentUpdate } from '../domain/agent-update.ts';
import type { Claim } from '../domain/execution.ts';
import type { Id } from '../domain/ids.ts';
import { moveWork, type WorkMove } from '../domain/lifecycle.ts';
import type { Caller } from '../domain/principal.ts';
import type { Ticket } from '../domain/ticket.ts';
import type { TicketView } from '../domain/ticket-view.ts';
import {
  type Checkout,
  type ClaimOutcome,
  claimTicket,
  releaseLock,
  takeLock,
  unclaimTicket,
} from './checkout.ts';
import { completeTicket } from './complete.ts';
import { type Delegation, delegateTicket } from './delegate.ts';
import { contractViolation } from './guards.ts';
import { inside, type PeopleDeps } from './inside.ts';
import { type Report, reportWork } from './report.ts';
import type { Splitting } from './split.ts';
import { getLive, viewTickets } from './view.ts';
import { moveTicket } from './work.ts';

export type AgentWork = {
  /** `open` to `in_progress`: true only for the one caller that did it (S4-41). Throws BLOCKED_BY and HUMAN_ONLY to agents. */
  tryStart(caller: Caller, id: Id): Promise<boolean>;
  /**
   * Appends a report and does to the work what follows from it, in one change. Throws what `mutate` throws, and
   * OUTPUT_CONTRACT_VIOLATION once the report is kept, when the output of a last step was not taken.
   */
  report(caller: Caller, id: Id, report: Report): Promise<{ update: AgentUpdate; view: TicketView }>;
  /** What was reported of these, oldest first. */
  updates(caller: Caller, ids: readonly Id[]): Promise<AgentUpdate[]>;
  /**
   * `in_progress` to `done` with its output. Throws INVALID_TRANSITION, and OUTPUT_CONTRACT_VIOLATION {violations} for
   * output that a strict contract does not take: that is counted, and the third time in a row the ticket has failed.
   */
  complete(caller: Caller, id: Id, done?: Completing): Promise<TicketView>;
  /** `in_progress` to `failed`. Throws INVALID_TRANSITION. */
  fail(caller: Caller, id: Id, error: string): Promise<TicketView>;
  /** A run has ended and said nothing of the ticket: it is done with the last words, or has failed where a schema wanted more. */
  endRun(caller: Caller, id: Id, lastMessage: string): Promise<TicketView>;
  /** `conflict` is final: never try again while another run has it. A lock of four hours is adopted. */
  checkout(caller: Caller, id: Id, wish: { agentId: string; runId: string }): Promise<Checkout>;
  /** False where this run does not hold it. */
  release(caller: Caller, id: Id, runId: string): Promise<boolean>;
  /** An advisory lease, 60 minutes unless said. Throws CLAIMED for another's, unless a reason overrides it. */
  claim(
    caller: Caller,
    id: Id,
    wish?: Claiming,
  ): Promise<{ outcome: ClaimOutcome; claim: Claim; view: TicketView }>;
  /** False where nobody claims it. Throws CLAIMED. */
  unclaim(caller: Caller, id: Id, reason?: string): Promise<boolean>;
  /** The new child. Throws DELEGATION_REFUSED. */
  delegate(caller: Caller, id: Id, wish: Delegation): Promise<TicketView>;
};

export type Completing = { output?: unknown; resolutionDetail?: string; expectedVersion?: number };
export type Claiming = { minutes?: number; reason?: string };

const claimMinutes = 60;

export function createAgentWork(deps: PeopleDeps): AgentWork {
  return {
    tryStart: (caller, id) => moveFrom(deps, caller, id, { to: 'in_progress' }, 'open'),
    async report(caller, id, report) {
      const { ticket, violations, ...reported } = await inside(deps, caller, async (writing) => {
        const done = await reportWork(writing, { id: writing.ids.next(), ticketId: id }, report);
        return { ...done, view: await viewOf(writing, done.ticket) };
      });
      if (violations.length > 0) throw rejected(ticket, violations);
      return reported;
    },
    updates: (caller, ids) => deps.store.agentUpdates.ofTickets(caller.workspaceId, ids),
    complete: (caller, id, done = {}) => complete(deps, caller, id, done),
    fail: (caller, id, error) => moveTo(deps, caller, id, { to: 'failed', error }),
    endRun: (caller, id, lastMessage) => endRun(deps, caller, id, lastMessage),
    async checkout(caller, id, wish) {
      if (!(await deps.store.tickets.get(caller.workspaceId, id))) return 'notFound';
      let answer: Checkout = 'conflict';
      await change(deps, caller, id, (current, at) => {
        const taken = takeLock(current, { ...wish, at });
        answer = taken.answer;
        return taken.mutation;
      });
      return answer;
    },
    release: async (caller, id, runId) =>
      (await change(deps, caller, id, (current) => releaseLock(current, runId))) !== null,
    claim: (caller, id, wish = {}) => claim(deps, caller, id, wish),
    unclaim: async (caller, id, reason) =>
      (await change(deps, caller, id, (current, at) =>
        unclaimTicket(current, { holder: caller.principal, at, reason }),
      )) !== null,
    delegate: (caller, id, wish) =>
      inside(deps, caller, async (writing) => viewOf(writing, await delegateTicket(writing, id, wish))),
  };
}

function change(
  deps: PeopleDeps,
  caller: Caller,
  id: Id,
  how: (current: Ticket, at: string) => ReturnType<typeof releaseLock>,
): Promise<Ticket | null> {
  return inside(deps, caller, async ({ nouns, scope, mutate, clock }) => {
    const at = clock.now().toISOString();
    return (await mutate(nouns, scope, id, (current) => how(current, at)))?.after ?? null;
  });
}

async function viewOf(
  { nouns, scope }: Pick<Splitting, 'nouns' | 'scope'>,
  ticket: Ticket,
): Promise<TicketView> {
  const [view] = await viewTickets(nouns, scope.workspaceId, [ticket]);
  return view!;
}

type Step = Pick<WorkMove, 'to' | 'error' | 'blocker' | 'licence'>;

/** True only where this call moved it, from exactly there. */
async function moveFrom(
  deps: PeopleDeps,
  caller: Caller,
  id: Id,
  step: Step,
  from: Ticket['work']['status'],
) {
  const moved = await change(deps, caller, id, (current, at) =>
    current.work.status === from ? moveTicket(current, { ...step, by: caller.principal, at }) : null,
  );
  return moved !== null;
}

function moveTo(deps: PeopleDeps, caller: Caller, id: Id, step: Step): Promise<TicketView> {
  return inside(deps, caller, async (writing) => {
    const { nouns, scope, mutate, clock } = writing;
    const move = { ...step, by: caller.principal, at: clock.now().toISOString() };
    await mutate(nouns, scope, id, (current) => moveTicket(current, move));
    return viewOf(writing, (await getLive(nouns, caller.workspaceId, [id]))[0]!);
  });
}

/** What a rejected output costs is kept before it is refused. */
async function complete(deps: PeopleDeps, caller: Caller, id: Id, done: Completing): Promise<TicketView> {
  const { view, violations } = await inside(deps, caller, async (writing) => {
    const { nouns, scope, mutate, clock } = writing;
    const { output = null, resolutionDetail, expectedVersion } = done;
    const at = clock.now().toISOString();
    const move: WorkMove = {
      to: 'done',
      by: caller.principal,
      at,
      ...(resolutionDetail ? { resolutionDetail } : {}),
    };
    let violations: string[] = [];
    await mutate(
      nouns,
      scope,
      id,
      (current) => {
        const completion = completeTicket(current, [move], output);
        violations = completion.violations;
        return completion.mutation;
      },
      expectedVersion === undefined ? {} : { expectedVersion },
    );
    return { view: await viewOf(writing, (await getLive(nouns, caller.workspaceId, [id]))[0]!), violations };
  });
  if (violations.length > 0) throw rejected(view.ticket, violations);
  return view;
}

function rejected({ key, execution }: Ticket, violations: readonly string[]) {
  return contractViolation(key, violations, execution?.contract?.rejections ?? 0);
}

async function endRun(deps: PeopleDeps, caller: Caller, id: Id, lastMessage: string): Promise<TicketView> {
  return inside(deps, caller, async (writing) => {
    const { nouns, scope, mutate, clock } = writing;
    const base = { by: caller.principal, at: clock.now().toISOString() };
    await mutate(nouns, scope, id, (current) => {
      if (current.work.status !== 'in_progress') return null;
      if (current.execution?.contract) {
        const error = 'The agent ended without the output that was asked for.';
        const moved = moveWork(current, { ...base, to: 'failed', error });
        return moved && { next: { ...current, work: moved.work }, events: moved.events };
      }
      const resolutionDetail = 'the agent ended without saying that it was done';
      const move: WorkMove = { ...base, to: 'done', resolutionDetail };
      return completeTicket(current, [move], { result: lastMessage }).mutation;
    });
    return viewOf(writing, (await getLive(nouns, caller.workspaceId, [id]))[0]!);
  });
}

function claim(deps: PeopleDeps, caller: Caller, id: Id, { minutes = claimMinutes, reason }: Claiming) {
  return inside(deps, caller, async (writing) => {
    const { nouns, scope, mutate, clock, ids } = writing;
    const wish = { holder: caller.principal, at: clock.now().toISOString(), minutes, reason };
    let claimed!: ReturnType<typeof claimTicket>;
    const written = await mutate(nouns, scope, id, (current) => {
      claimed = claimTicket(current, ids.next(), wish);
      return claimed.mutation;
    });
    const { outcome, claim } = claimed;
    return { outcome, claim, view: await viewOf(writing, written!.after) };
  });
}
