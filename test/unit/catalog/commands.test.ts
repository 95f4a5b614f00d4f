/** Every `/docket` command, as its usage documents it, means one call of one tool. */
import { beforeAll, expect, it } from 'vitest';
import { type Catalog, loadTools } from '../../../src/catalog/load-tools.ts';
import { readCommand } from '../../../src/catalog/press-choice.ts';
import { DocketError } from '../../../src/domain/errors.ts';

let catalog: Catalog;
beforeAll(async () => {
  catalog = await loadTools('tools');
});

const ids = (...named: string[]) => ({ select: { ids: named } });

const lines: [line: string, tool: string, input: Record<string, unknown>][] = [
  ['advance PROJ-1 build', 'advance_capability', { capability: 'PROJ-1', to: 'build' }],
  ['cancel-capability PROJ-1 no budget', 'cancel_capability', { capability: 'PROJ-1', reason: 'no budget' }],
  ['capability PROJ-1', 'show_capability', { capability: 'PROJ-1' }],
  ['act', 'show_dashboard', { of: 'mine' }],
  ['capacity', 'show_dashboard', { of: 'capacity' }],
  ['cogs audience PROJ-1', 'show_cogs', { by: 'audience', capability: 'PROJ-1' }],
  ['context PROJ-1', 'show_context', { capability: 'PROJ-1' }],
  [
    'cost PROJ-1 120 EUR/once',
    'set_cost',
    { capability: 'PROJ-1', estimate: { amount: 120, currency: 'EUR', period: 'once' } },
  ],
  ['dashboard', 'show_dashboard', { of: 'dashboard' }],
  [
    'delivered PROJ-1 ci success staging',
    'report_delivery',
    { capability: 'PROJ-1', kind: 'ci', status: 'success', environment: 'staging' },
  ],
  ['digest 2026-11-01', 'show_dashboard', { of: 'digest', since: '2026-11-01' }],
  [
    'gate reject PROJ-1 finding:legal no consent',
    'decide_gate',
    { capability: 'PROJ-1', approve: false, finding: 'legal', reason: 'no consent' },
  ],
  [
    'hotfix PROJ-1 It crashes | At noon',
    'raise_hotfix',
    { context: 'PROJ-1', title: 'It crashes', description: 'At noon' },
  ],
  ['idea Rank leads | By score', 'submit_idea', { title: 'Rank leads', description: 'By score' }],
  ['product wip_limits={"press":1}', 'configure_product', { config: { wip_limits: { press: 1 } } }],
  [
    'push-capability PROJ-1 engineering linear',
    'push_capability',
    { capability: 'PROJ-1', audience: 'engineering', tracker: 'linear' },
  ],
  [
    'set-capability PROJ-1 tech=yes depends=PROJ-2,PROJ-3',
    'edit_capability',
    { capability: 'PROJ-1', introduces_tech: true, depends_on: ['PROJ-2', 'PROJ-3'] },
  ],
  ['spec PROJ-1 user: sales', 'draft_spec', { capability: 'PROJ-1', answers: { user: 'sales' } }],
  [
    'stage-fields MKT-2026-001 channels=mail, web copy_md=Hello',
    'set_stage_fields',
    { ticket: 'MKT-2026-001', fields: { channels: ['mail', 'web'], copy_md: 'Hello' } },
  ],
  ['pipeline hotfix reset', 'set_pipeline', { lane: 'hotfix', reset: true }],
  ['stages', 'show_dashboard', { of: 'stages' }],
  ['submit PROJ-1', 'submit_capability', { capability: 'PROJ-1' }],
  ['triage IDEA-2026-001 One; Two', 'triage_idea', { idea: 'IDEA-2026-001', titles: ['One', 'Two'] }],
  [
    'waive PROJ-2 PROJ-1 a stub will do',
    'waive_dependency',
    { capability: 'PROJ-2', depends_on: 'PROJ-1', reason: 'a stub will do' },
  ],
  [
    'write PROJ-1 yaml apis: [A]',
    'write_capability',
    { capability: 'PROJ-1', kind: 'capability_yaml', text: 'apis: [A]' },
  ],
  ['acknowledge 3', 'show_attention', { op: 'acknowledge', ...ids('3') }],
  ['ack 3', 'show_attention', { op: 'acknowledge', ...ids('3') }],
  ['active', 'show_overview', { of: 'active' }],
  [
    'agent-update 3 qa failed no access',
    'report_work',
    { ticket: '3', agent: 'qa', result: 'failed', details: 'no access' },
  ],
  ['analytics', 'show_overview', { of: 'analytics' }],
  ['attention', 'show_attention', {}],
  ['deescalate 3', 'show_attention', { op: 'deescalate', ...ids('3') }],
  ['hygiene', 'tidy_up', {}],
  ['hygiene apply', 'tidy_up', { apply: true }],
  [
    'incident Production is down',
    'raise_ticket',
    { template: 'production_incident', title: 'Production is down' },
  ],
  [
    'plan Checkout | Guest checkout | doc: Guide after 1',
    'plan_work',
    { title: 'Checkout', parts: [{ title: 'Guest checkout' }, { title: 'Guide', kind: 'doc', after: [1] }] },
  ],
  [
    'raise bug Login loops | Since noon',
    'raise_ticket',
    { template: 'bug', title: 'Login loops', description: 'Since noon' },
  ],
  ['sprint 40 Winter', 'plan_sprint', { hours: 40, name: 'Winter' }],
  ['sprint 40 hours', 'plan_sprint', { hours: 40 }],
  ['show-sprint Sprint 1', 'show_sprint', { sprint: 'Sprint 1' }],
  ['templates', 'raise_ticket', {}],
  ['workload', 'show_overview', { of: 'workload' }],
  ['answer 2: SSO only', 'answer_question', { question: '2', answer: 'SSO only' }],
  ['approve 3 5', 'approve_tickets', ids('3', '5')],
  ['approve all', 'approve_tickets', { which: 'all' }],
  ['assign 3 5 to Priya Shah', 'assign_tickets', { ...ids('3', '5'), assignee: 'Priya Shah' }],
  ['feedback', 'list_feedback', {}],
  ['home', 'show_home', {}],
  ['attach-repo /srv/app', 'attach_repo', { folder: '/srv/app' }],
  ['attach-repo off', 'attach_repo', { folder: null }],
  ['block 4 rename Goals', 'edit_block', { block: '4', op: 'rename', value: 'Goals' }],
  ['blocks types:risk,persona', 'show_blocks', { types: ['risk', 'persona'] }],
  [
    'bug The total is wrong | Only on Safari',
    'report_bug',
    { title: 'The total is wrong', text: 'Only on Safari' },
  ],
  [
    'claim 0191c2 for 2 hours because Tom is away',
    'claim_repo_ticket',
    { ticket: '0191c2', minutes: 120, reason: 'Tom is away' },
  ],
  ['escalations here', 'show_attention', { op: 'here' }],
  ['escalations off', 'show_attention', { op: 'nowhere' }],
  ['close-duplicate 3 of 5', 'close_duplicate', { ticket: '3', of: '5' }],
  [
    'delegate 3 research Read the logs',
    'delegate_work',
    { ticket: '3', agent: 'research', title: 'Read the logs' },
  ],
  ['join 3 Priya Shah as reviewer', 'add_collaborator', { ticket: '3', who: 'Priya Shah', role: 'reviewer' }],
  ['collab 3 qa', 'add_collaborator', { ticket: '3', who: 'qa' }],
  ['join 3 qa', 'add_collaborator', { ticket: '3', who: 'qa' }],
  ['project', 'set_project', {}],
  ['project 3 5 to Guest checkout', 'set_project', { ...ids('3', '5'), project: 'Guest checkout' }],
  ['project 3 to none', 'set_project', { ...ids('3'), project: null }],
  ['parent 3 5 under EPIC-2026-001', 'set_parent', { ...ids('3', '5'), parent: 'EPIC-2026-001' }],
  ['parent 3 none', 'set_parent', { ...ids('3'), parent: null }],
  [
    'expect 3 {"type":"object"} permissive',
    'expect_output',
    { ticket: '3', schema: '{"type":"object"}', mode: 'permissive' },
  ],
  ['expect 3 nothing', 'expect_output', { ticket: '3', schema: null }],
  ['cancel-run bug-fix', 'steer_run', { do: 'cancel', run: 'bug-fix' }],
  ['hold 3 30 on it', 'claim_ticket', { ticket: '3', minutes: 30, reason: 'on it' }],
  ['unhold 3', 'claim_ticket', { ticket: '3', release: true }],
  ['cancel 3 not worth it', 'move_tickets', { ...ids('3'), status: 'cancelled', reason: 'not worth it' }],
  ['reassign 3 to Priya', 'assign_tickets', { ...ids('3'), assignee: 'Priya' }],
  ['ready', 'report_status', { kind: 'next' }],
  ['reopen 3 it came back', 'move_tickets', { ...ids('3'), status: 'open', reason: 'it came back' }],
  ['unblock 3 key arrived', 'move_tickets', { ...ids('3'), status: 'in_progress', reason: 'key arrived' }],
  ['comment 3 waiting for legal', 'comment_ticket', { select: { ids: ['3'] }, text: 'waiting for legal' }],
  [
    'comment TASK-2026-001: repro only on Firefox',
    'comment_ticket',
    { select: { ids: ['TASK-2026-001'] }, text: 'repro only on Firefox' },
  ],
  ['conflicts 1 both', 'settle_conflict', { conflict: '1', take: 'both' }],
  ['connect linear', 'connect_tracker', { tracker: 'linear' }],
  ['count priority', 'count_tickets', { by: 'priority' }],
  ['coverage about:SSO', 'show_coverage', { about: 'SSO' }],
  [
    'create bug The total is wrong | Only on Safari',
    'create_ticket',
    { title: 'The total is wrong', type: 'bug', description: 'Only on Safari' },
  ],
  ['create Write the release note', 'create_ticket', { title: 'Write the release note' }],
  [
    'decide no test 3: still red',
    'decide_step',
    { approve: false, step: 'test', run: '3', note: 'still red' },
  ],
  ['decide yes', 'decide_step', { approve: true }],
  ['diff v1..v2', 'diff_document', { from: 'v1', to: 'v2' }],
  [
    'add-webhook https://example.com/x TicketPushed',
    'add_webhook',
    { url: 'https://example.com/x', event_types: ['TicketPushed'] },
  ],
  ['webhooks', 'list_webhooks', {}],
  ['test-webhook 0199', 'test_webhook', { webhook: '0199' }],
  ['remove-webhook 0199', 'remove_webhook', { webhook: '0199' }],
  [
    'describe Bike Parking status:review title:Bike stands',
    'describe_document',
    { document: 'Bike Parking', status: 'review', title: 'Bike stands' },
  ],
  ['discard 3 5', 'discard_tickets', ids('3', '5')],
  ['discard-document Bike Parking', 'discard_document', { document: 'Bike Parking' }],
  ['dispatches', 'show_dispatches', {}],
  ['dispatches 3', 'show_dispatches', ids('3')],
  ['doc Describe the import', 'create_ticket', { title: 'Describe the import', type: 'doc' }],
  ['documents', 'list_documents', {}],
  ['due 3 5 next friday', 'set_due_date', { ...ids('3', '5'), due: 'next friday' }],
  ['due 3 none', 'set_due_date', { ...ids('3'), due: null }],
  ['duplicate 3 link ENG-7', 'settle_duplicate', { ticket: '3', choice: 'link', candidate: 'ENG-7' }],
  ['duplicates 3', 'find_duplicates', ids('3')],
  ['edit 3 priority=P0 title=Sign in', 'edit_ticket', { ticket: '3', title: 'Sign in', priority: 'P0' }],
  ['epic Checkout', 'create_ticket', { title: 'Checkout', type: 'epic' }],
  ['estimate 3 5', 'estimate', ids('3', '5')],
  ['export csv', 'export', { format: 'csv' }],
  ['feature Guest checkout', 'create_ticket', { title: 'Guest checkout', type: 'feature' }],
  ['report-bug The total is wrong', 'report_bug', { text: 'The total is wrong' }],
  ['find BUG', 'list_tickets', { select: { all: true, type: ['bug'] } }],
  ['find BUG-2026-001', 'list_tickets', ids('BUG-2026-001')],
  ['find login redirect', 'list_tickets', { select: { all: true, query: 'login redirect' } }],
  [
    'generate examples/onboarding-prd.md types:requirement',
    'generate_tickets',
    { document: 'examples/onboarding-prd.md', block_types: ['requirement'] },
  ],
  ['graph', 'show_graph', {}],
  ['help', 'help', { topic: 'commands' }],
  ['help push', 'help', { topic: 'push' }],
  ['import tickets/', 'import_tickets', {}],
  ['ingest notes.md', 'ingest_document', { file: 'notes.md' }],
  [
    'insight People leave at step two severity:high',
    'record_insight',
    { title: 'People leave at step two', severity: 'high' },
  ],
  ['insights', 'list_insights', {}],
  ['link 3 blocks 5', 'link_tickets', { from: ['3'], kind: 'blocks', on: ['5'] }],
  ['link-insights recommendation:Shorter set-up', 'link_insights', { recommendation: 'Shorter set-up' }],
  ['lint', 'lint_document', {}],
  ['list', 'list_tickets', { select: { all: true } }],
  [
    'list bug P0 blocked',
    'list_tickets',
    { select: { all: true, status: ['blocked'], type: ['bug'], priority: ['p0'] } },
  ],
  [
    'list assignee:nobody missing:criteria due:this-week',
    'list_tickets',
    { select: { all: true, assignee: [null], missing: ['criteria'], due: 'this week' } },
  ],
  [
    'list drafts label:auth login',
    'list_tickets',
    { select: { all: true, review: ['generated'], label: ['auth'], query: 'login' } },
  ],
  ['merge 3 5', 'merge_tickets', ids('3', '5')],
  ['merge-blocks 2 and 3', 'merge_blocks', { blocks: ['2', '3'] }],
  ['model fast low', 'choose_model', { tier: 'fast', effort: 'low' }],
  ['move-block 4 before 2', 'move_block', { block: '4', before: '2' }],
  ['push --dry-run linear 3', 'preview_push', { tracker: 'linear', ...ids('3') }],
  ['push linear 3 5', 'push_tickets', { tracker: 'linear', select: { ids: ['3', '5'] } }],
  ['qa Test the import', 'create_ticket', { title: 'Test the import', type: 'qa' }],
  ['questions', 'list_open_questions', {}],
  ['recommendation Shorter set-up', 'record_recommendation', { title: 'Shorter set-up' }],
  ['regenerate full', 'regenerate_tickets', { mode: 'full' }],
  [
    'remind tomorrow at 10: review the drafts',
    'schedule_report',
    { kind: 'reminder', when: 'tomorrow at 10', text: 'review the drafts' },
  ],
  [
    'remind every friday to update the board',
    'schedule_report',
    { kind: 'reminder', when: 'every friday', text: 'update the board' },
  ],
  ['release 0191c2', 'claim_repo_ticket', { ticket: '0191c2', release: true }],
  ['repo-import 0191c2', 'import_from_repo', { tickets: ['0191c2'] }],
  ['validate', 'show_repo', { list: 'problems' }],
  ['repo-search csv export', 'show_repo', { text: 'csv export' }],
  ['repo-repair', 'repair_repo', {}],
  [
    'repo-new Export as CSV | Every list',
    'create_repo_ticket',
    { title: 'Export as CSV', description: 'Every list' },
  ],
  ['claim next 30 minutes', 'claim_repo_ticket', { ticket: 'next', minutes: 30 }],
  ['repo-list waiting', 'show_repo', { list: 'waiting' }],
  ['repo-export all', 'export_to_repo', { select: { all: true } }],
  ['repo-export 3 5', 'export_to_repo', ids('3', '5')],
  ['repo-graph all json 0191c2', 'draw_repo_graph', { view: 'all', format: 'json', ticket: '0191c2' }],
  [
    'repo-ticket 0191c2 done all green',
    'update_repo_ticket',
    { ticket: '0191c2', status: 'done', text: 'all green' },
  ],
  [
    'repo-ticket 0191c2 log: found the cause',
    'update_repo_ticket',
    { ticket: '0191c2', text: 'found the cause' },
  ],
  ['report', 'report_status', {}],
  ['report blocked', 'report_status', { kind: 'blocked' }],
  ['report done last week', 'report_status', { kind: 'done', period: 'last week' }],
  ['report yesterday', 'report_status', { kind: 'done', period: 'yesterday' }],
  [
    'research Interviews in May kind:interview',
    'record_research',
    { title: 'Interviews in May', kind: 'interview' },
  ],
  ['review', 'request_review', {}],
  ['schedule', 'schedule_report', { op: 'list' }],
  ['schedule blocked daily 9:30', 'schedule_report', { kind: 'blocked', cadence: 'daily 9:30' }],
  ['schedule status every monday at 9', 'schedule_report', { kind: 'summary', cadence: 'every monday at 9' }],
  [
    'schedule blockers #be-oncall daily 9:30',
    'schedule_report',
    { kind: 'blocked', cadence: 'daily 9:30', channel: '#be-oncall' },
  ],
  ['schedule stop the daily reports', 'schedule_report', { op: 'stop', cadence: 'daily' }],
  ['schedule stop all', 'schedule_report', { op: 'stop', all: true }],
  ['schedule stop reminder legal', 'schedule_report', { op: 'stop', kind: 'reminder', text: 'legal' }],
  ['schedule stop review the drafts', 'schedule_report', { op: 'stop', text: 'review the drafts' }],
  ['search import error', 'list_tickets', { select: { all: true, query: 'import error' } }],
  [
    'set default_tracker linear here',
    'configure',
    { key: 'default_tracker', value: ['linear'], scope: 'channel' },
  ],
  ['settle 3 take', 'settle_proposal', { ticket: '3', choice: 'take' }],
  ['show 3', 'show_ticket', { ticket: '3' }],
  ['skip 2', 'skip_question', { question: '2' }],
  ['status 3 blocked no key', 'move_tickets', { ...ids('3'), status: 'blocked', reason: 'no key' }],
  ['split 3 2', 'split_ticket', { ticket: '3', into: 2 }],
  ['split-block 3 at 12', 'split_block', { block: '3', at: '12' }],
  ['standup', 'report_status', { kind: 'standup' }],
  ['summary for:exec', 'summarize_document', { audience: 'exec' }],
  ['sync', 'sync_tickets', {}],
  ['task Ask legal', 'create_ticket', { title: 'Ask legal', type: 'task' }],
  ['tickets', 'list_tickets', {}],
  [
    'tickets Onboarding approved',
    'list_tickets',
    { document: 'Onboarding', select: { all: true, review: ['reviewed'] } },
  ],
  [
    'tickets Onboarding reviewed',
    'list_tickets',
    { document: 'Onboarding', select: { all: true, review: ['reviewed'] } },
  ],
  ['trace 3', 'trace_ticket', { ticket: '3' }],
  ['trackers', 'list_trackers', {}],
  ['pause-run', 'steer_run', { do: 'pause' }],
  ['plan-workflow research, then qa', 'plan_workflow', { plan: 'research, then qa' }],
  ['pause 3', 'steer_run', { do: 'pause', run: '3' }],
  ['resume', 'steer_run', { do: 'resume' }],
  ['retry 3', 'steer_run', { do: 'retry', run: '3' }],
  ['resume-run 3', 'steer_run', { do: 'resume', run: '3' }],
  ['retry-step 3', 'steer_run', { do: 'retry', run: '3' }],
  ['run bug-fix 3 5', 'run_workflow', { name: 'bug-fix', ...ids('3', '5') }],
  [
    'run bug-fix on 3 error_message=it broke',
    'run_workflow',
    { name: 'bug-fix', ...ids('3'), inputs: { error_message: 'it broke' } },
  ],
  ['runs', 'list_runs', {}],
  ['runs research', 'list_runs', { agent: 'research' }],
  ['show-run 3 picture', 'show_run', { run: '3', picture: true }],
  ['step fix 3', 'show_step', { step: 'fix', run: '3' }],
  ['validate-workflow', 'validate_workflow', {}],
  ['workflow bug-fix', 'show_workflow', { name: 'bug-fix' }],
  ['workflows', 'list_workflows', {}],
  ['undo', 'undo', {}],
  ['redo', 'redo', {}],
  ['update 3', 'show_update', ids('3')],
  ['undo-edit', 'undo_edit', {}],
  ['unlink 3 blocks 5', 'unlink_tickets', { from: ['3'], kind: 'blocks', on: ['5'] }],
  ['usage', 'usage', {}],
  ['use Onboarding', 'select_document', { document: 'Onboarding' }],
];

it.each(lines)('reads "/docket %s"', (line, tool, input) => {
  const read = readCommand(catalog, `/docket ${line}`);
  expect(read).toEqual({ tool, input });
  expect(catalog.tools.get(tool)!.input.safeParse(read.input).error).toBeUndefined();
});

it('has a line here for every verb', () => {
  const verbs = new Set(
    lines.map(([line]) => {
      const [verb = '', flag] = line.split(' ');
      return catalog.commands.has(`${verb} ${flag}`) ? `${verb} ${flag}` : verb;
    }),
  );
  expect([...verbs].sort()).toEqual([...catalog.commands.keys()].sort());
});

it('takes verbs in any case, and help for none', () => {
  expect(readCommand(catalog, '/Docket SHOW 3').tool).toBe('show_ticket');
  expect(readCommand(catalog, '/docket')).toMatchObject({ tool: 'help' });
});

it('names the commands there are for a verb that is none', () => {
  const read = () => readCommand(catalog, '/docket frobnicate 3');
  expect(read).toThrow(DocketError);
  expect(read).toThrow('There is no command "/docket frobnicate".');
});
