/** What must hold at the end of a scenario: each approved ticket has one issue that is recorded, or a reason. */
import type { Id } from '../../src/domain/ids.ts';
import type { Intent } from '../../src/domain/push.ts';
import type { ExternalRef, Ticket } from '../../src/domain/ticket.ts';
import type { Checker, Fault, FaultKind } from './checker.ts';
import type { Scene } from './scene.ts';
import type { ServedIssue } from './service.ts';
import type { World } from './world.ts';

/** Looks at every ticket, issue and link; answers how it all stands, in words that no order of events changes. */
export function checkEnd({ note }: Pick<Checker, 'note'>, world: World, scene: Scene): string {
  const { tables } = world.database;
  const all = <Row>(table: string) => [...(tables[table] as Map<string, Row>).values()];
  const intents = all<Intent>('intents').filter(({ op }) => op === 'create');
  const refs = new Map(all<ExternalRef>('refs').map((ref) => [ref.ticketId, ref]));
  const issues = [...world.service.issues.values()];
  const lines = scene.tickets.map(({ id }, index) => {
    const own = intents.filter(({ ticketId }) => ticketId === id);
    const parent = scene.planned[index]!.parent;
    const end: TicketEnd = {
      ticket: tables.tickets!.get(id) as Ticket,
      // Ids ascend, so this is the one that was planned last.
      intent: own.reduce<Intent | undefined>(
        (last, one) => (last && last.id > one.id ? last : one),
        undefined,
      ),
      made: issues.filter(({ marker }) => own.some((intent) => intent.marker === marker)),
      ref: refs.get(id),
      parentId: parent === undefined ? null : (refs.get(scene.tickets[parent]!.id)?.externalId ?? null),
    };
    for (const { kind, what } of faultsOf(end)) note(kind, `${scene.planned[index]!.title} ${what}`);
    const { review } = end.ticket;
    return `${index} ${review.status} ${end.made.length} ${review.pushError ?? ''}`;
  });
  const linkIntents = all<Intent>('intents').filter(({ op }) => op === 'link');
  const undone = linkIntents.filter(({ state }) => state !== 'confirmed' && state !== 'failed');
  for (const { state } of undone) if (state !== 'cancelled') note('lost', `a link is still ${state}`);
  for (const what of faultsOfLinks(world)) note('links', what);
  return [...lines, ...nameLinks(world, scene, refs)].join('\n');
}

type TicketEnd = {
  ticket: Ticket;
  intent: Intent | undefined;
  made: readonly ServedIssue[];
  ref: ExternalRef | undefined;
  /** The issue it should be below. */
  parentId: string | null;
};

function fault(kind: FaultKind, what: string): Fault {
  return { kind, what };
}

function faultsOf(end: TicketEnd): Fault[] {
  const { ticket, intent, made } = end;
  const { status, pushError } = ticket.review;
  const faults = made.length > 1 ? [fault('duplicate', `has ${made.length} issues`)] : [];
  const exists =
    made.length > 0 ? [fault('untrue', `is ${status} (${intent?.reason}), and its issue exists`)] : [];
  switch (intent?.state) {
    case undefined:
      return status === 'generated'
        ? faults
        : [...faults, fault('lost', `is ${status} and was never planned`)];
    case 'confirmed':
      return [...faults, ...faultsOfConfirmed(end)];
    case 'failed':
      if (status === 'push_failed' && pushError) return [...faults, ...exists];
      return [...faults, ...exists, fault('lost', `failed without telling: it is ${status}`)];
    case 'cancelled':
      return [...faults, ...exists];
    default:
      return [...faults, fault('lost', `is still ${intent?.state}`)];
  }
}

function faultsOfConfirmed({ ticket, intent, made, ref, parentId }: TicketEnd): Fault[] {
  const { status } = ticket.review;
  if (!ref || (status !== 'pushed' && status !== 'synced'))
    return [fault('lost', `is out and stands as ${status}`)];
  if (intent!.existing?.choice === 'update') {
    const { externalId } = intent!.existing;
    return externalId === ref.externalId
      ? []
      : [fault('wrongId', `is in ${externalId}, recorded as ${ref.externalId}`)];
  }
  const [issue] = made;
  if (!issue) return [fault('lost', 'is out, and there is no issue')];
  const own = made.some(({ snapshot }) => snapshot.externalId === ref.externalId);
  const faults = own
    ? []
    : [fault('wrongId', `is ${issue.snapshot.externalId}, recorded as ${ref.externalId}`)];
  if (issue.parentId === parentId) return faults;
  return [...faults, fault('links', `is below ${issue.parentId} instead of ${parentId}`)];
}

function faultsOfLinks({ service }: World): string[] {
  return [...service.links].flatMap(([link, times]) => {
    const [from, , to] = link.split(' ');
    const dangles = !service.issues.has(from!) || !service.issues.has(to!);
    return [
      ...(times > 1 ? [`${link} was made ${times} times`] : []),
      ...(dangles ? [`${link} dangles`] : []),
    ];
  });
}

/** Every link there is, by the places of the tickets and the titles of other people's issues. */
function nameLinks({ service }: World, scene: Scene, refs: ReadonlyMap<Id, ExternalRef>): string[] {
  const places = new Map(scene.tickets.map(({ id }, index) => [refs.get(id)?.externalId, String(index)]));
  const name = (id: string) => places.get(id) ?? service.issues.get(id)?.snapshot.title;
  return [...service.links.keys()]
    .map((link) => {
      const [from, type, to] = link.split(' ');
      return `${name(from!)} ${type} ${name(to!)}`;
    })
    .sort();
}
