/** report_bug: what may be known is offered before anything is made; a ticket comes with its key, its plan and what to say yet. */
import { expect, it } from 'vitest';
import type { Card, Choice } from '../../src/cards/card.ts';
import { tellReporters } from '../../src/conversation/tell-reporters.ts';
import { silentLog } from '../../src/ports/log.ts';
import type { Surface, TicketState } from '../../src/ports/surface.ts';
import { refusalOf, wordsOf } from '../support/tool-house.ts';
import { useDesk } from '../support/use-desk.ts';

const { desk, tools } = useDesk({ per: 'file' });

/** The first that can be pressed on a line. */
function choiceOf({ blocks }: Card): Choice {
  const items = blocks.flatMap((block) => (block.kind === 'list' ? block.items : []));
  return items[0]!.choices![0]!;
}

const messy = `Hey team, checkout shows a total of 0 for carts with a voucher.

<!-- please describe -->
**Expected behaviour**
_No response_

### Steps to reproduce
1. Add a voucher
2. Open the cart

TypeError: Cannot read properties of undefined (reading 'sum')
    at total (cart.ts:41:9)
    at render (cart.ts:12:3)

App version: 4.3.1`;

it('S2-12, S2-20: makes a ticket of a messy report, with its plan and what is worth saying yet', async () => {
  const { output, shown, wire } = await desk.call('report_bug', { text: messy });
  const { view, report } = output.filed[0];
  expect(report.said).toMatchObject({
    title: 'checkout shows a total of 0 for carts with a voucher',
    steps: ['Add a voucher', 'Open the cart'],
    version: '4.3.1',
    expected: '',
    error: expect.stringMatching(/^TypeError: [\s\S]*cart\.ts:12:3\)$/),
  });
  expect(view.ticket).toMatchObject({ type: 'bug', priority: 2, review: { status: 'generated' } });
  expect(view.ticket.coordination.metadata.error_message).toContain('TypeError');
  const words = wordsOf({ shown });
  expect(words).toMatch(
    /BUG-\d{4}-\d{3}[\s\S]*Research Agent: diagnose[\s\S]*Engineer Agent: fix[\s\S]*QA Agent: test/,
  );
  expect(words).toContain('Say also what you expected');
  expect(wire.reports[0]).toMatchObject({ status: 'filed', plan: [{ agent: 'research' }, {}, {}] });
});

it('offers what may be the same with the words that say so, and creates nothing before that is said', async () => {
  const held = await desk.call('report_bug', { text: 'Checkout total is 0 with a voucher in the cart' });
  expect(held.wire.reports[0]).toMatchObject({ status: 'held', ticket: null });
  const [known] = held.wire.reports[0].candidates;
  expect(known.words.join(' ')).toMatch(/voucher/i);
  expect(wordsOf(held)).toMatch(/Both say: .*voucher[\s\S]*Same bug[\s\S]*It is a new bug/i);
  const { action } = choiceOf(held.shown[0]!.card);
  const joined = await desk.press(action);
  expect(wordsOf(joined)).toContain('is known as');
  expect(joined.output.filed[0].report.status).toBe('joined');
  expect((await refusalOf(desk.press(action))).code).toBe('STALE');
  const again = await desk.call('report_bug', { text: 'Checkout total is 0 with a voucher in the cart' });
  const [fresh] = again.shown[0]!.card.choices;
  expect(wordsOf(await desk.press(fresh!.action))).toMatch(/^BUG-|BUG-\d{4}-\d{3}/);
});

it('tells several bugs in one report apart, and a list of steps is one', async () => {
  const two = await desk.call('report_bug', {
    text: 'I found two bugs today:\n1. The search field loses its focus\n2. Avatars of deleted people are broken images',
  });
  expect(two.wire.reports.map(({ title }: { title: string }) => title)).toEqual([
    'The search field loses its focus',
    'Avatars of deleted people are broken images',
  ]);
});

it('S2-48: production that is down is an incident, which begins at once', async () => {
  const { output, shown } = await desk.call('report_bug', {
    text: 'Production is down! 40 customers cannot log in.',
  });
  expect(output.filed[0].template.id).toBe('production_incident');
  expect(output.filed[0].run.run).toMatchObject({ workflowId: 'production-incident', status: 'running' });
  expect(wordsOf({ shown })).toMatch(/URGENT[\s\S]*STANDBY/);
});

it('writes a bug from a form, with the way back to where it was reported', async () => {
  const form = await desk.press('dk1:bug:::0');
  expect(form.shown[0]!.card.title).toBe('Report a bug');
  const { output, shown } = await desk.press('dk1:bug:::0', {
    happened: 'Invoices print the wrong currency.',
    expected: 'The currency of the customer.',
    steps: 'open an invoice\n2. print it\n\n',
    version: 'Safari 26',
    severity: 'low',
    source: 'https://acme.slack.com/archives/C1/p17',
  });
  const { ticket } = output.filed[0].view;
  expect(ticket).toMatchObject({ key: expect.stringMatching(/^BUG-/), type: 'bug', priority: 4 });
  expect(ticket.criteria).toMatchObject([{ text: 'The currency of the customer.' }]);
  expect(ticket.description).toBe(
    '**What happened**\n\nInvoices print the wrong currency.\n\n**Expected**\n\nThe currency of the customer.\n\n**Steps**\n\n1. open an invoice\n2. print it\n\n**Version**\n\nSafari 26\n\nReported in https://acme.slack.com/archives/C1/p17',
  );
  expect(shown[0]!.card.link?.url).toBe('https://acme.slack.com/archives/C1/p17');
  expect((await refusalOf(desk.call('report_bug', { text: ' ' }))).code).toBe('INVALID_INPUT');
});

it('tells each who reported a bug once that it is over, in the thread where they did, and shows how it stands there', async () => {
  const { storage, clock } = tools.house;
  const { store } = storage;
  const filed = await desk.call('report_bug', {
    text: 'The sidebar jumps while a report loads for our users',
  });
  const { view, report } = filed.output.filed[0];
  const marked: TicketState[] = [];
  const told: string[] = [];
  const surface = { markThread: async (_thread: string, state: TicketState) => void marked.push(state) };
  const deps = {
    ...{ store, clock, log: silentLog },
    surfaces: new Map([['terminal', surface as unknown as Surface]]),
    outbox: { show: async (_thread: unknown, { card }: { card: Card }) => void told.push(card.summary) },
  };
  const tell = async () => {
    const events = await store.events.ofTicket(view.ticket.workspaceId, view.ticket.id);
    await tellReporters(deps as never, events.slice(-1), { surfaces: ['terminal'], threadIds: [] });
  };
  await tell();
  for (const words of ['approve', 'status']) {
    await desk.type(`/docket ${words} ${view.ticket.key}${words === 'status' ? ' in_progress' : ''}`);
    await tell();
  }
  expect(told).toEqual([]);
  await desk.type(`/docket status ${view.ticket.key} done`);
  await tell();
  await tell();
  expect(told).toEqual([expect.stringMatching(new RegExp(`is fixed .${view.ticket.key}`))]);
  expect(marked[0]).toBe('triage');
  expect(new Set(marked.slice(-2))).toEqual(new Set(['fixed']));
  expect((await store.bugReports.get(report.workspaceId, report.id))?.toldAt).not.toBeNull();
});

it('S2-48, S2-49: notifies who is on call of an incident, and nobody of a bug', async () => {
  const own = await tools.enter();
  const mentions = (shown: unknown) => JSON.stringify(shown).match(/"kind":"mention"[^}]*/g) ?? [];
  const down = { text: 'Production is down! Nobody can pay since noon.' };
  expect(mentions((await own.call('report_bug', down)).shown)).toEqual([]);
  expect((await refusalOf(own.call('configure', { key: 'incident.on_call', value: 'Zed' }))).code).toBe(
    'NOT_FOUND',
  );
  const { name } = own.dana.principal;
  const set = await own.call('configure', { key: 'incident.on_call', value: name });
  expect(wordsOf(set)).toContain(`On call: ${name}`);
  const { shown } = await own.call('report_bug', { text: 'Production is down again: 502 everywhere.' });
  expect(mentions(shown)).toEqual([expect.stringContaining('"notify":true')]);
  expect(mentions((await own.call('report_bug', { text: 'The footer overlaps the map.' })).shown)).toEqual(
    [],
  );
});

it('looks up what is written by the command, and lets nobody flood the others, but for an incident', async () => {
  const own = await tools.enter();
  await own.call('report_bug', { text: 'The search field loses its focus' });
  const typed = await own.type('/docket bug The search field loses its focus | Since the update.');
  expect(typed.wire.reports[0]).toMatchObject({ status: 'held', title: 'The search field loses its focus' });
  const refused = async () => {
    for (let at = 0; at < 12; at++) {
      const text = `Screen ${'abcdefghijkl'[at]}${at} ${['flickers', 'freezes', 'is upside down'][at % 3]} in build ${at * 977}`;
      const fault = await own.call('report_bug', { text }).then(
        () => null,
        (error) => error,
      );
      if (fault) return fault;
    }
  };
  expect(await refused()).toMatchObject({
    code: 'RATE_LIMITED',
    message: expect.stringContaining('Nothing'),
  });
  const down = await own.call('report_bug', { text: 'Production is down for everybody.' });
  expect(down.output.filed[0].template.id).toBe('production_incident');
});
