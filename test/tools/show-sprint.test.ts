/** show_sprint: the sprint as it stands, by its name or the latest, on one card that says when it is accepted. */
import { expect, it } from 'vitest';
import { refusalOf, wordsOf } from '../support/tool-house.ts';
import { useDesk } from '../support/use-desk.ts';

const { desk } = useDesk({ per: 'file' });

it('S2-66: shows the latest sprint or a named one, on the same card before and after it is accepted', async () => {
  expect((await refusalOf(desk.type('/docket show-sprint'))).message).toBe('There is no such sprint.');
  const { wire: bug } = await desk.type('/docket raise bug Login loops');
  const { wire: winter, shown } = await desk.type('/docket sprint 40 Winter');
  expect(shown[0]!.living).toMatchObject({ key: `sprint:${winter.id}`, tool: 'show_sprint' });
  expect(wordsOf(await desk.type('/docket show-sprint'))).toContain('Accept');
  const accepted = await desk.press(`dk1:sprint:${winter.id}::0`);
  expect(accepted.shown[0]!.living).toEqual(shown[0]!.living);
  const after = await desk.type('/docket show-sprint winter');
  expect(wordsOf(after)).toContain(bug.key);
  expect(wordsOf(after)).not.toContain('Accept');
  expect((await refusalOf(desk.type('/docket show-sprint Summer'))).code).toBe('NOT_FOUND');
});
