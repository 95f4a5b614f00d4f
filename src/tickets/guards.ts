/** What a ticket's neighbours forbid: a parent that closes a circle, an ending too early, a start that must wait. */
import { agentIdOf } from '../domain/agent-role.ts';
import { embargoed, embargoOf, requireFields } from '../domain/audience-fields.ts';
import { DocketError } from '../domain/errors.ts';
import { executionOf } from '../domain/execution.ts';
import type { Id } from '../domain/ids.ts';
import { isFinished, type WorkLicence } from '../domain/lifecycle.ts';
import type { Principal } from '../domain/principal.ts';
import type { Ticket } from '../domain/ticket.ts';
import type { Nouns } from '../ports/store.ts';
import { findViolations } from './output-contract.ts';

/** A change as it would be written. `licences` are those its moves are told with. */
export type GuardedChange = {
  before: Ticket;
  next: Ticket;
  actor: Principal;
  licences: readonly WorkLicence[];
};

/**
 * Throws LINK_CYCLE and WORKSPACE_MISMATCH for a new parent (S4-15); EMBARGOED and INVALID_INPUT {missing} for tickets of a
 * stage (S1-36); for unlicensed moves INVALID_TRANSITION and
 * OUTPUT_CONTRACT_VIOLATION on entering `done` (U-41); for agents that start BLOCKED_BY and HUMAN_ONLY (U-42).
 */
export async function requireNeighbours(nouns: Nouns, change: GuardedChange): Promise<void> {
  const { before, next, licences } = change;
  if (next.parentId !== null && next.parentId !== before.parentId) await requireParent(nouns, next);
  if (next.work.status === before.work.status) return;
  if (next.work.status === 'done') requireEmbargo(next, licences);
  if (licences.length > 0) return;
  if (next.work.status === 'done') await requireComplete(nouns, next);
  if (next.work.status === 'in_progress') await requireStart(nouns, change);
}

/** Insisting does not end an embargo; that a tracker's copy has ended already is only repeated here. */
function requireEmbargo(next: Ticket, licences: readonly WorkLicence[]): void {
  if (next.stage?.audience !== 'press' || licences.some((licence) => 'mirrored' in licence)) return;
  const until = embargoOf(next, next.updatedAt);
  if (until) throw embargoed([next.key], until, 'be done');
}

/** A gate is not passed by closing its ticket, only by a person's decision (S1-25). */
function requireDecision({ key, type, stage }: Ticket): void {
  if (!stage || stage.gate || type !== 'approval') return;
  throw new DocketError('INVALID_TRANSITION', {
    message: `${key} is the ticket of a gate and is done when that is decided. Nothing was changed.`,
    remedy: `Decide: /docket gate approve ${stage.capability}, or: /docket gate reject ${stage.capability} <reason>`,
    details: { to: 'done', gate: stage.stage },
  });
}

async function requireParent(nouns: Nouns, ticket: Ticket): Promise<void> {
  const path = [ticket.key];
  for (let id: Id | null = ticket.parentId; id !== null; ) {
    const parent: Ticket | null = await nouns.tickets.getAnywhere(id);
    if (parent?.workspaceId !== ticket.workspaceId) throw foreignParent(ticket, parent);
    path.push(parent.key);
    if (id === ticket.id) throw parentCycle(ticket, path);
    id = parent.parentId;
  }
}

function foreignParent({ key }: Ticket, parent: Ticket | null): DocketError {
  if (parent === null) {
    return new DocketError('NOT_FOUND', {
      message: `The ticket that ${key} should belong to does not exist. Nothing was changed.`,
      remedy: 'Ask for the list of tickets and pick one of those.',
    });
  }
  return new DocketError('WORKSPACE_MISMATCH', {
    message: `${key} cannot belong to a ticket of another workspace. Nothing was changed.`,
    remedy: 'Pick a parent in its own workspace.',
  });
}

function parentCycle({ key }: Ticket, path: string[]): DocketError {
  return new DocketError('LINK_CYCLE', {
    message: `${key} cannot belong to ${path[1]}: that makes a circle, ${path.join(' → ')}. Nothing was changed.`,
    remedy: 'Pick a parent that is not below it.',
    details: { path },
  });
}

async function requireComplete(nouns: Nouns, ticket: Ticket): Promise<void> {
  requireFields(ticket);
  requireDecision(ticket);
  const children = await nouns.tickets.list(ticket.workspaceId, { parentId: ticket.id });
  const matters = (child: Ticket) => ticket.planning.nodeType === 'group' || child.type === 'approval';
  const unfinished = children.filter((child) => matters(child) && !isFinished(child.work.status));
  if (unfinished.length > 0) throw tooEarly(ticket, unfinished);
  const { contract, output } = executionOf(ticket);
  if (contract?.mode !== 'strict') return;
  const violations = findViolations(contract.schema, output);
  if (violations.length > 0) throw contractViolation(ticket.key, violations, contract.rejections);
}

function tooEarly({ key }: Ticket, unfinished: readonly Ticket[]): DocketError {
  const keys = unfinished.map((child) => child.key);
  return new DocketError('INVALID_TRANSITION', {
    message: `${key} cannot be done while ${keys.join(', ')} is unfinished. Nothing was changed.`,
    remedy: 'Finish or cancel those first, or force it and say why.',
    details: { to: 'done', unfinished: keys },
  });
}

export function contractViolation(
  key: string,
  violations: readonly string[],
  rejections: number,
): DocketError {
  return new DocketError('OUTPUT_CONTRACT_VIOLATION', {
    message: `The output for ${key} does not fit its schema: ${violations.slice(0, 5).join('; ')}.`,
    remedy: 'Hand in output that fits the schema of the ticket.',
    details: { violations: [...violations], rejections },
  });
}

/** Only agents are held back; people may begin whatever they like. */
async function requireStart(nouns: Nouns, { next, actor }: GuardedChange): Promise<void> {
  if (agentIdOf(actor) === null) return;
  if (executionOf(next).allowed === 'human_only') {
    throw new DocketError('HUMAN_ONLY', {
      message: `${next.key} is for people alone. Nothing was changed.`,
      remedy: 'Leave it to a person, or have a person open it to agents.',
    });
  }
  const waitsFor = await unfinishedBlockers(nouns, next);
  if (waitsFor.length === 0) return;
  const keys = waitsFor.map((blocker) => blocker.key);
  throw new DocketError('BLOCKED_BY', {
    message: `${next.key} waits for ${keys.join(', ')}. Nothing was changed.`,
    remedy: 'Finish or cancel those first.',
    details: { tickets: keys },
  });
}

/**
 * The live tickets that block this one and are not done or cancelled (ruling C-17). A phase begins when everything of the one
 * before it has ended, however it ended (S2-33).
 */
export async function unfinishedBlockers(
  nouns: Pick<Nouns, 'links' | 'tickets'>,
  ticket: Pick<Ticket, 'workspaceId' | 'id' | 'parentId' | 'planning'>,
): Promise<Ticket[]> {
  const { workspaceId, id } = ticket;
  const links = await nouns.links.ofTickets(workspaceId, [id]);
  const ids = links
    .filter((link) => link.type === 'blocks' && link.targetId === id)
    .map((link) => link.sourceId);
  if (ids.length === 0) return [];
  const blockers = await nouns.tickets.list(workspaceId, { ids });
  return blockers.filter(
    (blocker) =>
      !isFinished(blocker.work.status) ||
      (blocker.work.status === 'failed' && !isPhaseBefore(blocker, ticket)),
  );
}

/** Both are parts of one feature, and this one stands in an earlier phase of it. */
export function isPhaseBefore(
  one: Pick<Ticket, 'parentId' | 'planning'>,
  other: Pick<Ticket, 'parentId' | 'planning'>,
): boolean {
  const [phase, next] = [one, other].map(({ planning }) => /^phase-(\d+)$/.exec(planning.lane ?? '')?.[1]);
  return one.parentId !== null && one.parentId === other.parentId && Number(phase) < Number(next);
}
