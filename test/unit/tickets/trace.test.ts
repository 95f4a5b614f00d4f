/** Why a ticket exists: sources byte for byte, and its history. */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createInsights } from '../../../src/insights/create-insights.ts';
import type { Insights } from '../../../src/insights/insights.ts';
import { quoteLines } from '../../../src/tickets/trace.ts';
import { shareTestStorage, type TestStorage } from '../../support/storage.ts';
import {
  addDocument,
  draft,
  newTicket,
  openTicketDesk,
  proposal,
  reviseDocument,
  store,
  type TicketDesk,
  type Written,
} from '../../support/ticket-desk.ts';

let storage: TestStorage;
let desk: TicketDesk;
let insights: Insights;
beforeAll(async () => {
  storage = await shareTestStorage();
  insights = createInsights(storage);
  desk = await openTicketDesk(storage);
});
afterAll(() => storage.close());

const prd: Written[] = [
  ['problem', '  People\tleave “early” – 40 %…'],
  ['requirement', 'FR-1 show progress\nFR-2 keep drafts'],
];

async function recordUpstream() {
  const { caller } = desk;
  const research = await insights.recordResearch(caller, {
    title: 'Twelve interviews',
    text: 'It took long.',
  });
  const insight = await insights.recordInsight(caller, { title: 'Slow start', sources: ['interviews'] });
  const recommendation = await insights.recordRecommendation(caller, {
    title: 'Shorten the start',
    insights: ['Slow start'],
  });
  return { research: research.record, insight: insight.record, recommendation: recommendation.record };
}

describe('a trace', () => {
  it('quotes the cited lines of each block, primary first, and tells the history', async () => {
    const document = await addDocument(desk, prd);
    desk.script.propose = () =>
      proposal([draft({ title: 'FR-2 keep drafts', blockIndexes: [1, 0], sourceLines: [3] })]);
    const { tickets } = await desk.tickets.generate(desk.caller, { documentId: document.id });
    const id = tickets[0]!.ticket.id;
    await desk.tickets.edit(desk.caller, id, { title: 'Keep drafts' });
    const trace = await desk.tickets.trace(desk.caller, id);
    expect(trace.document!.id).toBe(document.id);
    expect(trace.sources).toMatchObject([
      { block: { type: 'requirement' }, lines: [3], quote: 'FR-2 keep drafts', documentVersion: 0 },
      {
        block: { type: 'problem' },
        lines: [1],
        quote: '  People\tleave “early” – 40 %…',
        documentVersion: 0,
      },
    ]);
    expect(trace.history.map((event) => event.type)).toEqual(['TicketCreated', 'TicketDetailsUpdated']);
    expect(trace).toMatchObject({ recommendation: null, insights: [], researchSources: [] });
  });

  it('stays with the version the ticket came from when the document changes', async () => {
    const document = await addDocument(desk, prd, 'Another');
    desk.script.propose = () =>
      proposal([draft({ title: 'FR-1 show progress', blockIndexes: [1], sourceLines: [2, 3] })]);
    const { tickets } = await desk.tickets.generate(desk.caller, { documentId: document.id });
    await reviseDocument(desk, document.id, [['requirement', 'FR-1 something else entirely']]);
    const trace = await desk.tickets.trace(desk.caller, tickets[0]!.ticket.id);
    expect(trace.document!.version).toBe(1);
    expect(trace.sources).toMatchObject([{ documentVersion: 0, quote: prd[1]![1] }]);
  });

  it('leads over the recommendation of the document or block to its insights and their research', async () => {
    const { recommendation, insight, research } = await recordUpstream();
    const document = await addDocument(desk, prd, 'With research');
    desk.script.propose = () =>
      proposal([draft({ title: 'FR-1 show progress', blockIndexes: [1], sourceLines: [2] })]);
    const { tickets, blocks } = await desk.tickets.generate(desk.caller, { documentId: document.id });
    const { key } = tickets[0]!.ticket;
    await insights.linkDocument(desk.caller, document.id, { insights: ['slow start'] });
    expect(await desk.tickets.trace(desk.caller, key)).toMatchObject({
      recommendation: null,
      insights: [insight],
      researchSources: [research],
    });
    const block = { id: blocks[1]!.id, documentId: document.id };
    await insights.linkBlock(desk.caller, block, { recommendation: 'shorten' });
    expect(await desk.tickets.trace(desk.caller, key)).toMatchObject({
      sources: [{ upstream: { recommendationId: recommendation.id } }],
      recommendation,
      insights: [insight],
    });
  });

  it('of a merged ticket quotes each document it cites, its own first', async () => {
    const own = await addDocument(desk, prd, 'Own');
    const other = await addDocument(desk, [['requirement', 'FR-9 the other half']], 'Other');
    desk.script.propose = ({ name }) =>
      proposal([draft({ title: name, blockIndexes: [0], sourceLines: [1] })]);
    const [kept] = (await desk.tickets.generate(desk.caller, { documentId: own.id })).tickets;
    const [gone] = (await desk.tickets.generate(desk.caller, { documentId: other.id })).tickets;
    const { traces } = storage.store;
    const handed = await traces.ofTicket(desk.workspace.id, gone!.ticket.id);
    const ticketId = kept!.ticket.id;
    await traces.insert(handed.map((one) => ({ ...one, id: storage.ids.next(), ticketId })));
    const { sources } = await desk.tickets.trace(desk.caller, ticketId);
    expect(sources.map(({ documentTitle, quote }) => [documentTitle, quote])).toEqual([
      ['Own', prd[0]![1]],
      ['Other', 'FR-9 the other half'],
    ]);
  });

  it('is told of a discarded ticket too, which no list shows any more', async () => {
    const document = await addDocument(desk, prd, 'Discarded from');
    desk.script.propose = () => proposal([draft({ title: 'FR-1', blockIndexes: [1], sourceLines: [2] })]);
    const { tickets } = await desk.tickets.generate(desk.caller, { documentId: document.id });
    const { id, key } = tickets[0]!.ticket;
    await desk.tickets.discard(desk.caller, [id]);
    const trace = await desk.tickets.trace(desk.caller, key);
    expect(trace.ticket.ticket.deletedAt).not.toBeNull();
    expect(trace.sources).toMatchObject([{ lines: [2], quote: 'FR-1 show progress' }]);
    await expect(desk.tickets.select(desk.caller, { ids: [key] })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
  });

  it('of a ticket a person wrote is empty, not an error', async () => {
    const [ticket] = await store(desk, [newTicket(desk)]);
    expect(await desk.tickets.trace(desk.caller, ticket!.id)).toMatchObject({ document: null, sources: [] });
  });
});

describe('quoting', () => {
  const line = fc.string({ minLength: 1, maxLength: 8 }).map((text) => text.replace(/[\r\n]/g, '_'));
  const ending = fc.constantFrom('\n', '\r\n', '\r');

  it('gives any run of lines back as they stand, with their own line ends', () => {
    const lines = fc.array(fc.tuple(line, ending), { minLength: 1 });
    fc.assert(
      fc.property(lines, fc.nat(), fc.nat(), (all, from, length) => {
        const first = from % all.length;
        const run = all.slice(first, first + 1 + (length % all.length));
        const numbers = run.map((_, at) => first + at + 1);
        const content = all.map((parts) => parts.join('')).join('');
        const wanted = run.map((parts) => parts.join('')).join('');
        expect(quoteLines(content, numbers)).toBe(wanted.replace(/(\r\n|\n|\r)$/, ''));
      }),
    );
  });

  it('puts a newline between lines that are apart', () => {
    expect(quoteLines('one\r\ntwo\r\nthree\r\nfour', [1, 3, 4])).toBe('one\nthree\r\nfour');
  });
});
