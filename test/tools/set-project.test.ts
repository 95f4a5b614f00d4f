/** set_project: tickets are grouped, and the projects listed. */
import { expect, it } from 'vitest';
import { wordsOf } from '../support/tool-house.ts';
import { useDesk } from '../support/use-desk.ts';

const { desk } = useDesk({ per: 'file' });
const raise = async (title: string, kind = 'bug') =>
  (await desk.type(`/docket raise ${kind} ${title}`)).wire.key;

it('S4-17: makes the project, puts tickets in and takes them out, and lists what there is', async () => {
  expect(wordsOf(await desk.type('/docket project'))).toContain('There is no project yet');
  const [first, second] = [await raise('Login loops'), await raise('Pay twice')];
  const put = await desk.type(`/docket project ${first} ${second} to Guest checkout`);
  expect(wordsOf(put)).toContain('2 tickets are in the project “Guest checkout” now.');
  expect(put.wire.tickets[0].project_id).toEqual(put.wire.tickets[1].project_id);
  const out = await desk.type(`/docket project ${first} to none`);
  expect(out.wire.tickets[0].project_id).toBeNull();
  expect(wordsOf(await desk.type('/docket project'))).toContain('Projects: Guest checkout.');
  await desk.type('/docket undo');
  expect((await desk.type(`/docket show ${first}`)).wire.project_id).not.toBeNull();
});
