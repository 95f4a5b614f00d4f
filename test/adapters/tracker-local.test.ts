/** Docket itself as a tracker. */
import { expect, it } from 'vitest';
import { createLocalTracker } from '../../src/trackers/local/local.ts';
import { createOne, draftOf, freshKey, trackerContract } from '../contracts/tracker.ts';

trackerContract('Docket', async () => ({
  tracker: createLocalTracker(),
  reopen: async () => createLocalTracker(),
  close: async () => {},
  otherSide: null,
}));

it('says that nothing leaves Docket', async () => {
  expect(await createLocalTracker().destination()).toEqual({
    id: 'local',
    tracker: 'local',
    label: 'Docket only',
    sandbox: false,
  });
});

it('gives every issue a short key and no address', async () => {
  const outcome = await createOne(createLocalTracker(), draftOf(), freshKey());
  expect(outcome).toMatchObject({
    issue: { externalKey: expect.stringMatching(/^LOCAL-[0-9A-F]{6}$/), url: '' },
  });
});
