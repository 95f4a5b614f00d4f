/** What a person says and the calls it becomes, with the tools of the main job. */
import { describe, expect, it } from 'vitest';
import type { Call } from '../../../src/planner/plan.ts';
import { planMessage } from '../../../src/planner/plan-message.ts';
import { newTalk, talk, tools } from './talk.ts';

const call = (tool: string, args: Record<string, unknown> = {}): Call => ({ tool, args });

describe('a first message in an empty workspace', () => {
  it.each([
    ['generate tickets from examples/onboarding-prd.md and push to Linear', 'examples/onboarding-prd.md'],
    ['Generate execution tickets from my onboarding PRD and push them to Linear', 'onboarding PRD'],
  ])('generates and then asks for the push: %s', (text, document) => {
    expect(planMessage(text, newTalk(), tools).calls).toEqual([
      call('generate_tickets', { document }),
      call('push_tickets', { select: { last: true }, tracker: 'linear' }),
    ]);
  });

  it('takes in what is attached', () => {
    const plan = planMessage(
      'here is our PRD, please read it',
      { ...newTalk(), attachments: ['prd.md'] },
      tools,
    );
    expect(plan.calls).toEqual([call('ingest_document', { file: 'prd.md' })]);
  });
});

describe('a thread with tickets', () => {
  const cases: [string, ...Call[]][] = [
    ['why TASK-2026-003?', call('trace_ticket', { ticket: 'TASK-2026-003' })],
    ['why 3?', call('trace_ticket', { ticket: '3' })],
    ['sync', call('sync_tickets')],
    ['push the approved ones', call('push_tickets', { select: { review: ['reviewed'] } })],
    ['only the P0s', call('list_tickets', { select: { priority: ['P0'] } })],
    ['show the board', call('list_tickets', { select: { all: true } })],
    ['list my documents', call('list_documents')],
    ['what can you do', call('help')],
    ['show 4', call('show_ticket', { ticket: '4' })],
    ['make 3 urgent', call('edit_ticket', { ticket: '3', priority: 'P0' })],
    ['rename 2 to Persist the cart', call('edit_ticket', { ticket: '2', title: 'Persist the cart' })],
    ['drop the last one', call('discard_tickets', { select: { ids: ['5'] } })],
    ['regenerate', call('generate_tickets')],
    ['show blocks', call('show_blocks')],
    ['push everything to linear', call('push_tickets', { select: { all: true }, tracker: 'linear' })],
    ['retry the failed ones', call('push_tickets', { select: { review: ['push_failed'] } })],
    ['approve all P0s', call('request_review', { select: { priority: ['P0'] } })],
    ['looks good, ship 3 and 5', call('request_review', { select: { ids: ['3', '5'] } })],
    [
      'set 2 and 4 to P1',
      call('edit_ticket', { ticket: '2', priority: 'P1' }),
      call('edit_ticket', { ticket: '4', priority: 'P1' }),
    ],
    ['review 3', call('request_review', { select: { ids: ['3'] } })],
    ['is 3 approved?', call('show_ticket', { ticket: '3' })],
    ['set labels of 3 to mobile, cart', call('edit_ticket', { ticket: '3', labels: ['mobile', 'cart'] })],
    [
      'show tickets of the onboarding prd',
      call('list_tickets', { select: { all: true }, document: 'Onboarding PRD' }),
    ],
    ['sync ENG-12', call('sync_tickets', { select: { ids: ['ENG-12'] } })],
  ];

  it.each(cases)('%s', (text, ...calls) => {
    expect(planMessage(text, talk(), tools).calls).toEqual(calls);
  });

  it.each([
    ['erstelle Tickets aus dem PRD', 'generate_tickets'],
    ['genehmige 3 und 5', 'request_review'],
    ['zeig alle Tickets', 'list_tickets'],
    ['génère les tickets', 'generate_tickets'],
    ['envoie les tickets approuvés vers Linear', 'push_tickets'],
    ['genera los tickets', 'generate_tickets'],
    ['aprueba todos', 'request_review'],
    ['gere os tickets', 'generate_tickets'],
    ['ajuda', 'help'],
  ])('is understood in other languages: %s', (text, tool) => {
    expect(planMessage(text, talk(), tools).calls.map((one) => one.tool)).toEqual([tool]);
  });
});

describe('when something is missing', () => {
  it('asks with choices, and takes the number of a choice as the answer', () => {
    const asked = planMessage('set the priority of 4', talk(), tools);
    expect(asked.calls).toEqual([]);
    expect(asked.question?.choices.map((choice) => choice.label)).toEqual(['P0', 'P1', 'P2']);
    const answered = planMessage('2', talk({ pending: asked.question }), tools);
    expect(answered.calls).toEqual([call('edit_ticket', { ticket: '4', priority: 'P1' })]);
  });

  it('takes the missing word itself as the answer', () => {
    const pending = planMessage('set the priority of 4', talk(), tools).question;
    const answered = planMessage('low', talk({ pending }), tools);
    expect(answered.calls).toEqual([call('edit_ticket', { ticket: '4', priority: 'P3' })]);
  });

  it('asks which ticket when the number is on no list', () => {
    expect(planMessage('push 42', talk(), tools)).toMatchObject({
      calls: [],
      question: { text: 'Which tickets do you mean?' },
    });
  });

  it('does the deed before again on something else', () => {
    expect(planMessage('and 5?', talk(), tools, ['show 4']).calls).toEqual([
      call('show_ticket', { ticket: '5' }),
    ]);
  });
});

describe('when no tool can do it', () => {
  it('says so in one sentence and calls nothing', () => {
    const plan = planMessage('assign 3 to Tom', talk(), tools);
    expect(plan.calls).toEqual([]);
    expect(plan.say).toBe(
      'I cannot assign tickets to people yet. I can change title, description, type, priority and effort.',
    );
  });

  it('never calls a tool that is not bound', () => {
    expect(planMessage('push everything to linear', talk(), ['list_tickets'])).toMatchObject({ calls: [] });
  });

  it('never widens a deed by leaving out a filter it cannot use', () => {
    for (const text of ['approve the spikes', 'push what tom owns to linear', 'delete the rejected ones']) {
      expect(planMessage(text, talk(), tools).calls, text).toEqual([]);
    }
  });

  it('generates the whole document and says that a limit was not kept', () => {
    const plan = planMessage('generate at most 10 tickets', talk(), tools);
    expect(plan.calls).toEqual([call('generate_tickets')]);
    expect(plan.say).toMatch(/limiting that by number/);
  });

  it('shows the review board when there is one', () => {
    const { focus } = talk();
    const context = talk({ focus: { ...focus, boardId: 'b-1' } });
    expect(planMessage('show the board', context, tools).calls).toEqual([call('request_review')]);
  });

  it('does not add a label by replacing all of them', () => {
    expect(planMessage('add label mobile to 4', talk(), tools).calls).toEqual([]);
  });
});
