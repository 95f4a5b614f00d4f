/** The coverage of a document by its live tickets, derived anew from traces and text each time it is asked for. */
import type { Documents } from '../documents/documents.ts';
import { splitLines } from '../documents/structure-text.ts';
import type { CoverageLine, CoverageMap, Unsourced } from '../domain/coverage.ts';
import type { Block, BlockTicketLink, Document } from '../domain/document.ts';
import type { Proposal } from '../domain/draft.ts';
import type { Id } from '../domain/ids.ts';
import type { Caller } from '../domain/principal.ts';
import type { Ticket } from '../domain/ticket.ts';
import { type Held, mapCoverage } from '../generation/coverage-map.ts';
import type { Generator } from '../generation/generator.ts';
import type { Nouns, Store } from '../ports/store.ts';
import { createCarrier } from './carry-lines.ts';
import { newestTraces } from './sources.ts';
import { readVersionText, type VersionText } from './version-text.ts';

export type CoverageDeps = { store: Store; documents: Documents; generator: Generator };

export type ReadCoverage = {
  map(caller: Caller, documentId: Id): Promise<CoverageMap>;
  uncovered(caller: Caller, documentId: Id): Promise<CoverageLine[]>;
};

/** A board asks again at every change of a ticket, and the text is the same each time. */
const mostReadings = 16;

export function createCoverage(deps: CoverageDeps): ReadCoverage {
  const read = createReader(deps.generator);
  const draw = async (caller: Caller, documentId: Id) => {
    const document = await deps.documents.get(caller, documentId);
    const content = await deps.documents.content(caller, documentId, document.version);
    const blocks = await deps.documents.blocks(caller, documentId);
    const proposal = await read(document, content, blocks);
    const held = await findHeld(deps.store, document, { content, blocks });
    return { document, held, drawn: mapCoverage({ lines: splitLines(content), blocks, proposal, held }) };
  };
  return {
    async map(caller, documentId) {
      const { document, held, drawn } = await draw(caller, documentId);
      return { document, ...drawn, unsourced: await findUnsourced(deps.store, document, held) };
    },
    async uncovered(caller, documentId) {
      const { drawn } = await draw(caller, documentId);
      return drawn.lines.filter(({ state }) => state === 'uncovered');
    },
  };
}

/** By the rules, whoever wrote the tickets: what a document asks for does not depend on the day's model. */
function createReader(generator: Generator) {
  const readings = new Map<string, Promise<Proposal>>();
  return (document: Document, content: string, blocks: readonly Block[]): Promise<Proposal> => {
    const key = [document.id, document.version, ...blocks.map(({ type }) => type)].join(' ');
    const known = readings.get(key);
    const reading =
      known ?? generator.propose({ name: document.source.name, content, blocks, mode: 'rules' });
    readings.delete(key);
    readings.set(key, reading);
    if (readings.size > mostReadings) readings.delete(readings.keys().next().value!);
    if (!known) reading.catch(() => readings.delete(key));
    return reading;
  };
}

type HeldTicket = Held & { ticket: Ticket };

/** Every live ticket that was made from this document, with its lines as they stand now. */
async function findHeld(nouns: Nouns, document: Document, now: VersionText): Promise<HeldTicket[]> {
  const { workspaceId, id, version } = document;
  const traces = newestTraces(await nouns.traces.ofDocument(workspaceId, id));
  const tickets = await nouns.tickets.list(workspaceId, { ids: [...traces.keys()] });
  const cited = tickets.map((ticket) => ({ ticket, links: traces.get(ticket.id) ?? [] }));
  const carry = await createCarriers(
    nouns,
    document,
    now,
    cited.flatMap(({ links }) => links),
  );
  return cited.map(({ ticket, links }) => ({
    ticket,
    key: ticket.key,
    title: ticket.title,
    lines: links.flatMap((link) => (link.documentVersion === version ? link.lines : carry(link))),
    isGroup: ticket.planning.nodeType === 'group',
    isDropped: ticket.work.status === 'cancelled',
  }));
}

async function createCarriers(
  nouns: Nouns,
  { workspaceId, id, version }: Document,
  now: VersionText,
  traces: readonly BlockTicketLink[],
): Promise<(trace: BlockTicketLink) => number[]> {
  const carriers = new Map<number, ReturnType<typeof createCarrier>>();
  for (const earlier of new Set(traces.map((trace) => trace.documentVersion))) {
    if (earlier === version) continue;
    const old = await readVersionText(nouns, workspaceId, id, earlier);
    carriers.set(earlier, createCarrier(old, now));
  }
  return (trace) => carriers.get(trace.documentVersion)!(trace);
}

/** Tickets of the document whose lines it no longer has, and tickets of the workspace that no document asked for. */
async function findUnsourced(
  nouns: Nouns,
  { workspaceId, id }: Document,
  held: readonly HeldTicket[],
): Promise<Unsourced[]> {
  const gone = held.filter(({ lines, isDropped }) => lines.length === 0 && !isDropped);
  const traced = new Set(held.map(({ ticket }) => ticket.id));
  const loose = (await nouns.tickets.list(workspaceId, {})).filter(
    ({ id: ticketId, origin, work }) =>
      !traced.has(ticketId) &&
      (origin.documentId === id || origin.documentId === null) &&
      origin.primaryBlockId === null &&
      work.status !== 'cancelled',
  );
  return [
    ...gone.map(({ key, title }) => ({ key, title, why: 'gone' as const })),
    ...loose.map(({ key, title }) => ({ key, title, why: 'none' as const })),
  ];
}
