/** Passes on what became of code that belongs to a capability: read from the host of the code, never taken from a webhook (S1-29). */
import type { Destination } from '../../domain/approval.ts';
import type { Capability } from '../../domain/capability.ts';
import type { Id } from '../../domain/ids.ts';
import type { Ticket } from '../../domain/ticket.ts';
import type { CodeHost, PullRequest } from '../../ports/code-host.ts';
import { type Desk, scopeOf } from '../desk.ts';
import { trackerCaller } from './places.ts';

/** `pull:12` and `commit:<hash>`. Throws what the host throws, so that it is heard again later. Safe to be done twice. */
export async function hearCode(desk: Desk, place: Destination, ids: readonly string[]): Promise<void> {
  const host = await desk.code();
  if (!host) return;
  const workspaces = await desk.store.workspaces.list();
  for (const id of ids) {
    const [kind, name = ''] = id.split(':');
    if (kind === 'commit') for (const one of workspaces) await hearCommit(desk, host, one.id, name);
    const pull = kind === 'pull' ? await host.pull(Number(name)) : null;
    if (pull) await hearPull(desk, { host, place, pull }, workspaces);
  }
}

type Heard = { host: CodeHost; place: Destination; pull: PullRequest };

/** Two workspaces may have the same keys: then only an issue that it closes tells whose it is. */
async function hearPull(
  desk: Desk,
  { host, place, pull }: Heard,
  workspaces: readonly { id: Id }[],
): Promise<void> {
  const all = await Promise.all(workspaces.map(({ id }) => meantBy(desk, place, pull, id)));
  const isShared = all.filter((own) => own.length > 0).length > 1;
  const meant = all.flat().filter(({ isClosed }) => isClosed || !isShared);
  if (meant.length === 0 && isShared)
    desk.log.info('a pull request names what several workspaces have', { number: pull.number });
  for (const { capability, tickets } of meant) {
    const { number, mergedAt, commit, reviews } = pull;
    const { stage, visits } = capability;
    if (reviews.length > 0)
      await tell(desk, capability, 'GateWordsHeard', {
        ...{ tracker: place.tracker, issue: `#${number}`, stage, words: reviews },
        visit: visits[stage as keyof typeof visits] ?? 0,
      });
    if (mergedAt === null) continue;
    await tell(desk, capability, 'CodeDelivered', { kind: 'pull', number, mergedAt, commit, tickets });
    // Its checks may have ended before it was known whose it is.
    if (commit) await tellCommit(desk, host, capability, commit);
  }
}

async function hearCommit(desk: Desk, host: CodeHost, workspaceId: Id, hash: string): Promise<void> {
  const open = await desk.store.capabilities.list(workspaceId, { open: true });
  for (const capability of open)
    if (capability.signals.commits?.includes(hash)) await tellCommit(desk, host, capability, hash);
}

async function tellCommit(desk: Desk, host: CodeHost, capability: Capability, hash: string): Promise<void> {
  const state = await host.commit(hash);
  if (state) await tell(desk, capability, 'CodeDelivered', { kind: 'commit', commit: hash, ...state });
}

function tell(
  desk: Desk,
  { workspaceId, id, ticketId }: Capability,
  type: 'GateWordsHeard' | 'CodeDelivered',
  payload: Record<string, unknown>,
): Promise<void> {
  const scope = scopeOf(trackerCaller(workspaceId, 'github'));
  return desk.store.transact((nouns) =>
    desk.append(nouns, scope, [{ type, capabilityId: id, ticketId, payload }]),
  );
}

const capabilityKey = /\b[A-Z][A-Z0-9]{1,9}-\d{1,6}\b(?!-\d)/gi;
const ticketKey = /\b[A-Z]{2,10}-\d{4}-\d{3,}\b/gi;

type Meant = {
  capability: Capability;
  tickets: string[];
  /** It closes an issue of one of its tickets. */
  isClosed: boolean;
};

/** Capabilities whose key it names in its branch, title or text, or whose tickets it names or closes; with those tickets' keys. */
async function meantBy(
  { store }: Desk,
  place: Destination,
  { branch, title, body, closes }: PullRequest,
  workspaceId: Id,
): Promise<Meant[]> {
  const text = `${branch} ${title} ${body}`;
  const keys = new Set((text.match(capabilityKey) ?? []).map((key) => key.toUpperCase()));
  const refs = await store.externalRefs.ofIssues(workspaceId, place.id, closes);
  const named = await ticketsNamed(store, workspaceId, text.match(ticketKey) ?? []);
  const closed = await store.tickets.list(workspaceId, { ids: refs.map(({ ticketId }) => ticketId) });
  const tickets = [...named, ...closed].filter(({ stage }) => stage?.capabilityId);
  const found = new Map<Id, Meant>();
  const add = (capability: Capability | null) => {
    if (!capability || found.has(capability.id)) return;
    const own = tickets.filter(({ stage }) => stage!.capabilityId === capability.id);
    const isClosed = own.some(({ id }) => closed.some((one) => one.id === id));
    found.set(capability.id, { capability, tickets: [...new Set(own.map(({ key }) => key))], isClosed });
  };
  for (const key of keys) add(await store.capabilities.byKey(workspaceId, key));
  for (const { stage } of tickets) add(await store.capabilities.get(workspaceId, stage!.capabilityId!));
  return [...found.values()].filter(({ capability }) => !/^(?:shipped|cancelled)$/.test(capability.status));
}

async function ticketsNamed(
  store: Desk['store'],
  workspaceId: Id,
  keys: readonly string[],
): Promise<Ticket[]> {
  const found: Ticket[] = [];
  for (const key of new Set(keys.map((one) => one.toUpperCase()))) {
    const ticket = await store.tickets.byKey(workspaceId, key);
    if (ticket) found.push(ticket);
  }
  return found;
}
