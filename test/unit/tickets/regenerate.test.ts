/** However a document is rewritten, its live tickets match it, once each. */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { shareTestStorage, type TestStorage } from '../../support/storage.ts';
import {
  addDocument,
  openTicketDesk,
  reviseDocument,
  type TicketDesk,
  type Written,
} from '../../support/ticket-desk.ts';

let storage: TestStorage;
let desk: TicketDesk;
beforeAll(async () => {
  storage = await shareTestStorage();
  desk = await openTicketDesk(storage);
});
afterAll(() => storage.close());

/** Requirements by number, each in one of three wordings, cut into blocks of up to three. */
const wording = fc.constantFrom(
  'show progress to everyone',
  'keep drafts on each device',
  'send a reminder by mail',
);
const requirement = fc.tuple(fc.nat({ max: 6 }), wording).map(([number, words]) => `FR-${number} ${words}`);
const version: fc.Arbitrary<Written[]> = fc
  .uniqueArray(requirement, { minLength: 1, maxLength: 7, selector: (text) => text.split(' ')[0] })
  .chain((lines) =>
    fc.nat({ max: 2 }).map((size) => {
      const blocks = Array.from({ length: Math.ceil(lines.length / (size + 1)) }, (_, at) =>
        lines.slice(at * (size + 1), (at + 1) * (size + 1)).join('\n'),
      );
      return blocks.map((text): Written => ['requirement', text]);
    }),
  );

describe('any sequence of versions', () => {
  it('leaves exactly one live ticket per requirement, and a second run changes nothing', async () => {
    let count = 0;
    const property = fc.asyncProperty(
      fc.array(version, { minLength: 2, maxLength: 4 }),
      async ([first, ...rest]) => {
        const document = await addDocument(desk, first!, `Document ${count++}`);
        const check = async (blocks: Written[]) => {
          const { tickets } = await desk.tickets.generate(desk.caller, { documentId: document.id });
          const wanted = blocks.flatMap(([, text]) => text.split('\n'));
          expect(tickets.map((view) => view.ticket.title)).toEqual(wanted);
          const again = await desk.tickets.generate(desk.caller, { documentId: document.id });
          expect(again).toMatchObject({ created: 0, superseded: 0, markedStale: 0, reused: wanted.length });
          expect(again.tickets).toEqual(tickets);
        };
        await check(first!);
        for (const blocks of rest) {
          await reviseDocument(desk, document.id, blocks);
          await check(blocks);
        }
      },
    );
    await fc.assert(property, { numRuns: 8 });
  }, 60_000);
});
