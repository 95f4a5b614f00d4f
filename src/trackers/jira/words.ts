/** Who moved or labelled an issue in Jira, as its changelog tells. */
import { getChangeLogs } from 'jira.js/cloud';
import * as z from 'zod';
import type { IssueWord } from '../../domain/push.ts';
import type { JiraDesk } from './desk.ts';
import { toIso } from './jira-issue.ts';

const Change = z.object({
  field: z.string(),
  fromString: z.string().nullish(),
  // Every object has something of this name, which stands there where Jira says nothing.
  toString: z.string().nullish().catch(null),
});
const Entry = z.object({
  id: z.string(),
  created: z.coerce.string(),
  author: z
    .object({
      accountId: z.string().nullish(),
      emailAddress: z.string().nullish(),
    })
    .nullish(),
  items: z.array(Change).default([]),
});
const Page = z.object({ values: z.array(Entry).default([]), isLast: z.boolean().optional() });

const pageSize = 100;

/** All pages: Jira tells the oldest first. */
export async function readWords(
  { api }: JiraDesk,
  externalId: string,
  signal?: AbortSignal,
): Promise<IssueWord[]> {
  const entries: z.infer<typeof Entry>[] = [];
  for (;;) {
    const wish = { issueIdOrKey: externalId, startAt: entries.length, maxResults: pageSize };
    const page = Page.parse(await api.ask((client) => getChangeLogs(client, wish), signal));
    entries.push(...page.values);
    if (page.isLast !== false || page.values.length === 0) break;
  }
  return entries.flatMap(({ id, created, author, items }) => {
    // Not the name on show, which everybody chooses for themselves.
    const by = [author?.accountId, author?.emailAddress].filter((one) => one != null);
    return items
      .flatMap(wordsOf)
      .map((word, place) => ({ id: `${id}.${place}`, at: toIso(created), by, ...word }));
  });
}

/** Labels are told as all there were and all there are, with spaces between them. */
function wordsOf(change: z.infer<typeof Change>): Pick<IssueWord, 'kind' | 'word'>[] {
  const now = change.toString ?? '';
  if (change.field === 'status') return now ? [{ kind: 'state', word: now }] : [];
  if (change.field !== 'labels') return [];
  const before = new Set((change.fromString ?? '').split(' '));
  return now
    .split(' ')
    .filter((label) => label !== '' && !before.has(label))
    .map((word) => ({ kind: 'label' as const, word }));
}
