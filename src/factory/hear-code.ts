/** What the host of the code says of a capability's work, as deeds of the pipeline: merged, checked, deployed (S1-29). */
import * as z from 'zod';
import type { Capability } from '../domain/capability.ts';
import { type DocketError, isDocketError } from '../domain/errors.ts';
import type { DomainEvent } from '../domain/event.ts';
import { type Delivery, reportDelivery } from './delivery.ts';
import { alter, type Desk, houseCaller, tell } from './desk.ts';

const Pull = z.object({
  kind: z.literal('pull'),
  number: z.int(),
  mergedAt: z.string(),
  commit: z.string().nullable(),
  tickets: z.array(z.string()),
});
const Commit = z.object({
  kind: z.literal('commit'),
  commit: z.string(),
  checks: z.enum(['success', 'failure', 'pending']).nullable(),
  deployed: z.array(z.string()),
});
const Code = z.discriminatedUnion('kind', [Pull, Commit]);

/** Clocks of hosts and ours may differ by so much, and theirs may keep whole seconds. */
const slackMs = 5000;

/** Heard again it changes nothing. What cannot be told apart is said where people see it, and changes nothing either. */
export async function hearCodeDelivered(desk: Desk, event: DomainEvent): Promise<void> {
  const read = Code.safeParse(event.payload);
  const { workspaceId, capabilityId: id } = event;
  if (!read.success || !id) return;
  const capability = await desk.store.capabilities.get(workspaceId, id);
  if (!capability) return;
  const caller = houseCaller(workspaceId);
  const said = read.data;
  const deliveries =
    said.kind === 'pull' ? await mergedOf(desk, capability, said) : checkedOf(capability, said);
  try {
    for (const delivery of deliveries) await reportDelivery(desk, caller, id, delivery);
  } catch (error) {
    if (!isDocketError(error)) throw error;
    if (said.kind === 'pull') return sayUnclear(desk, event, said.number, error);
    desk.log.info('what became of code changes nothing', { capability: capability.key, code: error.code });
  }
}

/** Nothing of an earlier visit: what was merged before this stage was entered has had its effect. */
async function mergedOf(
  { store }: Desk,
  { workspaceId, id, enteredStageAt }: Capability,
  { mergedAt, commit, tickets }: z.infer<typeof Pull>,
): Promise<Delivery[]> {
  if (Date.parse(mergedAt) < Date.parse(enteredStageAt) - slackMs) return [];
  const own = await store.tickets.list(workspaceId, { capabilityId: id });
  const work = own.filter(({ stage }) => stage?.audience === 'engineering' && stage.role === 'work');
  const named = tickets.filter((key) => work.some((ticket) => ticket.key === key));
  return [{ kind: 'merged', tickets: named, commit }];
}

/** Of several commits the last one stands for all. */
function checkedOf(
  { signals }: Capability,
  { commit, checks, deployed }: z.infer<typeof Commit>,
): Delivery[] {
  if (signals.commits?.at(-1) !== commit) return [];
  const detail = `the checks of ${commit.slice(0, 7)} failed`;
  const ci: Delivery[] =
    checks === 'success' || checks === 'failure' ? [{ kind: 'ci', status: checks, detail }] : [];
  return [...ci, ...deployed.map((environment): Delivery => ({ kind: 'deployed', environment }))];
}

/** Once for each pull request and stage. */
async function sayUnclear(
  desk: Desk,
  { workspaceId, capabilityId }: DomainEvent,
  number: number,
  { message, remedy }: DocketError,
): Promise<void> {
  const past = await desk.store.capabilities.history(workspaceId, capabilityId!);
  await alter(desk, houseCaller(workspaceId), capabilityId!, async (writing, { capability }) => {
    const since = capability.enteredStageAt;
    const isSaid = past.some(({ payload, occurredAt }) => payload.unclear === number && occurredAt >= since);
    if (!isSaid)
      await tell(writing, capability, 'CapabilityChanged', { unclear: number, why: `${message} ${remedy}` });
    return null;
  });
}
