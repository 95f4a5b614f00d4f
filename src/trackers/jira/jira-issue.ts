/** An issue as Jira answers it, and as we tell it. */
import * as z from 'zod';
import type { IssueSnapshot } from '../../domain/push.ts';
import { adfToMarkdown } from './adf-to-markdown.ts';
import { readLabels, readPriority, readStatus } from './mapping.ts';

/** The property that holds the key of an issue of ours. */
export const keyProperty = 'docket.key';

/** What every read asks of an issue; `JiraIssue` is what comes back. */
export const fields = [
  'summary',
  'description',
  'issuetype',
  'priority',
  'labels',
  'status',
  'resolution',
  'resolutiondate',
  'assignee',
  'created',
  'updated',
];

const Named = z.object({ id: z.string(), name: z.string() });

export const JiraIssue = z.object({
  id: z.string(),
  key: z.string(),
  fields: z.object({
    summary: z.string().catch(''),
    description: z.unknown(),
    issuetype: Named.extend({ hierarchyLevel: z.number().catch(0), subtask: z.boolean().catch(false) }),
    priority: Named.nullish(),
    labels: z.array(z.string()).catch([]),
    status: z.object({ name: z.string(), statusCategory: z.object({ key: z.string() }) }),
    resolution: Named.nullish(),
    resolutiondate: z.string().nullish(),
    assignee: z.object({ displayName: z.string() }).nullish(),
    created: z.string(),
    updated: z.string(),
  }),
  properties: z.record(z.string(), z.unknown()).optional(),
});
export type JiraIssue = z.infer<typeof JiraIssue>;

const Marker = z.object({ k: z.string() });

/** `IssueKey.marker` of an issue that Docket created; null for anybody else's. */
export function markerOf({ properties }: JiraIssue): string | null {
  return Marker.safeParse(properties?.[keyProperty]).data?.k ?? null;
}

/** Where it was read: the site as people open it, and the priorities of the project. */
export type ReadAt = { host: string; priorities: readonly { id: string; name: string }[] };

export function toSnapshot({ host, priorities }: ReadAt, { id, key, fields }: JiraIssue): IssueSnapshot {
  const status = { name: fields.status.name, category: fields.status.statusCategory.key };
  return {
    externalId: id,
    externalKey: key,
    url: `${host}/browse/${key}`,
    title: fields.summary,
    rawStatus: rawStatusOf(fields.status.name, fields.resolution?.name ?? null),
    ...readStatus(status, fields.resolution?.name ?? null, fields.labels),
    assignee: fields.assignee?.displayName ?? null,
    text: adfToMarkdown(fields.description),
    priority: readPriority(fields.priority?.id ?? null, priorities),
    rawPriority: fields.priority?.name ?? null,
    labels: readLabels(fields.labels),
    updatedAt: toIso(fields.updated),
  };
}

/** `Done (Won't Do)`: a status and its resolution are two fields in Jira, and only both say how an issue ended. */
function rawStatusOf(status: string, resolution: string | null): string {
  return resolution === null || resolution === status ? status : `${status} (${resolution})`;
}

/** Jira writes `2026-11-21T10:00:00.000+0100`, without a colon in the zone. */
export function toIso(time: string): string {
  const at = Date.parse(time.replace(/([+-]\d\d)(\d\d)$/, '$1:$2'));
  return Number.isNaN(at) ? time : new Date(at).toISOString();
}
