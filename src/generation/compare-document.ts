/** Finds the two versions of a document a person wants compared, and compares them. */
import type { Documents } from '../documents/documents.ts';
import { splitLines } from '../documents/structure-text.ts';
import type { Document, VersionNote } from '../domain/document.ts';
import type { DocumentDiff } from '../domain/document-diff.ts';
import { DocketError } from '../domain/errors.ts';
import type { Id } from '../domain/ids.ts';
import type { Caller } from '../domain/principal.ts';
import { readSince } from '../domain/since.ts';
import type { Clock } from '../ports/clock.ts';
import type { Comparison } from './assessments.ts';
import { compareVersions, type VersionReading } from './compare-versions.ts';
import type { Generator } from './generator.ts';

type Parts = { documents: Documents; generator: Generator; clock: Clock };

export async function compareDocument(
  parts: Parts,
  caller: Caller,
  id: Id,
  comparison: Comparison,
): Promise<DocumentDiff> {
  const document = await parts.documents.get(caller, id);
  const history = await parts.documents.history(caller, id);
  const to = comparison.to ?? document.version;
  const from = Math.min(to, comparison.from ?? startOf(comparison.since, history, to, parts.clock));
  const now = await readVersion(parts, caller, document, to);
  const old = from === to ? now : await readVersion(parts, caller, document, from);
  const versions = history.filter(({ version }) => version > from && version <= to);
  return { document, from, to, versions, ...compareVersions(old, now) };
}

/** The version that was current at that time: the first one, when the document is younger. */
function startOf(
  since: string | undefined,
  history: readonly VersionNote[],
  to: number,
  clock: Clock,
): number {
  if (since === undefined) return Math.max(0, to - 1);
  const time = readSince(since, clock.now());
  if (!time) throw noTime(since);
  return history.findLast((one) => Date.parse(one.createdAt) <= time.getTime())?.version ?? 0;
}

async function readVersion(
  { documents, generator }: Parts,
  caller: Caller,
  document: Document,
  version: number,
): Promise<VersionReading> {
  const content = await documents.content(caller, document.id, version);
  const blocks = await documents.blocks(caller, document.id, version);
  const { tickets: drafts } = await generator.propose({
    name: document.source.name,
    content,
    blocks,
    mode: 'rules',
  });
  return { lines: splitLines(content), blocks, drafts };
}

function noTime(words: string): DocketError {
  return new DocketError('INVALID_INPUT', {
    message: `"${words}" is no time I can read.`,
    remedy: 'Say, for example: since Monday, since last week, or since 2026-11-01.',
  });
}
