/** What has changed in a repository is heard from the file system, and seen by looking where that says nothing. */
import { rmSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, it, onTestFinished } from 'vitest';
import { createFileWatch } from '../../../src/repo-tickets/follow-repository.ts';
import { TicketRepo } from '../../support/ticket-repo.ts';

it('gives each change until it was dealt with: new tickets, their files, their logs, and what is gone', async () => {
  const repo = new TicketRepo();
  const one = await repo.do('new', '--title', 'one');
  const watch = createFileWatch(repo.repository);
  const changed = async () => (await watch.changed()).ids;
  expect(await changed()).toEqual([one]);
  const first = await watch.changed();
  expect(first.ids).toEqual([one]);
  first.seen();
  expect(await changed()).toEqual([]);
  await repo.do('log', '--ticket', one, '--summary', 'a line');
  const two = await repo.do('new', '--title', 'two');
  expect((await changed()).toSorted()).toEqual([one, two].toSorted());
  (await watch.changed()).seen();
  rmSync(repo.path('.tickets', one), { recursive: true });
  expect(await changed()).toEqual([one]);
});

it('wakes within moments of what another process writes, and then looks at nothing else', async () => {
  const repo = new TicketRepo();
  const [one] = [await repo.do('new', '--title', 'one'), await repo.do('new', '--title', 'two')];
  const stopping = new AbortController();
  onTestFinished(() => stopping.abort());
  let woken = 0;
  const wake = () => {
    woken += 1;
  };
  const watch = createFileWatch(repo.repository, { wake, signal: stopping.signal });
  (await watch.changed()).seen();
  /** What is heard within two seconds. */
  const hear = async () => {
    for (let waited = 0; waited < 2000; waited += 10) {
      const found = await watch.changed();
      if (found.ids.length > 0) return found;
      await wait(10);
    }
    throw new Error('nothing was heard');
  };
  await repo.do('claim', '--ticket', one!);
  const claimed = await hear();
  expect(claimed.ids).toEqual([one]);
  await repo.do('log', '--ticket', one!, '--summary', 'before that was dealt with');
  claimed.seen();
  const logged = await hear();
  expect(logged.ids).toEqual([one]);
  logged.seen();
  const three = await repo.do('new', '--title', 'three');
  expect((await hear()).ids).toEqual([three]);
  for (let waited = 0; woken === 0 && waited < 2000; waited += 10) await wait(10);
  expect(woken).toBeGreaterThan(0);
});
