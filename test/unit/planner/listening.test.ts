/** What a person means because of what was said before: corrections, holds, pronouns, tickets no list shows. */
import { describe, expect, it } from 'vitest';
import type { DialogueContext } from '../../../src/domain/dialogue.ts';
import type { Call } from '../../../src/planner/plan.ts';
import { planMessage } from '../../../src/planner/plan-message.ts';
import { talk, tools } from './talk.ts';

const call = (tool: string, args: Record<string, unknown> = {}): Call => ({ tool, args });

function about(...numbers: number[]): DialogueContext {
  const { focus } = talk();
  return talk({ focus: { ...focus, about: numbers } });
}

/** The last message, after the others. */
function say(said: string[], context = talk()) {
  return planMessage(said.at(-1)!, context, tools, said.slice(0, -1));
}

describe('a question that was asked', () => {
  const { question } = planMessage('split 42 into import and mapping', talk(), tools);

  it('is answered by what was missing', () => {
    expect(planMessage('the login one', talk({ pending: question }), tools).calls).toEqual([
      call('split_ticket', { ticket: '4', by: ['import', 'mapping'] }),
    ]);
  });

  it('is not answered by a request of its own', () => {
    const pending = talk({ pending: question });
    expect(planMessage('undo that', pending, tools).calls).toEqual([call('undo')]);
    expect(planMessage('show 2', pending, tools).calls).toEqual([call('show_ticket', { ticket: '2' })]);
    expect(planMessage('never mind', pending, tools).calls).toEqual([]);
  });
});

describe('"it"', () => {
  it('is the ticket of the last answer', () => {
    expect(planMessage('rename it to Sign in', about(4), tools).calls).toEqual([
      call('edit_ticket', { ticket: '4', title: 'Sign in' }),
    ]);
  });

  it.each(['rename it to Sign in', 'why does it exist?', 'delete it', 'split it in two'])(
    'is asked about when several were shown: %s',
    (text) => {
      const plan = planMessage(text, talk(), tools);
      expect(plan.calls).toEqual([]);
      expect(plan.question?.text).toBe('Which tickets do you mean?');
    },
  );

  it('leaves the numbers and places of the list alone', () => {
    expect(planMessage('3, 5 and the cart one look good', about(4), tools).calls).toEqual([
      call('request_review', { select: { ids: ['3', '5'], or: { ids: ['2'] } } }),
    ]);
    expect(planMessage('show the second one', about(4), tools).calls).toEqual([
      call('show_ticket', { ticket: '2' }),
    ]);
  });
});

describe('a ticket that no list shows now', () => {
  const { focus } = talk();
  const { n: _n, ...shown } = focus.tickets[0]!;
  const hidden = { ...shown, key: 'FEAT-2026-077', title: 'Connect the shared calendar' };
  const context = talk({ focus: { ...focus, others: [hidden] } });

  it.each([
    ['make the calendar one P0', call('edit_ticket', { ticket: 'FEAT-2026-077', priority: 'P0' })],
    [
      '4 waits for the calendar ticket',
      call('link_tickets', { from: ['4'], on: ['FEAT-2026-077'], kind: 'blocked_by' }),
    ],
    ['approve the calendar one', call('request_review', { select: { ids: ['FEAT-2026-077'] } })],
  ])('is named in words: %s', (text, expected) => {
    expect(planMessage(text, context, tools).calls).toEqual([expected]);
  });
});

describe('a correction', () => {
  it('takes back what was done to the wrong ticket and does it to the right one', () => {
    expect(say(['make 3 P0', 'sorry, I meant 5'], about(3)).calls).toEqual([
      call('undo'),
      call('edit_ticket', { ticket: '5', priority: 'P0' }),
    ]);
  });

  it('takes nothing back that was not done', () => {
    expect(say(['make 3 P0', 'sorry, I meant 5'], about(2)).calls).toEqual([
      call('edit_ticket', { ticket: '5', priority: 'P0' }),
    ]);
    expect(say(['show 3', 'no, the login one'], about(3)).calls).toEqual([
      call('show_ticket', { ticket: '4' }),
    ]);
  });

  it.each([
    [['make 3 P0', 'sorry, P1'], [call('edit_ticket', { ticket: '3', priority: 'P1' })]],
    [
      ['push 3 to linear', 'no, to github'],
      [call('push_tickets', { select: { ids: ['3'] }, tracker: 'github' })],
    ],
    [
      ['5 depends on 3', 'no, the other way round'],
      [
        call('unlink_tickets', { from: ['5'], on: ['3'] }),
        call('link_tickets', { from: ['3'], on: ['5'], kind: 'blocked_by' }),
      ],
    ],
    [
      ['send me a status report every monday at 9', 'actually make that tuesday'],
      [
        call('schedule_report', { op: 'stop', cadence: 'monday 9:00' }),
        call('schedule_report', { kind: 'summary', cadence: 'tuesday 9:00' }),
      ],
    ],
    [['remind me tomorrow to call', 'stop it'], [call('schedule_report', { op: 'stop' })]],
    [['make 4 P3', 'no wait, put it back'], [call('undo')]],
  ])('changes what was asked for: %j', (said, calls) => {
    expect(say(said).calls).toEqual(calls);
  });

  it('asks which other one, and throws nothing away', () => {
    for (const said of [['no, the other one'], ['make 3 P0', 'no, the other one']]) {
      expect(say(said)).toMatchObject({ calls: [], question: { text: 'Which tickets do you mean?' } });
    }
  });
});

describe('a hold', () => {
  it('ends with "ok go", which asks for the push that waited', () => {
    expect(say(['hold off on github until I say so', 'show 3', 'ok go']).calls).toEqual([
      call('push_tickets', { select: { review: ['reviewed'] }, tracker: 'github' }),
    ]);
    expect(say(['noch nichts nach linear schicken', 'ok, los']).calls).toEqual([
      call('push_tickets', { select: { review: ['reviewed'] }, tracker: 'linear' }),
    ]);
  });

  it('was needed for "ok go" to push anything, and ends once', () => {
    expect(say(['show 3', 'ok go']).calls).toEqual([]);
    expect(say(['hold off on github', 'ok go', 'ok go']).calls).toEqual([]);
  });

  it('is heard at the end of a request', () => {
    expect(planMessage('push 1 to linear, but not yet', talk(), tools).calls).toEqual([]);
  });
});

describe('a statement that asks', () => {
  it('looks and changes nothing', () => {
    expect(planMessage("4 and 5 are the same thing, aren't they", talk(), tools).calls).toEqual([
      call('find_duplicates', { select: { ids: ['4', '5'] } }),
    ]);
  });

  it('is no link because of a slip of the pen', () => {
    expect(planMessage('brake 2 into 3', talk(), tools).calls).toEqual([
      call('split_ticket', { ticket: '2', into: 3 }),
    ]);
  });
});
