/** A ticket service over real storage for tests, with documents written straight into the store and a scripted generator. */
import { matchBlocks } from '../../src/documents/block-identity.ts';
import { createDocuments } from '../../src/documents/create-documents.ts';
import { type Block, contentHash, type Document, noCuts } from '../../src/domain/document.ts';
import { type BlockDraft, Proposal, type TicketDraft } from '../../src/domain/draft.ts';
import type { Id } from '../../src/domain/ids.ts';
import type { Caller, Principal, Workspace } from '../../src/domain/principal.ts';
import type { Generator, GeneratorInput } from '../../src/generation/generator.ts';
import { silentLog } from '../../src/ports/log.ts';
import { type AddTickets, createAddTickets, type NewTicket } from '../../src/tickets/create.ts';
import { createTickets } from '../../src/tickets/create-tickets.ts';
import { createMutate, type Mutate } from '../../src/tickets/mutate.ts';
import type { Tickets } from '../../src/tickets/tickets.ts';
import { newWorkspace, type TestStorage } from './storage.ts';

export type TicketDesk = {
  storage: TestStorage;
  workspace: Workspace;
  caller: Caller;
  mutate: Mutate;
  addTickets: AddTickets;
  tickets: Tickets;
  /** What the scripted generator answers; `proposeEach` until a test says otherwise. */
  script: { propose: (input: GeneratorInput) => Proposal | Promise<Proposal> };
};

export const priya: Principal = { kind: 'user', id: 'member-priya', name: 'Priya' };
export const robot: Principal = { kind: 'agent', id: 'agent:docket', name: 'Docket' };

export function callerIn(workspace: Pick<Workspace, 'id'>, over: Partial<Caller> = {}): Caller {
  return {
    principal: priya,
    roles: ['member'],
    workspaceId: workspace.id,
    via: 'click',
    threadId: null,
    ...over,
  };
}

export async function openTicketDesk(storage: TestStorage): Promise<TicketDesk> {
  const { store, clock, ids } = storage;
  const workspace = await newWorkspace(storage);
  const script: TicketDesk['script'] = { propose: proposeEach };
  const generator: Generator = {
    hasModel: false,
    propose: async (input) => script.propose(input),
    refine: async ({ proposal }) => proposal,
  };
  const mutate = createMutate({ clock, ids });
  const documents = createDocuments({ store, clock, ids, log: silentLog });
  return {
    ...{ storage, workspace, mutate, script },
    caller: callerIn(workspace),
    addTickets: createAddTickets({ clock, ids }),
    tickets: createTickets({ store, mutate, documents, generator, clock, ids, log: silentLog }),
  };
}

/** A block as a test writes it: its type and its text. */
export type Written = [type: string, text: string];

export async function addDocument(
  desk: TicketDesk,
  blocks: Written[],
  title = 'Onboarding',
): Promise<Document> {
  const { store, ids, clock } = desk.storage;
  const at = clock.now().toISOString();
  const document: Document = {
    id: ids.next(),
    workspaceId: desk.workspace.id,
    title,
    type: 'prd',
    status: 'draft',
    version: 0,
    source: { kind: 'file', name: `${title}.md` },
    recommendationId: null,
    insightIds: [],
    skipped: [],
    createdBy: priya,
    createdAt: at,
    updatedAt: at,
    deletedAt: null,
  };
  await store.documents.insert(document, versionOf(document, blocks));
  await store.blocks.replace(
    document.workspaceId,
    document.id,
    0,
    await blockRows(desk, document, blocks, []),
  );
  return document;
}

/** A new version, with blocks that keep their ids as intake keeps them. */
export async function reviseDocument(desk: TicketDesk, id: Id, blocks: Written[]): Promise<Document> {
  const { store } = desk.storage;
  const before = (await store.documents.get(desk.workspace.id, id))!;
  const document = { ...before, version: before.version + 1 };
  const old = await store.blocks.list(desk.workspace.id, id, before.version);
  await store.documents.addVersion(desk.workspace.id, versionOf(document, blocks));
  await store.documents.swap(document, before.version);
  const rows = await blockRows(desk, document, blocks, old);
  await store.blocks.replace(desk.workspace.id, id, document.version, rows);
  return document;
}

function versionOf({ id, version, createdBy, createdAt }: Document, blocks: Written[]) {
  const content = blocks.map(([, text]) => text).join('\n');
  const plain = { via: 'ingest' as const, note: null, received: null, cuts: noCuts(), conflicts: [] };
  return {
    documentId: id,
    version,
    content,
    contentHash: contentHash(content),
    ...plain,
    createdBy,
    createdAt,
  };
}

async function blockRows(
  desk: TicketDesk,
  document: Document,
  blocks: Written[],
  old: Block[],
): Promise<Block[]> {
  let line = 1;
  const drafts = blocks.map(([type, content]): BlockDraft => {
    const first = line;
    line += content.split('\n').length;
    return { type, title: null, content, lines: [first, line - 1], headingPath: [] };
  });
  const { id: documentId, workspaceId, version } = document;
  return matchBlocks(drafts, old, { workspaceId, documentId, version }, () => desk.storage.ids.next());
}

/** One draft per line of each block that is no `text`; a line's first word is its ref and source key. */
export function proposeEach({ blocks, includeBlockTypes }: GeneratorInput): Proposal {
  const wanted = (block: Block) =>
    includeBlockTypes ? includeBlockTypes.includes(block.type) : block.type !== 'text';
  return proposal(
    blocks.flatMap((block, index) => {
      if (!wanted(block)) return [];
      return block.content.split('\n').map((text, at) => {
        return draft({ title: text, blockIndexes: [index], sourceLines: [block.lines[0] + at] });
      });
    }),
  );
}

export function draft(over: Partial<TicketDraft> & { title: string }): TicketDraft {
  const word = over.title.split(' ')[0]!;
  return {
    ref: word,
    type: 'task',
    description: `About ${over.title}`,
    criteria: [{ text: `${over.title} works`, met: null, origin: 'derived' }],
    labels: [],
    priority: 3,
    effort: 'small',
    effortRange: [1, 2],
    blockIndexes: [0],
    sourceLines: [1],
    sourceQuote: over.title,
    sourceKey: word,
    parentRef: null,
    dependsOn: [],
    suggestedAfter: [],
    assignee: null,
    madeBy: 'rules',
    ...over,
  };
}

export function proposal(tickets: TicketDraft[], over: Partial<Proposal> = {}): Proposal {
  const coverage = { required: tickets.length, covered: tickets.length, uncovered: [] };
  const asked = tickets.flatMap((one) => one.sourceLines);
  const rest = { asked, parked: [], readiness: [], questions: [], warnings: [], coverage };
  return Proposal.parse({ title: 'Onboarding', blocks: [], tickets, ...rest, ...over });
}

/** A ticket written without a document. */
export function newTicket(desk: TicketDesk, over: Partial<NewTicket> = {}): NewTicket {
  return {
    id: desk.storage.ids.next(),
    type: 'task',
    title: 'A ticket',
    description: 'What it is about',
    criteria: [],
    labels: [],
    priority: 3,
    effort: null,
    parentId: null,
    review: 'generated',
    assigneeId: null,
    effortRange: null,
    suggestedAfter: [],
    origin: {
      kind: 'manual',
      madeBy: 'person',
      documentId: null,
      documentVersion: null,
      primaryBlockId: null,
      sourceLines: [],
      sourceQuote: null,
      sourceKey: null,
    },
    ...over,
  };
}

export function scopeIn(desk: TicketDesk, actor: Principal = priya) {
  return { workspaceId: desk.workspace.id, actor };
}

/** Stores tickets as `addTickets` does. */
export function store(desk: TicketDesk, drafts: readonly NewTicket[]) {
  return desk.storage.store.transact((nouns) => desk.addTickets(nouns, scopeIn(desk), drafts));
}
