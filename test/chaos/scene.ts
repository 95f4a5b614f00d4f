/** What a simulated push begins with: a workspace and its tickets on a board that nobody has approved yet. */
import type { Id } from '../../src/domain/ids.ts';
import type { Caller } from '../../src/domain/principal.ts';
import type { Ticket } from '../../src/domain/ticket.ts';
import { createPublication } from '../../src/publication/create-publication.ts';
import { aLink, aTicket } from '../contracts/store-samples.ts';
import type { Kind } from './kinds.ts';
import type { Tables } from './memory-database.ts';
import { refusedWord } from './service.ts';
import { openWorld, type World } from './world.ts';

/** What becomes of a ticket where nothing goes wrong. */
export type Fate = 'create' | 'link' | 'update' | 'refused';

/** A ticket, by the places in the list of its parent and of the ticket that blocks it. */
type Planned = { title: string; fate: Fate; parent?: number; blockedBy?: number };

export type Scene = {
  planned: readonly Planned[];
  tickets: readonly Ticket[];
  board: { boardId: Id; rev: number };
  tables: Tables;
  /** Titles of issues that other people wrote, in the order in which they came to be. */
  foreign: readonly string[];
  startsAt: number;
};

const work = (title: string, more: Partial<Planned> = {}): Planned => ({ title, fate: 'create', ...more });
const linked: Planned = { title: 'Login with Okta', fate: 'link' };
const written: Planned = { title: 'Invoices export', fate: 'update' };
const foreign = ['Okta login', 'Export invoices'];

/** Small pushes in which all there is to a push occurs: families, links, refusals and issues that were there before. */
const shapes: readonly Planned[][] = [
  [work('Search'), work('Filters', { blockedBy: 0 }), work('Themes')],
  [
    work('Epic'),
    work('Child', { parent: 0 }),
    work('Grandchild', { parent: 1 }),
    work('Other', { blockedBy: 1 }),
  ],
  [work('Epic'), work('First', { parent: 0 }), work('Second', { parent: 0, blockedBy: 1 }), linked, written],
  [
    { title: `${refusedWord} epic`, fate: 'refused' },
    { title: 'Orphan', fate: 'refused', parent: 0 },
    work('Alone'),
    work('Next', { blockedBy: 2 }),
  ],
  [linked, written, work('Third', { blockedBy: 0 })],
  [work('Only one')],
];

export const workspaceId = 'workspace';
const startsAt = Date.parse('2026-05-01T12:00:00.000Z');

/** A person who presses buttons. */
export function callerNamed(name: string): Caller {
  const principal = { kind: 'user' as const, id: `member-${name}`, name };
  return { principal, roles: ['member'], workspaceId, via: 'click', threadId: null };
}

const prepared = new Map<string, Promise<Scene>>();

/** Prepared once for all scenarios that begin alike. */
export function sceneFor(kind: Kind, seed: number): Promise<Scene> {
  const shape = Math.abs(seed) % shapes.length;
  const name = `${kind.name} ${shape}`;
  const scene = prepared.get(name) ?? prepareScene(kind, shapes[shape]!);
  prepared.set(name, scene);
  return scene;
}

async function prepareScene(kind: Kind, planned: readonly Planned[]): Promise<Scene> {
  const tickets = planned.map(({ title, parent }, index) => ticketOf(index, title, parent));
  const world = openWorld({
    ...{ production: { createPublication }, kind, seed: 1, startsAt: startsAt - 60_000 },
    ...{ tables: tablesOf(planned, tickets), foreign, faultRate: 0, calmFrom: 0 },
    witness: () => {},
    watch: { onWrite: () => {}, onToldToWait: () => {} },
    onError: () => {},
  });
  let board: Scene['board'] | null = null;
  const opened = decideAll(world, planned, tickets).then((done) => {
    board = done;
  });

  await world.timeline.run(() => board !== null, startsAt);
  await opened;
  return { planned, tickets, board: board!, tables: world.database.tables, foreign, startsAt };
}

/** The people's part before the approval, through the code they would use. */
async function decideAll(
  world: World,
  planned: readonly Planned[],
  tickets: readonly Ticket[],
): Promise<Scene['board']> {
  const { publication } = world.start({ name: 'preparation', soleOwner: false });
  const ana = callerNamed('Ana');
  const input = { ticketIds: tickets.map(({ id }) => id), documentId: null, title: 'Review' };
  await publication.openBoard(ana, input);
  for (const [index, { fate }] of planned.entries()) {
    if (fate !== 'link' && fate !== 'update') continue;
    await publication.settleDuplicate(ana, { ticketId: tickets[index]!.id, choice: fate });
  }
  const { board } = await publication.openBoard(ana, input);
  return { boardId: board.id, rev: board.rev };
}

function idOf(index: number): Id {
  return `00000000-0000-7000-8000-0000000000${String(index + 10)}`;
}

function ticketOf(index: number, title: string, parent: number | undefined): Ticket {
  const sample = aTicket(workspaceId, { id: idOf(index), key: `TASK-2026-00${index + 1}`, title });
  const parentId = parent === undefined ? null : idOf(parent);
  return { ...sample, parentId, description: `All about ${title}.`, criteria: [], labels: [] };
}

function tablesOf(planned: readonly Planned[], tickets: readonly Ticket[]): Tables {
  const byId = (rows: { id: string }[]): Map<string, unknown> => new Map(rows.map((row) => [row.id, row]));
  const workspace = { id: workspaceId, name: 'Acme', timeZone: 'UTC', settings: {}, createdAt: '2026' };
  const links = planned.flatMap(({ blockedBy }, index) => {
    if (blockedBy === undefined) return [];
    return aLink(tickets[blockedBy]!, tickets[index]!, { id: `link-${index}` });
  });
  return { workspaces: byId([workspace]), tickets: byId([...tickets]), links: byId(links) };
}
