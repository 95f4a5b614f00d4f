/** A ticket of the repository goes to a tracker on a person's press, and what is done there comes back into its file. */
import { expect, it } from 'vitest';
import { TicketRepo } from '../../support/ticket-repo.ts';
import { useDesk } from '../../support/use-desk.ts';

/** Set DOCKET_TEST_DEEP for it: it pushes from a house of its own. */
const isDeep = Boolean(process.env.DOCKET_TEST_DEEP);

const { tools, desk } = useDesk({ house: isDeep ? 'own' : 'shared', per: 'file' });

it.runIf(isDeep)(
  'S3-74: chat, tracker and file follow each other, and a visible status beats what was meant before',
  async () => {
    const repo = new TicketRepo();
    repo.now = Date.now();
    await repo.do('init');
    const { services, storage, clock } = tools.house;
    const settings = { repoCheckout: repo.repository.root, repoAttachedAt: clock.now().toISOString() };
    await storage.store.workspaces.updateSettings(desk.dana.workspaceId, settings);
    const step = () => services.checkouts.keepInStep();
    const id = await repo.do('new', '--title', 'Export as CSV', '--priority', 'high');
    await step();
    const shown = async () => {
      const { wire } = await desk.call('show_ticket', { ticket: id });
      return wire.ticket ?? wire;
    };
    const { key } = await shown();
    const pushed = await desk.finishPush(await desk.startPush([key]));
    const issue: string = pushed.wire.results[0].external_key;
    await step();
    expect(repo.ticket(id)).toContain('status: todo');
    await tools.askSandbox(`issues/${issue}`, { state: 'In Progress' });
    await desk.type('/docket sync');
    await step();
    expect(repo.ticket(id)).toContain('status: doing');
    expect(repo.log(id).at(-1)).toMatchObject({
      event_type: 'status',
      summary: 'Status changed from todo to doing',
    });

    // Done at the tracker while somebody blocked it in the files: what the file shows holds, and the log keeps the other.
    await tools.askSandbox(`issues/${issue}`, { state: 'Done' });
    await desk.type('/docket sync');
    repo.now = Math.max(repo.now, Date.now());
    await repo.do('status', '--ticket', id, '--status', 'blocked', '--actor-id', '@dana');
    await step();
    expect(repo.ticket(id)).toContain('status: blocked');
    expect(await shown()).toMatchObject({ work_status: 'blocked' });
    const lost = repo.log(id).find(({ summary }) => String(summary).startsWith('Changed on both sides'));
    expect(lost).toMatchObject({ context: expect.arrayContaining(['status: "done"']) });
    expect(repo.ticket(id)).not.toContain('resolution');
    expect((await repo.run('validate', '--strict', '--all-fields')).out).toBe('');
    const file = repo.ticket(id);
    await desk.type('/docket sync');
    await step();
    expect(repo.ticket(id)).toBe(file);
  },
);
