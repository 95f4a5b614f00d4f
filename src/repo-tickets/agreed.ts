/** What a ticket and its file agreed on when they were last in step: the fields, the links, who holds it, and how much of its logs was read. */
import type { Id } from '../domain/ids.ts';
import type { RepoBase } from '../domain/repo-base.ts';
import type { Nouns } from '../ports/store.ts';
import type { Canonical } from './project-ticket.ts';

/** Who has claimed a ticket: a handle or an agent, and until when in milliseconds. */
export type Held = { holder: string; until: number };

export type Agreed = {
  fields: Canonical;
  /** Edges that both knew, as `nameEdge` writes them; null for what was agreed on before links were kept in step. */
  links: readonly string[] | null;
  claim: Held | null;
  /** Lines read, by the name of the log; null for what was agreed on before: all that stands there then counts as read. */
  read: Readonly<Record<string, number>> | null;
  /** The last event that the file's log has been told of. */
  toldThrough: Id | null;
  /** How the file and its logs looked then; null where that is not known. */
  stamp: string | null;
};

type Kept = Canonical & {
  agreedLinks?: readonly string[];
  agreedClaim?: Held | null;
  readLogs?: Record<string, number>;
  agreedStamp?: string | null;
};

export function readAgreed({ fields, toldThrough }: RepoBase): Agreed {
  const {
    agreedLinks: links = null,
    agreedClaim: claim = null,
    readLogs: read = null,
    agreedStamp: stamp = null,
    ...rest
  } = fields as unknown as Kept;
  return { fields: rest as Canonical, links, claim, read, toldThrough, stamp };
}

export async function keepAgreed(
  nouns: Pick<Nouns, 'repoBases'>,
  { workspaceId, id }: { workspaceId: Id; id: Id },
  { fields, links, claim, read, toldThrough, stamp }: Agreed,
): Promise<void> {
  const kept = { agreedLinks: links ?? [], agreedClaim: claim, readLogs: read ?? {}, agreedStamp: stamp };
  const logEntries = Object.values(read ?? {}).reduce((sum, lines) => sum + lines, 0);
  await nouns.repoBases.put({
    ...{ ticketId: id, workspaceId, toldThrough, logEntries },
    fields: { ...fields, ...kept },
  });
}
