/** add_member: who asked in chat is let in by an owner's press, once, and as nobody else. */
import { expect, it } from 'vitest';
import { refusalOf, wordsOf } from '../support/tool-house.ts';
import { useDesk } from '../support/use-desk.ts';
import { idOf } from '../support/views.ts';

const { desk, tools } = useDesk({ per: 'file' });

async function asked(number: number, externalId: string, name: string): Promise<string> {
  const { store } = tools.house.storage;
  const { workspaceId, threadId } = desk.dana;
  const event = {
    ...{ surface: 'slack', eventId: `C:${number}`, thread: 'T/C/1', actor: { externalId, name } },
    ...{ at: new Date().toISOString(), kind: 'message' as const, text: 'help', attachments: [] },
  };
  await store.inbox.accept({ id: idOf(number), workspaceId, threadId: threadId!, event });
  return idOf(number);
}

it('makes whoever asked a member, once, and tells two of one name apart', async () => {
  const cleo = await asked(70, 'U0CLEO', 'Cleo');
  for (let press = 0; press < 2; press++)
    expect(wordsOf(await desk.press(`dk1:admit:${cleo}::0`))).toContain(
      'Cleo is a member now, let in by Dana',
    );
  const other = await asked(71, 'U0OTHER', 'Dana');
  expect(wordsOf(await desk.press(`dk1:admit:${other}::0`))).toContain('Dana (U0OTHER) is a member now');
  const { members } = tools.house.storage.store;
  const found = await members.byIdentity(desk.dana.workspaceId, 'slack', 'U0OTHER');
  expect(found).toMatchObject({ name: 'Dana (U0OTHER)', roles: ['member'] });
});

it('is no member’s to press, no model’s, and nothing of another workspace', async () => {
  const eve = await asked(72, 'U0EVE00', 'Eve');
  expect((await refusalOf(desk.call('add_member', { asked: eve }, { by: desk.model }))).code).toBe(
    'HUMAN_APPROVAL_REQUIRED',
  );
  const member = { ...desk.dana, roles: ['member' as const] };
  expect((await refusalOf(desk.call('add_member', { asked: eve }, { by: member }))).code).toBe('FORBIDDEN');
  const elsewhere = { ...desk.dana, workspaceId: idOf(99) };
  expect((await refusalOf(desk.call('add_member', { asked: eve }, { by: elsewhere }))).code).toBe(
    'NOT_FOUND',
  );
  expect((await refusalOf(desk.call('add_member', { asked: idOf(98) }))).code).toBe('NOT_FOUND');
});
