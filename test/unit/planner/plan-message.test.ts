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
    ['regenerate', call('regenerate_tickets', { mode: 'diff' })],
    ['show blocks', call('show_blocks')],
    ['push everything to linear', call('push_tickets', { select: { all: true }, tracker: 'linear' })],
    ['retry the failed ones', call('push_tickets', { select: { review: ['push_failed'] } })],
    ['approve all P0s', call('request_review', { select: { priority: ['P0'] } })],
    ['looks good, ship 3 and 5', call('request_review', { select: { ids: ['3', '5'] } })],
    ['set 2 and 4 to P1', call('edit_ticket', { select: { ids: ['2', '4'] }, priority: 'P1' })],
    ['assign 3 to Tom', call('assign_tickets', { select: { ids: ['3'] }, assignee: 'Tom' })],
    ['make 3 due next friday', call('set_due_date', { select: { ids: ['3'] }, due: 'next friday' })],
    ["what's due this week", call('list_tickets', { select: { due: 'this week' } })],
    ['what is due by friday', call('list_tickets', { select: { due: 'by friday' } })],
    ['who has what?', call('report_status', { kind: 'progress', fields: ['assignee'] })],
    ["who's on 3", call('report_status', { kind: 'progress', select: { ids: ['3'] }, fields: ['assignee'] })],
    ['unassigned ones', call('list_tickets', { select: { assignee: [null] } })],
    ['tickets without criteria', call('list_tickets', { select: { missing: ['criteria'] } })],
    ['tickets without an estimate', call('list_tickets', { select: { missing: ['estimate'] } })],
    ['which tickets have no priority', call('list_tickets', { select: { missing: ['priority'] } })],
    ['what would you push?', call('preview_push')],
    ['what would you push to jira', call('preview_push', { tracker: 'jira' })],
    [
      'push what tom owns to linear',
      call('push_tickets', { select: { assignee: ['Tom'] }, tracker: 'linear' }),
    ],
    ["give tom's tickets to Maria", call('assign_tickets', { select: { ids: ['3'] }, assignee: 'Maria' })],
    ['2 and 4 are done', call('move_tickets', { select: { ids: ['2', '4'] }, status: 'done' })],
    [
      'make 4 P0 and give it to Tom',
      call('edit_ticket', { ticket: '4', priority: 'P0' }),
      call('assign_tickets', { select: { ids: ['4'] }, assignee: 'Tom' }),
    ],
    [
      'rename 4 to Sign in and make it P1',
      call('edit_ticket', { ticket: '4', title: 'Sign in', priority: 'P1' }),
    ],
    ['review 3', call('request_review', { select: { ids: ['3'] } })],
    ['is 3 approved?', call('show_ticket', { ticket: '3' })],
    ['set labels of 3 to mobile, cart', call('edit_ticket', { ticket: '3', labels: ['mobile', 'cart'] })],
    [
      'show tickets of the onboarding prd',
      call('list_tickets', { select: { all: true }, document: 'Onboarding PRD' }),
    ],
    ['is the PRD any good?', call('lint_document')],
    ['tldr in 3 bullets for execs', call('summarize_document', { audience: 'exec', length: '3 bullets' })],
    ['any open questions left?', call('list_open_questions')],
    [
      'answer to question 2: yes, from May',
      call('answer_question', { question: '2', answer: 'yes, from May' }),
    ],
    [
      'answer 1: SSO only, and list open questions',
      call('answer_question', { question: '1', answer: 'SSO only' }),
      call('list_open_questions'),
    ],
    [
      'answer q1: x, and list open questions',
      call('answer_question', { question: '1', answer: 'x' }),
      call('list_open_questions'),
    ],
    [
      'answer to question 2: send a mail, and call the customer',
      call('answer_question', { question: '2', answer: 'send a mail, and call the customer' }),
    ],
    ['show the risks', call('show_blocks', { types: ['risk'] })],
    ['which requirements have no ticket?', call('show_coverage', { only: 'uncovered' })],
    ['add a risk: rain', call('edit_block', { block: 'risk', op: 'add', value: 'rain' })],
    ['what changed between v1 and v2?', call('diff_document', { from: 'v1', to: 'v2' })],
    ['switch to the onboarding prd', call('select_document', { document: 'Onboarding PRD' })],
    ['how many P0s are there', call('count_tickets', { select: { priority: ['P0'] } })],
    ['new bug: the total is wrong', call('create_ticket', { title: 'the total is wrong', type: 'bug' })],
    ['split 4 into api and ui', call('split_ticket', { ticket: '4', by: ['api', 'ui'] })],
    ['merge 2 and 4', call('merge_tickets', { select: { ids: ['2', '4'] } })],
    ['5 depends on 3', call('link_tickets', { from: ['5'], on: ['3'], kind: 'blocked_by' })],
    ['5 no longer depends on 3', call('unlink_tickets', { from: ['5'], on: ['3'] })],
    ['show the dependency graph', call('show_graph')],
    ['estimate 1-3', call('estimate', { select: { ids: ['1', '2', '3'] } })],
    [
      'find duplicates of 3 in github',
      call('find_duplicates', { select: { ids: ['3'] }, tracker: 'github' }),
    ],
    ['export as csv', call('export', { format: 'csv' })],
    ['use github by default', call('configure', { key: 'default_tracker', value: 'github' })],
    [
      'in this channel always push to github',
      call('configure', { key: 'default_tracker', value: 'github', scope: 'channel' }),
    ],
    ['connect jira', call('connect_tracker', { tracker: 'jira' })],
    ['which trackers are connected?', call('list_trackers')],
    ['undo that', call('undo')],
    ['status?', call('report_status', { kind: 'summary' })],
    ['whats blocked', call('report_status', { kind: 'blocked' })],
    ['what got done last week', call('report_status', { kind: 'done', period: 'last week' })],
    ['comment on 3: please check', call('comment_ticket', { select: { ids: ['3'] }, text: 'please check' })],
    [
      'send a status report every monday at 9',
      call('schedule_report', { kind: 'summary', cadence: 'monday 9:00' }),
    ],
    ['which reminders are set', call('schedule_report', { op: 'list' })],
    ['how much did this cost', call('usage')],
    ['what are our defaults', call('configure')],
    ['skip question 2', call('skip_question', { question: '2' })],
    ['what covers email?', call('show_coverage', { about: 'email' })],
    ['show me the invitation one', call('list_tickets', { select: { query: 'invitation' } })],
    [
      'merge 2 and 5 and call it Safe cart',
      call('merge_tickets', { select: { ids: ['2', '5'] }, title: 'Safe cart' }),
    ],
    [
      'check 4 against existing linear issues',
      call('find_duplicates', { select: { ids: ['4'] }, tracker: 'linear' }),
    ],
    [
      'rewrite ticket 3, shorter',
      call('regenerate_tickets', { select: { ids: ['3'] }, instruction: 'shorter' }),
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
      question: { text: 'There is no 42 on the last list. Which tickets do you mean?' },
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
    const without = tools.filter((tool) => tool !== 'run_workflow');
    const plan = planMessage('run the release workflow', talk(), without);
    expect(plan.calls).toEqual([]);
    expect(plan.say).toBe('I cannot run workflow yet. Say "help" to see what I can do.');
  });

  it('does again what was taken back, and still writes a ticket anew', () => {
    const say = (text: string, ...said: string[]) => planMessage(text, talk(), tools, said).calls;
    for (const text of ['redo', 'redo that', 'undo the undo', 'bring it back again'])
      expect(say(text, 'set 4 to p2', 'undo'), text).toEqual([call('redo', {})]);
    expect(say('redo 4, shorter')).toEqual([
      call('regenerate_tickets', { select: { ids: ['4'] }, instruction: 'shorter' }),
    ]);
  });

  it('means the same tickets by their keys once an earlier call has shown a new list', () => {
    expect(planMessage('approve 3 and push 4 to linear', talk(), tools).calls).toEqual([
      call('request_review', { select: { ids: ['3'] } }),
      call('push_tickets', { select: { ids: ['TASK-2026-004'] }, tracker: 'linear' }),
    ]);
  });

  it('never calls a tool that is not bound', () => {
    expect(planMessage('push everything to linear', talk(), ['list_tickets'])).toMatchObject({ calls: [] });
  });

  it('never widens a deed by leaving out a filter it cannot use', () => {
    for (const text of [
      'approve the spikes',
      'push the payments epic to linear',
      'delete the rejected ones',
    ]) {
      expect(planMessage(text, talk(), tools).calls, text).toEqual([]);
    }
  });

  it('keeps the limits there are and says which wish it could not keep', () => {
    const limited = planMessage('generate at most 10 tickets', talk(), tools);
    expect([limited.calls, limited.say]).toEqual([[call('generate_tickets', { max: 10 })], '']);
    const coarse = planMessage('generate coarse tickets', talk(), tools);
    expect(coarse.calls).toEqual([call('generate_tickets')]);
    expect(coarse.say).toMatch(/cannot be chosen yet/);
  });

  it('shows the review board when there is one', () => {
    const { focus } = talk();
    const context = talk({ focus: { ...focus, boardId: 'b-1' } });
    expect(planMessage('show the board', context, tools).calls).toEqual([call('request_review')]);
  });

  it('adds a label to those a ticket has, and steps a priority from where it is', () => {
    expect(planMessage('add label mobile to 4', talk(), tools).calls).toEqual([
      call('edit_ticket', { ticket: '4', labels: ['auth', 'mobile'] }),
    ]);
    expect(planMessage('raise the priority of 4', talk(), tools).calls).toEqual([
      call('edit_ticket', { ticket: '4', priority: 'P0' }),
    ]);
    expect(planMessage('add label mobile to TASK-2026-077', talk(), tools).calls).toEqual([]);
  });
});
