/** push_tickets: pushes what a person approved, and for a model only asks. */
import { expect, it } from 'vitest';
import { choicesOf, refusalOf } from '../support/tool-house.ts';
import { useDesk } from '../support/use-desk.ts';

const { tools, desk, drafted } = useDesk({ house: 'own', begin: 'drafted' });

it('shows the board with its destination when a model wants a push, and sends nothing', async () => {
  const asked = await desk.call(
    'push_tickets',
    { select: { all: true }, tracker: 'linear' },
    { by: desk.model },
  );
  expect(asked.output.board.destination).toMatchObject({ tracker: 'linear', sandbox: true });
  expect(Object.keys(choicesOf(asked))).toContain('Approve all 3 and push to Linear › Engineering (sandbox)');
  expect(asked.brief).toMatchObject({ destination: 'Linear › Engineering (sandbox)', toReview: 3 });
  expect(await tools.askSandbox('issues')).toEqual([]);
});

it('pushes for a person what is approved, and names what it skips', async () => {
  const [first, second, third] = drafted.keys;
  await desk.type(`/docket approve ${first}`);
  const started = await desk.type(`/docket push linear ${first} ${second} ${third}`);
  expect(started.wire).toMatchObject({
    platform: 'linear',
    sandbox: true,
    pushed: 0,
    unresolved: 1,
    skipped: 2,
  });
  expect(started.wire.results).toContainEqual(
    expect.objectContaining({
      key: second,
      skipped: true,
      status: 'generated',
      reason: 'TICKET_NOT_REVIEWED',
    }),
  );
  const { wire } = await desk.finishPush(started.output.push.push.id);
  expect(wire.results).toMatchObject([{ key: first, status: 'pushed', push_error: null }]);
});

it('makes no second issue of a ticket that was pushed', async () => {
  const [first] = drafted.keys;
  await desk.finishPush(await desk.startPush([first!]));
  const before = await tools.askSandbox('issues');
  const again = await desk.type(`/docket push linear ${first}`);
  expect(again.wire).toMatchObject({
    skipped: 1,
    results: expect.arrayContaining([
      expect.objectContaining({ key: first, skipped: true, status: 'pushed', reason: 'ALREADY_PUSHED' }),
    ]),
  });
  await desk.finishPush(again.output.push.push.id);
  expect(await tools.askSandbox('issues')).toEqual(before);
});

it('pushes to the preferred tracker when none is named, and to the local one by name', async () => {
  await desk.type('/docket approve all');
  expect((await desk.call('push_tickets')).wire.platform).toBe('linear');
  const asked = await desk.call('push_tickets', { tracker: 'local' }, { by: desk.model });
  expect(asked.output.board.destination.tracker).toBe('local');
});

it('refuses to push where no tracker is', async () => {
  for (const by of [desk.dana, desk.model]) {
    expect(await refusalOf(desk.call('push_tickets', { tracker: 'trello' }, { by }))).toMatchObject({
      code: 'UNSUPPORTED_PLATFORM',
      message: '"trello" is no tracker that Docket knows. Nothing was pushed.',
      remedy: 'Use linear, github, jira or local.',
    });
  }
});

it('refuses what means no ticket, and someone who may only read', async () => {
  expect((await refusalOf(desk.type('/docket push linear TASK-1999-001'))).code).toBe('NOT_FOUND');
  expect((await refusalOf(desk.call('push_tickets', { select: 'all' }))).message).toContain('select: ');
  expect((await refusalOf(desk.call('push_tickets', {}, { by: desk.viewer }))).code).toBe('FORBIDDEN');
});
