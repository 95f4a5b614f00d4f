/** list_feedback: empty until somebody says something. */
import { expect, it } from 'vitest';
import { wordsOf } from '../support/tool-house.ts';
import { useDesk } from '../support/use-desk.ts';

const { desk } = useDesk();

it('says that nothing was said, and then tells pushes from answers', async () => {
  expect(wordsOf(await desk.type('/docket feedback'))).toContain('Nobody has said anything');
  await desk.press('dk1:useful:018f0000-0000-7000-8000-000000000009:push:0');
  expect(wordsOf(await desk.type('/docket feedback'))).toContain('a push');
});
