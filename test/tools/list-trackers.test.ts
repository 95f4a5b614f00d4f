/** list_trackers: where issues would go, a sandbox called by its name. */
import { expect, it } from 'vitest';
import { wordsOf } from '../support/tool-house.ts';
import { useDesk } from '../support/use-desk.ts';

const { desk } = useDesk();

it('names each destination', async () => {
  const said = wordsOf(await desk.type('/docket trackers'));
  expect(said).toContain('4 trackers connected.');
  expect(said).toContain('Linear › Engineering (sandbox)');
  expect(said).toContain('GitHub › sandbox/product (sandbox)');
});
