/** trace_ticket: why a ticket exists, word for word. */
import { expect, it } from 'vitest';
import { refusalOf, wordsOf } from '../support/tool-house.ts';
import { useDesk } from '../support/use-desk.ts';

const { desk, drafted } = useDesk({ house: 'own', begin: 'drafted' });

it('quotes the lines of the document the ticket came from', async () => {
  const { wire, shown } = await desk.type('/docket trace 1');
  expect(wire).toEqual({
    ticket: drafted.tickets[0],
    comments: [],
    block: expect.objectContaining({ block_type: 'user_story', lines: [9, 12] }),
    sources: [
      {
        ...{ lines: [9, 11, 12], quote: drafted.tickets[0].source_quote },
        ...{ document_id: drafted.tickets[0].document_id, document_version: 0 },
      },
    ],
    document: {
      ...{ id: drafted.tickets[0].document_id, title: 'Bike Parking', version: 0 },
      ...{ related_recommendation_id: null, related_insight_ids: [] },
    },
    recommendation: null,
    insights: [],
    research_sources: [],
    discarded_at: null,
  });
  expect(wire.sources[0].quote).toContain('- A booking is confirmed within 5 seconds.');
  expect(shown[0]!.card.summary).toBe(`${drafted.keys[0]} comes from “Bike Parking”, lines 9, 11–12.`);
});

it('says who approved it and where it went, by the name the tracker gave it', async () => {
  const { wire } = await desk.finishPush(await desk.startPush(drafted.keys));
  const { external_key: key } = wire.results[0];
  const result = await desk.type(`/docket trace ${key}`);
  expect(result.wire.ticket).toMatchObject({ key: drafted.keys[0], external_key: key });
  for (const words of ['Dana, ', key, 'Bike Parking (bikes.md, version 0)']) {
    expect(wordsOf(result)).toContain(words);
  }
});

it('still explains a ticket that was discarded', async () => {
  await desk.type('/docket discard 3');
  const result = await desk.type(`/docket trace ${drafted.keys[2]}`);
  expect(result.wire.sources).toMatchObject([{ lines: [20] }]);
  expect(result.shown[0]!.card.summary).toBe(
    `${drafted.keys[2]} comes from “Bike Parking”, line 20. It was discarded.`,
  );
});

it('explains it to a model and to someone who may only read', async () => {
  const ticket = drafted.keys[2];
  const { brief } = await desk.call('trace_ticket', { ticket }, { by: desk.model });
  expect(brief).toMatchObject({
    key: ticket,
    document: 'Bike Parking',
    sources: [{ lines: [20], quote: '- **BP-3 (P2)** Record how long each stand is used.' }],
  });
  const read = await desk.call('trace_ticket', { ticket }, { by: desk.viewer });
  expect(read.wire.ticket.key).toBe(ticket);
});

it('refuses a name that is no ticket', async () => {
  expect(await refusalOf(desk.type('/docket trace ENG-999'))).toMatchObject({
    code: 'NOT_FOUND',
    message: 'There is no ticket "ENG-999".',
  });
  expect((await refusalOf(desk.call('trace_ticket', { ticket: null }))).message).toContain('ticket: ');
});
