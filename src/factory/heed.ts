/** Decisions of gates that people made at a tracker: counted only where the person there is a member here who holds the role (S1-46). */
import type { Connector } from '../domain/capability.ts';
import { isDocketError } from '../domain/errors.ts';
import type { DomainEvent } from '../domain/event.ts';
import type { Id } from '../domain/ids.ts';
import { findStage, type Stage } from '../domain/pipeline.ts';
import type { Caller, Member } from '../domain/principal.ts';
import { IssueWord } from '../domain/push.ts';
import { type Audience, StageId } from '../domain/stage.ts';
import { lookUp } from '../publication/connectors.ts';
import { type Desk, itemOf } from './desk.ts';
import { decideHeard } from './gates.ts';

/** What is given as the reason must fit into a decision. */
const longest = 500;

/** Clocks of trackers and ours may differ by so much, and theirs may keep whole seconds. */
const slackMs = 5000;

type Heard = {
  capabilityId: Id;
  tracker: string;
  issue: string;
  stage: StageId;
  visit: number;
  words: IssueWord[];
};

export async function heedGateWords(desk: Desk, event: DomainEvent): Promise<void> {
  const heard = readHeard(event);
  if (!heard) return;
  const { workspaceId } = event;
  const capability = await desk.store.capabilities.get(workspaceId, heard.capabilityId);
  if (capability?.stage !== heard.stage || capability.visits[heard.stage] !== heard.visit) return;
  const item = await itemOf(desk.store, capability);
  const audiences = await audiencesOf(desk, event, findStage(item.pipeline, heard.stage));
  const connectors = item.product.config.connectors.filter(
    ({ enabled, provider, direction, approval_map, audiences: own }) =>
      enabled &&
      provider === heard.tracker &&
      direction !== 'push' &&
      approval_map &&
      own.some((audience) => audiences.has(audience)),
  );
  const members = await desk.store.members.list(workspaceId);
  const since = Date.parse(capability.enteredStageAt) - slackMs;
  for (const connector of connectors)
    for (const said of lastWords(connector, members, heard.words))
      if (Date.parse(said.at) >= since) await decide(desk, { workspaceId, heard, said });
}

/** Whose connectors speak here: that of the ticket it was said at, or those of the gate's tickets for what was said of code. */
async function audiencesOf(
  { store }: Desk,
  { workspaceId, ticketId }: DomainEvent,
  gate: Stage | null,
): Promise<ReadonlySet<Audience>> {
  const ticket = ticketId === null ? null : await store.tickets.get(workspaceId, ticketId);
  const own = ticket?.stage && signs(ticket.stage) ? [ticket.stage] : (gate?.tickets ?? []).filter(signs);
  return new Set(own.map(({ audience }) => audience));
}

function signs({ role }: { role: string }): boolean {
  return role === 'approve' || role === 'signoff';
}

/** A person who may not decide, or has decided, decides nothing here either. */
async function decide(
  desk: Desk,
  { workspaceId, heard, said }: { workspaceId: Id; heard: Heard; said: Said },
): Promise<void> {
  const { member, approve, word } = said;
  const principal = { kind: 'user' as const, id: member.id, name: member.name };
  const caller: Caller = { principal, roles: member.roles, workspaceId, via: 'system', threadId: null };
  const reason = `“${word}” at ${heard.issue} in ${heard.tracker}`.slice(0, longest);
  try {
    await decideHeard(desk, caller, heard.capabilityId, { approve, gate: heard.stage, reason });
  } catch (error) {
    if (!isDocketError(error)) throw error;
    const about = { issue: heard.issue, by: member.name, code: error.code };
    desk.log.info('what was said at a tracker decides nothing', about);
  }
}

type Said = { member: Member; approve: boolean; word: string; at: string };

/** The last word of each person whom the connector knows, in the order they were said. */
function lastWords(
  { actors, approval_map }: Connector,
  members: readonly Member[],
  words: readonly IssueWord[],
): Said[] {
  const last = new Map<Id, Said>();
  for (const { by, kind, word, at } of words) {
    const name = by.map((one) => lookUp(actors, one)).find((one) => one !== undefined);
    const member = name && members.find((one) => one.name.toLowerCase() === name.toLowerCase());
    const approve = verdictOf(approval_map!, kind, word);
    if (!member || approve === null) continue;
    last.delete(member.id);
    last.set(member.id, { member, approve, word, at });
  }
  return [...last.values()];
}

/** A bare name stands for a state or a label; one with its kind before it, such as `review:approved`, for that alone. */
function verdictOf(
  { approved, rejected }: NonNullable<Connector['approval_map']>,
  kind: IssueWord['kind'],
  word: string,
): boolean | null {
  const names = new Set(
    [`${kind}:${word}`, ...(kind === 'review' ? [] : [word])].map((one) => one.toLowerCase()),
  );
  const isIn = (some: readonly string[]) => some.some((one) => names.has(one.trim().toLowerCase()));
  if (isIn(rejected)) return false;
  return isIn(approved) ? true : null;
}

function readHeard({ capabilityId, payload }: DomainEvent): Heard | null {
  const stage = StageId.safeParse(payload.stage);
  const words = IssueWord.array().safeParse(payload.words);
  if (!capabilityId || !stage.success || !words.success) return null;
  const { tracker, issue, visit } = payload;
  return {
    ...{ capabilityId, stage: stage.data, words: words.data },
    ...{ tracker: String(tracker), issue: String(issue), visit: Number(visit) },
  };
}
