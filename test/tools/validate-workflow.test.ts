/** validate_workflow: the text of a workflow is drawn or refused, and never kept. */
import { expect, it } from 'vitest';
import { attach, refusalOf } from '../support/tool-house.ts';
import { useDesk } from '../support/use-desk.ts';

const { desk } = useDesk();

it('U-95: takes a text or an attached file, and names file, step and reason', async () => {
  const text = 'workflow: diagnose -> fix\nagents_required: [Research, Engineer]';
  expect((await desk.call('validate_workflow', { text })).wire).toMatchObject({
    valid: true,
    pattern: 'arrow',
  });
  const file = attach('mine.yml', 'steps: [{ id: a, agent: plumber }]');
  const refused = await refusalOf(
    desk.call('validate_workflow', {}, { file: { ...file, mediaType: 'text/plain' } }),
  );
  expect(refused).toMatchObject({
    code: 'WORKFLOW_INVALID',
    message: 'mine.yml: step "a": there is no agent "plumber". It cannot be run.',
  });
  expect((await refusalOf(desk.call('validate_workflow'))).code).toBe('INVALID_INPUT');
  expect((await desk.call('list_workflows')).wire.some(({ id }: { id: string }) => id === 'mine')).toBe(
    false,
  );
});
