/** What a person may choose from when the planner asks: different deeds, with what was understood, and what follows a choice. */
import { describe, expect, it } from 'vitest';
import type { Question } from '../../../src/domain/dialogue.ts';
import { planMessage, understand } from '../../../src/planner/plan-message.ts';
import { situationOf } from '../../../src/planner/situation.ts';
import { newTalk, talk, tools } from './talk.ts';

const vague = ['sort out 4', 'the second one, hmm', 'do something with 3 and 5'];

function askedAbout(text: string): Question {
  const { question } = planMessage(text, talk(), tools);
  if (!question) throw new Error(`nothing was asked about: ${text}`);
  return question;
}

describe('the choices of a question', () => {
  it.each(vague)('are different deeds, three at most: %s', (text) => {
    const { offers } = understand(text, situationOf(talk()));
    const kinds = offers.map(({ intent }) => intent.tool);
    expect(new Set(kinds).size).toBe(kinds.length);
    const { choices } = askedAbout(text);
    expect(choices.length).toBeLessThanOrEqual(3);
    expect(new Set(choices.map(({ label }) => label)).size).toBe(choices.length);
  });

  it('keep the tickets that were named', () => {
    for (const { calls, about } of askedAbout('do something with 3 and 5').choices) {
      const said = JSON.stringify(about ?? calls);
      expect(said).toMatch(/3/);
      expect(said).toMatch(/5/);
    }
  });

  it('come beside the question where it was only asked whether', () => {
    const { question, calls } = planMessage('why is 3 deleted?', talk(), tools);
    expect(calls.map(({ tool }) => tool)).not.toContain('discard_tickets');
    expect(question?.choices.length ?? 1).toBeGreaterThan(0);
  });
});

describe('a choice', () => {
  const question: Question = {
    text: 'Is it one of these?',
    choices: [
      { label: 'Show a ticket (3)', calls: [{ tool: 'show_ticket', args: { ticket: '3' } }] },
      {
        label: 'Split a ticket …',
        calls: [],
        about: { tool: 'split_ticket', args: {}, slot: 'tickets' },
      },
      { label: 'Leave everything as it is', calls: [] },
    ],
    about: null,
  };
  const answer = (text: string) => planMessage(text, talk({ pending: question }), tools, ['sort out 3']);

  it('does what it says', () => {
    expect(answer('1').calls).toEqual([{ tool: 'show_ticket', args: { ticket: '3' } }]);
  });

  it('asks for what it lacks', () => {
    expect(answer('2')).toMatchObject({ calls: [], question: { about: { tool: 'split_ticket' } } });
  });

  it('may be to do nothing', () => {
    expect(answer('leave everything as it is')).toMatchObject({
      calls: [],
      question: null,
      say: 'Understood, nothing is done.',
    });
  });
});

describe('while a question waits', () => {
  const pending: Question = { text: 'Is it one of these?', choices: [], about: null };

  it('them are the tickets of the message it is about', () => {
    const plan = planMessage('merge them', talk({ pending }), tools, ['what about 2 and 3']);
    expect(plan.calls).toEqual([{ tool: 'merge_tickets', args: { select: { ids: ['2', '3'] } } }]);
  });

  it('other tickets named in a request of its own are no answer', () => {
    const which: Question = { ...pending, about: { tool: 'split_ticket', args: {}, slot: 'tickets' } };
    const plan = planMessage("3 can't start before 2 is done", talk({ pending: which }), tools, ['split it']);
    expect(plan.calls.map(({ tool }) => tool)).toEqual(['link_tickets']);
    expect(planMessage('hmm, keep it', talk({ pending: which }), tools, ['split it']).calls).toEqual([]);
  });
});

describe('many tickets', () => {
  it('are not merged because of a pronoun', () => {
    const context = talk();
    const many = Array.from({ length: 8 }, (_, at) => ({ ...context.focus.tickets[0]!, n: at + 1 }));
    const plan = planMessage('merge them', talk({ focus: { ...context.focus, tickets: many } }), tools);
    expect(plan).toMatchObject({ calls: [], question: { text: 'Which tickets do you mean?' } });
  });
});

describe('a correction within one message', () => {
  it('counts instead of what it corrects', () => {
    expect(planMessage('set 5 to p0. sorry, i meant 4', talk(), tools).calls).toEqual([
      { tool: 'edit_ticket', args: { ticket: '4', priority: 'P0' } },
    ]);
  });
});

describe('talk without a request', () => {
  it.each(["thanks, that's all for today", "that's so kind, thanks!", 'bye for now'])('%s', (text) => {
    expect(planMessage(text, talk(), tools, ['show 3'])).toMatchObject({ calls: [], question: null });
  });

  it('a file without an order is handed in', () => {
    const context = { ...newTalk(), attachments: ['notes.md'] };
    expect(planMessage('from our planning yesterday', context, tools).calls[0]?.tool).toBe('ingest_document');
  });
});
