/** The first lines of a pushed issue of a capability: where that stands, kept in step between two marks (S1-38). */

export const contextStart = '<!-- docket:context:start -->';
export const contextEnd = '<!-- docket:context:end -->';
/** What its section is called where sections are put into issues. */
export const contextMarker = 'context';

export type CapabilityContext = {
  key: string;
  title: string;
  stage: string;
  /** `Spec: product-specs/PROJ-1.md (v2, approved)`, with addresses where there are any. */
  documents: readonly {
    name: string;
    path: string;
    url: string | null;
    version: number;
    approved: boolean;
  }[];
  channel: string;
  /** Null where costs are nobody's business: a place that anybody can read. */
  cogs: string | null;
  blockedBy: readonly string[];
};

/** Without the marks. */
export function sayContext(context: CapabilityContext): string {
  const { key, title, stage, documents, channel, cogs, blockedBy } = context;
  const said = documents.map(({ name, path, url, version, approved }) => {
    const place = url ? `[${path}](${url})` : `\`${path}\``;
    return `**${name}:** ${place} (v${version}${approved ? ', approved' : ''})`;
  });
  const costs = cogs === null ? [] : [`**COGS:** ${cogs}`];
  const waits = blockedBy.length > 0 ? blockedBy.join(', ') : 'nothing';
  return [
    `**Capability:** ${key} ${title}`,
    ...[`**Stage:** ${stage}`, ...said, `**Channel:** ${channel}`, ...costs, `**Blocked by:** ${waits}`],
  ].join('\n\n');
}

export function withContext(body: string, section: string | null): string {
  return section === null ? body : `${contextStart}\n${section}\n${contextEnd}\n\n${body}`.trimEnd();
}

/** The section, where a text has one, and everything else. An end that somebody deleted leaves the text as it is. */
export function splitContext(text: string): { section: string | null; rest: string } {
  const start = text.indexOf(contextStart);
  const end = start < 0 ? -1 : text.indexOf(contextEnd, start);
  if (end < 0) return { section: null, rest: text };
  const section = text.slice(start + contextStart.length, end).trim();
  return { section, rest: `${text.slice(0, start)}${text.slice(end + contextEnd.length)}`.trim() };
}
