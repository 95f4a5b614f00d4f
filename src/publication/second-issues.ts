/** Finds tickets that came to have two issues, keeps the older, and tells of the other once. */
import { issueKey } from '../domain/ids.ts';
import type { Intent, IssueSnapshot, Push } from '../domain/push.ts';
import type { NamedIssue, SecondIssue } from '../domain/second-issue.ts';
import type { Nouns } from '../ports/store.ts';
import { type Desk, ownScope } from './desk.ts';
import { accountOf, openGate } from './gate.ts';

/** An issue may come to be this long after its push was over, and still be found by the regular look. */
const lookBackMs = 24 * 60 * 60_000;
/** Clocks of trackers may be a little behind ours. */
const marginMs = 5 * 60_000;

/** Looks once at where a push went that has just ended. Never throws: the regular look comes by anyway. */
export async function sweepAfter(desk: Desk, pushId: string): Promise<void> {
  const since = new Date(desk.clock.now().getTime() - lookBackMs).toISOString();
  const recent = await desk.store.pushes.since(since);
  const push = recent.find(({ id }) => id === pushId);
  if (push && push.finishedAt !== null) await sweepPlace(desk, push, push.createdAt);
}

/** Looks at every place that anything was pushed to within a day. Returns how many issues are one too many. */
export async function sweepAll(desk: Desk): Promise<number> {
  const since = new Date(desk.clock.now().getTime() - lookBackMs).toISOString();
  const places = Map.groupBy(await desk.store.pushes.since(since), ({ destination }) => destination.id);
  let found = 0;
  for (const pushes of places.values()) found += await sweepPlace(desk, pushes[0]!, pushes[0]!.createdAt);
  return found;
}

async function sweepPlace(desk: Desk, push: Push, createdAt: string): Promise<number> {
  const { destination } = push;
  const gate = openGate(desk, accountOf(destination), []);
  try {
    if ((await gate.look()).restsUntil > desk.clock.now().getTime()) return 0;
    const tracker = await desk.trackers.open(destination.tracker);
    if ((await desk.destinations.of(destination.tracker)).id !== destination.id) return 0;
    const since = new Date(Date.parse(createdAt) - marginMs).toISOString();
    const issues = await tracker.sweep(since, desk.timeout(4 * tracker.traits.requestTimeoutMs));
    return await noteSeconds(desk, destination.id, issues);
  } catch (error) {
    desk.log.warn('it could not be told whether issues are there twice', {
      destination: destination.id,
      error,
    });
    return 0;
  }
}

/** An issue that somebody closed already is nobody's trouble any more. */
function isOpen({ workStatus }: IssueSnapshot): boolean {
  return workStatus !== 'done' && workStatus !== 'cancelled' && workStatus !== 'failed';
}

async function noteSeconds(
  desk: Desk,
  destination: string,
  issues: ReadonlyMap<string, IssueSnapshot[]>,
): Promise<number> {
  const doubled = [...issues].filter(([, [, ...seconds]]) => seconds.some(isOpen));
  if (doubled.length === 0) return 0;
  return desk.store.transact(async (nouns) => {
    const intents = await nouns.pushes.intentsOfMarkers(doubled.map(([marker]) => marker));
    const found = doubled.flatMap(([marker, all]) => {
      const intent = intents.find((one) => one.marker === marker && one.destination === destination);
      return intent ? secondsOf(desk, intent, all) : [];
    });
    const noted = await nouns.secondIssues.note(found);
    for (const second of noted) await keepOldest(desk, nouns, second);
    return noted.length;
  });
}

function secondsOf(desk: Desk, intent: Intent, [kept, ...seconds]: readonly IssueSnapshot[]): SecondIssue[] {
  const { workspaceId, ticketId, pushId, destination } = intent;
  const foundAt = desk.clock.now().toISOString();
  return seconds.filter(isOpen).map((second) => ({
    id: desk.ids.next(),
    workspaceId,
    ticketId,
    pushId,
    destination,
    kept: nameOf(kept!),
    second: nameOf(second),
    foundAt,
    toldAt: null,
  }));
}

function nameOf({ externalId, externalKey, url, title }: IssueSnapshot): NamedIssue {
  return { externalId, externalKey, url, title };
}

/** From now on the ticket is the issue that stays. */
async function keepOldest(desk: Desk, nouns: Nouns, { kept, second, ...of }: SecondIssue): Promise<void> {
  const { workspaceId, ticketId, pushId, destination } = of;
  desk.log.error('a ticket has two issues', { ticketId, destination, kept, second });
  const refs = await nouns.externalRefs.ofTickets(workspaceId, [ticketId]);
  const ref = refs.find((one) => one.destination === destination);
  if (ref?.externalId === second.externalId) {
    const { externalId, externalKey, url } = kept;
    await nouns.externalRefs.put({ ...ref, externalId, externalKey, url });
  }
  await desk.append(nouns, ownScope(workspaceId), [
    { type: 'PushProgressed', pushId, ticketId, payload: { secondIssue: second.externalKey } },
  ]);
}

/** The key a second issue is closed under. */
export function closingKey({ secret }: Pick<Desk, 'secret'>, { second, ...of }: SecondIssue) {
  const { workspaceId, ticketId } = of;
  const destination = `${of.destination} close ${second.externalId}`;
  return issueKey(secret, { workspaceId, ticketId, destination, generation: 0 });
}
