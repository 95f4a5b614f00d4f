/** One attempt to link two issues: Jira says that it did also when they were linked before. */
import { linkIssues } from 'jira.js/cloud';
import { type LinkOrder, refuse, type StepOutcome } from '../../domain/push.ts';
import type { JiraDesk } from './desk.ts';
import { describeFault, goneStep, readFault, toStep } from './fault.ts';
import { readIssues } from './issues.ts';
import { toSnapshot } from './jira-issue.ts';

/** Jira's endpoint takes one link; there is never more than one order. */
export function linkAll(
  desk: JiraDesk,
  orders: readonly LinkOrder[],
  signal?: AbortSignal,
): Promise<StepOutcome[]> {
  return Promise.all(orders.map((order) => linkOne(desk, order, signal)));
}

async function linkOne(desk: JiraDesk, order: LinkOrder, signal?: AbortSignal): Promise<StepOutcome> {
  if (order.type === 'source') return refuse('Jira shows the source in the text');
  try {
    const { links } = await desk.place.current();
    const name = links[order.type];
    if (!name) return refuse('This Jira site has no such kind of link');
    // `inwardIssue` is where the link starts: it blocks, it duplicates (issue linking model, developer.atlassian.com).
    const wish = { type: { name }, inwardIssue: { id: order.fromId }, outwardIssue: { id: order.toId } };
    await desk.api.ask((client) => linkIssues(client, wish), signal);
    const issue = (await readIssues(desk, [order.fromId], signal)).get(order.fromId);
    return issue ? { kind: 'done', issue: toSnapshot(await desk.place.current(), issue) } : goneStep();
  } catch (error) {
    const fault = readFault(error, desk.clock.now());
    desk.log.warn('Jira did not confirm a link', describeFault(fault, error));
    return toStep(fault, { deed: 'link issues', made: 'made the link' });
  }
}
