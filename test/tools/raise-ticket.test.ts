/** raise_ticket: from a template, with its agents, its time, and what is still to be said. */
import { expect, it } from 'vitest';
import { refusalOf, wordsOf } from '../support/tool-house.ts';
import { useDesk } from '../support/use-desk.ts';

const { desk } = useDesk({ per: 'file' });

it('S2-48, S2-49: an incident is urgent, due in four hours, and alerts every agent in writing', async () => {
  const raised = await desk.type('/docket incident Production is down | 40 customers cannot pay since noon');
  expect(wordsOf(raised)).toMatch(
    /Research Agent: analyze[\s\S]*Engineer Agent: fix[\s\S]*QA Agent: test[\s\S]*Ops Agent: deploy/,
  );
  expect(wordsOf(raised)).toMatch(/URGENT[\s\S]*STANDBY[\s\S]*PREPARE/);
  expect(raised.wire).toMatchObject({
    key: 'BUG-2026-001',
    priority: 'P0',
    status: null,
    work_status: 'open',
  });
  expect(raised.output.run.run).toMatchObject({ workflowId: 'production-incident', status: 'running' });
  const { view } = raised.output.raised;
  expect(view.ticket.coordination.metadata).toMatchObject({
    affected_users: 40,
    workflow_id: 'production-incident',
  });
  const lasts = Date.parse(view.ticket.planning.slaDueAt) - Date.parse(view.ticket.createdAt);
  expect(lasts / 3_600_000).toBeCloseTo(4, 2);
});

it('S2-12, S2-20: a bug says its plan, and what its description leaves out', async () => {
  const raised = await desk.call(
    'raise_ticket',
    { template: 'bug', title: 'Total wrong', error_message: 'NaN' },
    { by: desk.model },
  );
  expect(wordsOf(raised)).toContain('Say also');
  expect(raised.output.run).toBeNull();
  const { key } = raised.output.raised.view.ticket;
  const [start] = raised.shown[0]!.card.choices;
  expect(start?.action).toBe(`dk1:run_flow:bug-fix:${key}:0`);
  expect(raised.output.raised.view.ticket).toMatchObject({
    priority: 2,
    description: expect.stringContaining('NaN'),
    coordination: {
      orchestration: {
        agentsRequired: ['research', 'engineer', 'qa'],
        workflow: 'diagnose -> fix -> test',
        sla: '24 hours',
      },
      metadata: {
        error_message: 'NaN',
        missing_description_parts: expect.arrayContaining(['who is affected']),
      },
    },
  });
});

it('S2-16: lists the templates, and names them where one is unknown', async () => {
  expect(wordsOf(await desk.type('/docket templates'))).toContain('Security vulnerability');
  const unknown = await refusalOf(desk.type('/docket raise party Big one'));
  expect(unknown).toMatchObject({
    code: 'NOT_FOUND',
    remedy: expect.stringContaining('production_incident'),
  });
});
