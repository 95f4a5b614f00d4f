/** Every endpoint that the specification names is there, takes what it says and answers as it says. */
import { expect, it } from 'vitest';
import { listEndpoints } from '../../../src/api/endpoints/list-endpoints.ts';
import { type Schema, writeOpenApi } from '../../../src/api/open-api.ts';

/** `method path | fields of the body or query | statuses of success`. */
const said = `
S0-6
post /api/documents | workspace_id document_type title content related_recommendation_id related_insight_ids | 201
get /api/documents | workspace_id document_type status limit offset | 200
get /api/documents/{id} | | 200
patch /api/documents/{id} | title content status | 200
delete /api/documents/{id} | | 204
S0-7
get /api/documents/{id}/blocks | | 200
post /api/documents/{id}/blocks | block_type title content | 201
patch /api/documents/{id}/blocks/{block_id} | block_type title content | 200
delete /api/documents/{id}/blocks/{block_id} | | 204
post /api/documents/{id}/blocks/reorder | block_ids | 200
post /api/documents/{id}/blocks/extract | | 200
S0-10
post /api/execution/generate | workspace_id document_id include_block_types mode | 200
S0-20
get /api/execution/tickets/{id}/trace | | 200
S0-25
get /api/research/sources | | 200
post /api/research/sources | title kind url text | 201
get /api/research/sources/{id} | | 200
patch /api/research/sources/{id} | title kind url text | 200
delete /api/research/sources/{id} | | 204
get /api/insights | | 200
post /api/insights | title description insight_type severity frequency quotes source_ids is_archived | 201
get /api/insights/{id} | | 200
patch /api/insights/{id} | title severity | 200
delete /api/insights/{id} | | 204
get /api/recommendations | | 200
post /api/recommendations | title description addresses_insight_ids rationale effort_estimate effort_weeks impact_score success_metrics target_repo status | 201
get /api/recommendations/{id} | | 200
patch /api/recommendations/{id} | status | 200
delete /api/recommendations/{id} | | 204
S0-26
get /api/workspaces | | 200
post /api/workspaces | name product_name product_description target_users current_stage | 201
get /api/workspaces/{id} | | 200
patch /api/workspaces/{id} | name product_name product_description target_users current_stage | 200
delete /api/workspaces/{id} | | 204
S0-30
get /api/execution/tickets/{id} | | 200
patch /api/execution/tickets/{id} | title body priority labels acceptance_criteria estimated_effort status version | 200
get /api/execution/{id}/tickets | status | 200
post /api/execution/review | workspace_id ticket_ids document_id | 200
delete /api/execution/tickets/{id} | | 204
S0-40
post /api/execution/push | workspace_id document_id platform ticket_ids | 200
post /api/execution/sync | workspace_id document_id | 200
S0-66
get /api/pending-actions | workspace_id status | 200
get /api/pending-actions/{id} | | 200
post /api/pending-actions/{id}/approve | user_edits | 200
post /api/pending-actions/{id}/reject | reason | 200
post /api/pending-actions/batch-approve | batch_id | 200
S1-61
post /api/factory/ideas | title description | 201
post /api/factory/ideas/{key}/triage | capabilities | 200
get /api/factory/capabilities | | 200
get /api/factory/capabilities/{key} | | 200
post /api/factory/capabilities/{key}/advance | | 200
post /api/factory/capabilities/{key}/gates/{gate}/decision | decision reason finding doc_version | 200
post /api/factory/capabilities/{key}/cancel | | 200
post /api/factory/capabilities/{key}/cogs | | 200
post /api/factory/capabilities/{key}/waivers | depends_on by reason | 200
get /api/factory/capabilities/{key}/context | | 200
get /api/factory/capacity | | 200
get /api/factory/cogs | group_by | 200
get /api/factory/dashboard | | 200
post /api/factory/hotfixes | title | 201
post /api/v1/factory/ideas/{key}/triage | capabilities | 200
post /api/v1/factory/capabilities/{key}/spec | | 200
post /api/v1/factory/capabilities/{key}/approve-spec | | 200
post /api/v1/factory/capabilities/{key}/architecture | | 200
post /api/v1/factory/capabilities/{key}/approve-architecture | | 200
post /api/v1/factory/capabilities/{key}/compliance | | 200
post /api/v1/factory/capabilities/{key}/build-to-pr | | 200
S2-45
post /api/tickets/{id}/agent-updates | agent result details error | 200
S2-58
get /api/pm/escalations | | 200
S2-67
post /api/pm/sprints/plan | available_hours name | 200
S2-77
post /api/pm/tickets | workspace_id kind title description error_message user_votes estimated_hours children | 201
get /api/pm/active | | 200
get /api/workflows | | 200
post /api/workflows/validate | definition | 200
post /api/workflows/runs | ticket_id workflow_id definition inputs | 202
get /api/workflows/runs/{id} | | 200
post /api/workflows/runs/{id}/pause | | 200
post /api/workflows/runs/{id}/resume | | 200
post /api/workflows/runs/{id}/retry | | 200
post /api/workflows/runs/{id}/cancel | | 200
S4-32
post /api/tickets | title description priority parent_ticket_id assigned_agent_id mode expected_output_schema labels | 201
get /api/tickets | status priority assignee project parent stage audience prefix q ready archived | 200
get /api/tickets/{id} | | 200
patch /api/tickets/{id} | title description priority labels version | 200
delete /api/tickets/{id} | cascade | 204
post /api/tickets/{id}/transition | to reason force output error version | 200
post /api/tickets/{id}/assign | agent_id user_id team_id | 200
post /api/tickets/{id}/reassign | agent_id user_id team_id | 200
post /api/tickets/{id}/delegate | title assigned_agent_id delegated_by_agent_id description expected_output_schema | 201
post /api/tickets/{id}/collaborators | principal_id role | 200
post /api/tickets/{id}/links | type target | 200
delete /api/tickets/{id}/links | type target | 200
post /api/tickets/{id}/checkout | agent_id run_id | 200
post /api/tickets/{id}/release | run_id | 200
post /api/tickets/{id}/claim | | 200
post /api/tickets/{id}/complete | output | 200
post /api/tickets/{id}/fail | error | 200
post /api/tickets/{id}/cancel | reason | 200
post /api/tickets/{id}/reopen | reason | 200
get /api/tickets/{id}/events | | 200
get /api/tickets/{id}/history | | 200
X-6
get /api/events | ticket | 200
get /api/usage | | 200
`;

const { paths } = writeOpenApi(listEndpoints({ tools: new Map() }));

const named: string[] = [];
let section = '';
for (const line of said.trim().split('\n')) {
  if (/^[SX]\d?-\d+$/.test(line)) section = line;
  else named.push(`${section}: ${line}`);
}

it.each(named)('%s', (line) => {
  const [, method, path, fields, statuses] =
    /^\S+ (\w+) (\S+) \| ?(.*?) ?\| (\d.*)$/.exec(line) ?? expect.fail(line);
  const operation = paths[path!]?.[method!];
  expect(operation, 'is documented').toBeDefined();
  const body: Schema | undefined = operation!.requestBody?.content['application/json'].schema;
  const known = [
    ...Object.keys(body?.properties ?? {}),
    ...operation!.parameters.filter((one) => one.in === 'query').map(({ name }) => name),
  ];
  expect(known).toEqual(expect.arrayContaining(fields!.split(' ').filter(Boolean)));
  expect(Object.keys(operation!.responses)).toEqual(expect.arrayContaining(statuses!.split(' ')));
});

it('names each operation once, for the functions of clients', () => {
  const names = Object.values(paths).flatMap((one) =>
    Object.values(one).map(({ operationId }) => operationId),
  );
  expect(new Set(names).size).toBe(names.length);
  expect(names.length).toBeGreaterThan(named.length);
});
