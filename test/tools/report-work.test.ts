/** report_work: what an agent reports, and what follows for the ticket. */
import { expect, it } from 'vitest';
import { refusalOf, wordsOf } from '../support/tool-house.ts';
import { useDesk } from '../support/use-desk.ts';

const { desk } = useDesk({ per: 'file' });

it('S2-40, S2-43, S2-45: starts, blocks, resumes and closes the ticket as agents report', async () => {
  const { wire } = await desk.type('/docket raise bug Login loops');
  const report = async (words: string) => (await desk.type(`/docket agent-update ${wire.key} ${words}`)).wire;
  expect(await report('Research started')).toMatchObject({ agent: 'research', work_status: 'in_progress' });
  expect(await report('engineer failed no access')).toMatchObject({
    work_status: 'blocked',
    blocker: 'Engineer Agent reported: no access',
  });
  await desk.type(`/docket unblock ${wire.key} the key arrived`);
  const { output } = await desk.call('show_ticket', { ticket: wire.key });
  expect(output.ticket.ticket.work).toMatchObject({ status: 'in_progress', blocker: null });
  const shown = await desk.type(`/docket agent-update ${wire.key} qa passed all green`);
  expect(wordsOf(shown)).toContain('QA Agent reported: passed.');
  expect(shown.wire).toMatchObject({ work_status: 'done', blocker: null });
});

it('refuses agents and results that there are not', async () => {
  const { wire } = await desk.type('/docket raise bug Search is slow');
  expect(await refusalOf(desk.type(`/docket agent-update ${wire.key} wizard passed`))).toMatchObject({
    code: 'INVALID_INPUT',
  });
  expect(await refusalOf(desk.type(`/docket agent-update ${wire.key} qa vanished`))).toMatchObject({
    code: 'INVALID_INPUT',
  });
});
