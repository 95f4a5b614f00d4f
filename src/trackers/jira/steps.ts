/** Attempts at issues that exist in Jira already: changed fields, a section of ours in the text, a comment. */
import { addComment, editIssue, getComments } from 'jira.js/cloud';
import * as z from 'zod';
import { isDocketError } from '../../domain/errors.ts';
import type { IssueKey } from '../../domain/ids.ts';
import { type IssueChange, type Refused, refuse, type StepOutcome } from '../../domain/push.ts';
import { adfToMarkdown } from './adf-to-markdown.ts';
import type { JiraDesk } from './desk.ts';
import { describeFault, goneStep, readFault, toStep, unsent } from './fault.ts';
import { readIssues } from './issues.ts';
import { type JiraIssue, keyProperty, toSnapshot } from './jira-issue.ts';
import { toLabel, toPriority, toSummary } from './mapping.ts';
import { markdownToAdf } from './markdown-to-adf.ts';
import { saysAlready, settleStatus } from './move.ts';
import { putSection } from './section.ts';

const doubt = { deed: 'change issues', made: 'changed the issue' };

/** Reads the issue first and writes only what is not so already. Never throws. */
export function updateIssue(desk: JiraDesk, change: IssueChange, signal?: AbortSignal): Promise<StepOutcome> {
  return attempt(desk, change.externalId, signal, async (issue) => {
    const { workStatus } = change;
    let now = issue;
    if (workStatus !== undefined && !saysAlready(issue, workStatus)) {
      const moved = await settleStatus(desk, issue, workStatus, signal);
      if (!moved.complete)
        return refuse(`Jira's workflow does not lead from "${issue.fields.status.name}" there`);
      now = moved.issue;
    }
    return edit(desk, now, await differences(desk, now, change), signal);
  });
}

type Edit = { fields?: Record<string, unknown>; update?: Record<string, unknown> };

async function differences(desk: JiraDesk, { fields: now }: JiraIssue, change: IssueChange): Promise<Edit> {
  const { title, body, priority, labels } = change;
  const { priorities } = await desk.place.current();
  const wanted = priority === undefined ? null : toPriority(priority, priorities);
  const text = body && markdownToAdf(body.text);
  const fields = {
    ...(title === undefined || toSummary(title) === now.summary ? {} : { summary: toSummary(title) }),
    ...(text === undefined || adfToMarkdown(text) === adfToMarkdown(now.description)
      ? {}
      : { description: text }),
    ...(wanted === null || wanted.id === now.priority?.id ? {} : { priority: { id: wanted.id } }),
  };
  const added = (labels?.add ?? []).map(toLabel).filter((name) => !now.labels.includes(name));
  const removed = (labels?.remove ?? []).map(toLabel).filter((name) => now.labels.includes(name));
  const changes = [...added.map((add) => ({ add })), ...removed.map((remove) => ({ remove }))];
  return {
    ...(Object.keys(fields).length > 0 ? { fields } : {}),
    ...(changes.length > 0 ? { update: { labels: changes } } : {}),
  };
}

/**
 * Jira has no compare-and-set for a description: what somebody saves in the moment between our read and our write is
 * lost to them, though not to Jira's history. Never throws.
 */
export function amendIssue(
  desk: JiraDesk,
  { externalId, section }: { externalId: string; section: string },
  key: IssueKey,
  signal?: AbortSignal,
): Promise<StepOutcome> {
  return attempt(desk, externalId, signal, (issue) => {
    const description = putSection(issue.fields.description, key.marker, section);
    return edit(desk, issue, description === null ? {} : { fields: { description } }, signal);
  });
}

const Comments = z.object({
  comments: z.array(
    z.object({
      author: z.object({ accountId: z.string() }).nullish(),
      body: z.unknown(),
      properties: z.array(z.object({ key: z.string(), value: z.unknown() })).optional(),
    }),
  ),
});

/** The newest comments are looked through first; one that stands there under this key is not written again. Never throws. */
export function commentOn(
  desk: JiraDesk,
  { externalId, text }: { externalId: string; text: string },
  key: IssueKey,
  signal?: AbortSignal,
): Promise<StepOutcome> {
  return attempt(desk, externalId, signal, async (issue) => {
    const place = await desk.place.current();
    const wish = {
      issueIdOrKey: issue.id,
      orderBy: '-created',
      maxResults: 100,
      expand: 'properties',
    } as const;
    const { comments } = Comments.parse(await desk.api.ask((client) => getComments(client, wish), signal));
    const said = adfToMarkdown(markdownToAdf(text));
    const isOurs = comments.some(({ author, body, properties }) => {
      if (properties)
        return properties.some((one) => one.key === keyProperty && markerIn(one.value) === key.marker);
      // Where Jira keeps the properties to itself, the same words by the same account are the same comment.
      return author?.accountId === place.account.id && adfToMarkdown(body) === said;
    });
    if (!isOurs) {
      const properties = [{ key: keyProperty, value: { k: key.marker } }];
      const comment = { issueIdOrKey: issue.id, body: markdownToAdf(text), properties };
      await desk.api.ask((client) => addComment(client, comment as Parameters<typeof addComment>[1]), signal);
    }
    return { kind: 'done', issue: toSnapshot(place, issue) };
  });
}

function markerIn(value: unknown): string | null {
  return z.object({ k: z.string() }).safeParse(value).data?.k ?? null;
}

/** A failed first read is a refusal, for nothing was written yet; a failure after it may have changed something. */
async function attempt(
  desk: JiraDesk,
  externalId: string,
  signal: AbortSignal | undefined,
  deed: (issue: JiraIssue) => Promise<StepOutcome>,
): Promise<StepOutcome> {
  const found = await readBefore(desk, externalId, signal);
  if ('kind' in found) return found;
  try {
    return await deed(found);
  } catch (error) {
    if (isDocketError(error)) return refuse(error.message.replace(/\.$/, ''));
    const fault = readFault(error, desk.clock.now());
    desk.log.warn('Jira did not confirm a change', describeFault(fault, error));
    return toStep(fault, doubt);
  }
}

async function readBefore(desk: JiraDesk, id: string, signal?: AbortSignal): Promise<JiraIssue | Refused> {
  try {
    await desk.place.current();
    return (await readIssues(desk, [id], signal)).get(id) ?? goneStep();
  } catch (error) {
    if (isDocketError(error)) return refuse(error.message.replace(/\.$/, ''));
    const fault = readFault(error, desk.clock.now());
    desk.log.warn('an issue could not be read before a change', describeFault(fault, error));
    return unsent(fault);
  }
}

async function edit(
  desk: JiraDesk,
  issue: JiraIssue,
  change: Edit,
  signal?: AbortSignal,
): Promise<StepOutcome> {
  let now: JiraIssue | undefined = issue;
  if (Object.keys(change).length > 0) {
    await desk.api.ask((client) => editIssue(client, { issueIdOrKey: issue.id, ...change }), signal);
    now = (await readIssues(desk, [issue.id], signal)).get(issue.id);
  }
  return now ? { kind: 'done', issue: toSnapshot(await desk.place.current(), now) } : goneStep();
}
