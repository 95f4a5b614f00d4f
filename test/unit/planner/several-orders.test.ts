/** Several orders in one message: each keeps its own tickets and values, and what is left open is asked for. */
import { describe, expect, it } from 'vitest';
import { planMessage, understand } from '../../../src/planner/plan-message.ts';
import { situationOf } from '../../../src/planner/situation.ts';
import { talk, tools } from './talk.ts';

/** What is understood, as `tool numbers or filters changes`. */
function read(text: string): string[] {
  const { intents, unsure } = understand(text, situationOf(talk()));
  return unsure ? ['asks'] : intents.map(({ tool, args }) => `${tool} ${write(args)}`.trim());
}

function write({ select, about: _about, ...args }: Record<string, unknown>): string {
  const { ids, ...filters } = (select ?? {}) as { ids?: number[] };
  const parts = [ids?.join('+'), ...Object.values({ ...filters, ...args }).map((one) => JSON.stringify(one))];
  return parts.filter(Boolean).join(' ').replaceAll('"', '');
}

describe('a list of tickets and what becomes of each', () => {
  it.each([
    ['1 2 5 pass, 3 and 4 fail', ['approve_tickets 1+2+5', 'reject_tickets 3+4']],
    ['2 and 4 approved, 3 rejected, per the call today', ['approve_tickets 2+4', 'reject_tickets 3']],
    [
      '4 is in progress, 1 done, 2 back to draft',
      ['edit_ticket 4 {status:in_progress}', 'edit_ticket 1 {status:done}', 'edit_ticket 2 {status:draft}'],
    ],
    [
      'bugs to tom, stories to maria',
      ['edit_ticket [bug] {assignee:Tom}', 'edit_ticket [story] {assignee:Maria}'],
    ],
    ['p0: 1 and 4; p1: 2', ['edit_ticket 1+4 {priority:P0}', 'edit_ticket 2 {priority:P1}']],
    [
      '3 -> tom p1 by friday; 4 -> maria p2',
      ['edit_ticket 3 {assignee:Tom,priority:P1,due:friday}', 'edit_ticket 4 {assignee:Maria,priority:P2}'],
    ],
    [
      'ok 1 to me p0 due friday, 2 to me, leave 3',
      ['edit_ticket 1 {assignee:me,priority:P0,due:friday}', 'edit_ticket 2 {assignee:me}'],
    ],
    [
      '3: tom, p0, due friday. then linear',
      ['edit_ticket 3 {assignee:Tom,priority:P0,due:friday}', 'push_tickets 3 linear'],
    ],
  ])('%s', (text, expected) => {
    expect(read(text)).toEqual(expected);
  });

  it.each(['P0 bugs and P1 stories', 'is 3 done, and 4?', '3 depends on 4, 4 on 5'])(
    'is no such list: %s',
    (text) => {
      expect(read(text).join()).not.toMatch(/edit_ticket|approve|reject/);
    },
  );
});

describe('orders of different kinds', () => {
  it.each([
    [
      'assign 1 and 2 to me, 3 due friday, rest stays',
      ['edit_ticket 1+2 {assignee:me}', 'edit_ticket 3 {due:friday}'],
    ],
    [
      '1 and 3 to linear, 4 to tom, and kill 5',
      ['push_tickets 1+3 linear', 'edit_ticket 4 {assignee:Tom}', 'delete_tickets 5'],
    ],
    ['3 is done, 4 is blocked by 5', ['edit_ticket 3 {status:done}', 'link_tickets [4] [5] blocked_by']],
    [
      'please push 3 to linear, but first set it to p0',
      ['edit_ticket 3 {priority:P0}', 'push_tickets 3 linear'],
    ],
    [
      'log 2 bugs: the button submits twice (P0), and the field loses focus (P2)',
      ['create_ticket bug the button submits twice P0', 'create_ticket bug the field loses focus P2'],
    ],
    ['P0 bugs and P1 stories please', ['list_tickets [P0] [bug] {priority:[P1],type:[story]}']],
    ['assign 2 to me and set it to p1', ['edit_ticket 2 {assignee:me,priority:P1}']],
  ])('%s', (text, expected) => {
    expect(read(text)).toEqual(expected);
  });

  it.each([
    ['assign 2 to bob and set it to p1', 'asks who bob is'],
    ['if 5 is approved push it, otherwise leave it', 'cannot see whether it is'],
  ])('are asked about where something is open: %s (%s)', (text) => {
    expect(read(text).join()).toMatch(/asks|clarify/);
  });
});

describe('orders of which one asks back', () => {
  const asked = (text: string) => {
    const { calls, question } = planMessage(text, talk(), tools);
    expect(calls).toEqual([]);
    return question!.text;
  };
  it.each([
    [
      'set 2 to p1, assign 3 and push 4 to linear',
      'Who',
      'Change a ticket (2) to P1; Push tickets to a tracker (4) to linear',
    ],
    ['approve 99 and push 3', 'There is no 99', 'Push tickets to a tracker (3)'],
    ['discard 5 and set the priority of 3', 'Which priority', 'Discard tickets (5)'],
  ])('%s: the others are named as not done', (text, question, others) => {
    expect(asked(text)).toContain(question);
    expect(asked(text)).toContain(`Not done either, so say it again then: ${others}.`);
  });

  it('says nothing of it where there is no other', () => {
    expect(asked('assign 3')).not.toContain('Not done either');
  });
});

it.each([
  ['run the bug workflow on 1 and approve 2', ['run_workflow 1 bug', 'approve_tickets 2']],
  [
    'there is a bug: users see a 500 on the login page since today',
    ['create_ticket bug users see a 500 on the login page since today'],
  ],
])('%s: neither order nor report takes what is not its own', (text, expected) => {
  expect(read(text)).toEqual(expected);
});

it('the rest are those that no order of the message names', () => {
  const { calls } = planMessage('discard 3 and approve the rest', talk(), tools);
  expect(calls).toEqual([
    { tool: 'discard_tickets', args: { select: { ids: ['3'] } } },
    { tool: 'request_review', args: { select: { last: true, except: { ids: ['3'] } } } },
  ]);
});

describe('what is typed on a phone', () => {
  it.each([
    ['giv 3 2 tom', ['edit_ticket 3 {assignee:Tom}']],
    ['kill 3 n 5, no time 4 that', ['delete_tickets 3+5']],
    ['3 and 5 look gud, approve', ['approve_tickets 3+5']],
    ['approve 2 and 4', ['approve_tickets 2+4']],
  ])('%s', (text, expected) => {
    expect(read(text)).toEqual(expected);
  });
});
