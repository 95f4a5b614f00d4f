/** delegate_work: a part of a ticket goes to an agent, as a ticket of its own. */
import { expect, it } from 'vitest';
import { refusalOf, wordsOf } from '../support/tool-house.ts';
import { useDesk } from '../support/use-desk.ts';

const { desk } = useDesk({ per: 'file' });
const raise = async (title: string, kind = 'bug') =>
  (await desk.type(`/docket raise ${kind} ${title}`)).wire.key;

it('S4-36: makes a part of its own for the agent, and says why one is refused', async () => {
  const key = await raise('Login loops');
  const part = await desk.type(`/docket delegate ${key} research Read the logs`);
  expect(wordsOf(part)).toContain(`Research Agent has ${part.wire.key} now, a part of ${key}.`);
  expect(part.wire).toMatchObject({
    ...{ title: 'Read the logs', assigned_agent_id: 'research', delegated_by_agent_id: 'ticketing' },
    ...{ epic_key: key, origin_kind: 'agentDelegation' },
  });
  const back = desk.call('delegate_work', { ticket: part.wire.key, agent: 'research', title: 'Again' });
  expect((await refusalOf(back)).message).toMatch(/^Delegation refused/);
  expect((await refusalOf(desk.type(`/docket delegate ${key} chef Cook`))).code).toBe('INVALID_INPUT');
});
