/** What a component of ours stands for, in at most 100 characters: a choice's token, or something to be opened for it. */

/**
 * `do`: the choice itself. `ask`: the choice, once the person has said yes. `row`: what else can be done with the line the
 * token belongs to. `form`: the form of this message. `more`: one of many, chosen from a menu. `next` and `fix`: goes on with a
 * form that is being filled in. `fill`: a page of it. `no`: nothing after all. `file`: a post of a forum, as a bug. `add` and `added`: files for a report. `halt`:
 * stops what is under way in the thread.
 */
export type PressKind =
  | 'do'
  | 'ask'
  | 'row'
  | 'form'
  | 'more'
  | 'next'
  | 'fix'
  | 'fill'
  | 'no'
  | 'file'
  | 'halt'
  | 'add'
  | 'added';
export type CustomId = { kind: PressKind; token: string };

const shape = /^(?:(ask|row|form|more|next|fix|fill|no|file|halt|added|add)!)?([^~]*)(?:~\d+)?$/;

/** `twin` tells two components of one message apart that do the same, which Discord wants. */
export function formatId({ kind, token }: CustomId, twin = 0): string {
  const id = `${kind === 'do' ? '' : `${kind}!`}${token}${twin > 0 ? `~${twin}` : ''}`;
  if (id.length === 0 || id.length > 100) throw new Error(`not a custom id: ${id}`);
  return id;
}

/** Null for what no version of ours has made. */
export function readId(id: string): CustomId | null {
  const [, kind = 'do', token] = shape.exec(id) ?? [];
  return token === undefined || (kind === 'do' && token === '') ? null : { kind: kind as PressKind, token };
}
