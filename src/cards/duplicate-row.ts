/** What a row says about possible duplicates of its ticket, and what a person can decide about them. */
import {
  candidateRef,
  type DuplicateCandidate,
  type DuplicateChoice,
  type DuplicateDecision,
  type DuplicateFinding,
  undecided,
} from '../domain/duplicate.ts';
import type { Ticket } from '../domain/ticket.ts';
import { formatAction } from './action-token.ts';
import type { Choice, Inline } from './card.ts';

type Asked = Pick<Ticket, 'id' | 'version'>;

/** `may duplicate ENG-88 “Add SSO login” (open): sso, login, okta`. */
export function sayCandidate(candidate: DuplicateCandidate, verb = 'may duplicate'): Inline[] {
  const { title, status, words } = candidate;
  const shared = words.length > 0 ? `: ${words.join(', ')}` : '';
  return [
    { kind: 'text', text: `${verb} ` },
    nameCandidate(candidate),
    { kind: 'text', text: ` “${title}” (${status.replaceAll('_', ' ')})${shared}` },
  ];
}

function nameCandidate({ key, url }: DuplicateCandidate): Inline {
  return url === '' ? { kind: 'text', text: key, bold: true } : { kind: 'link', text: key, url };
}

/** Null where nobody has to know: nothing strong was found, and nothing decided. */
export function duplicateBody(finding: DuplicateFinding | null): Inline[] | null {
  const [first, ...others] = undecided(finding);
  if (first) {
    const more = others.map(({ key }) => key).join(', ');
    return [...sayCandidate(first), ...(more ? [{ kind: 'text' as const, text: `; also ${more}` }] : [])];
  }
  return finding?.decision ? sayDecision(finding.decision) : null;
}

const decided: Record<DuplicateChoice, string> = {
  create: 'Not a duplicate',
  link: 'Will be linked, as related, to ',
  update: 'Will be written into ',
  skip: 'Not pushed: duplicate of ',
};

/** `Will be linked, as related, to ENG-88 “Add SSO login”. Decided by Dana.` */
export function sayDecision({ choice, candidate, byName }: DuplicateDecision): Inline[] {
  const what: Inline[] = candidate
    ? [nameCandidate(candidate), { kind: 'text', text: ` “${candidate.title}”` }]
    : [];
  return [
    { kind: 'text', text: decided[choice] },
    ...what,
    { kind: 'text', text: `. Decided by ${byName}.`, muted: true },
  ];
}

/** What can be decided about one candidate. A ticket of ours has no issue that could be updated. */
export function candidateChoices(ticket: Asked, candidate: DuplicateCandidate): Choice[] {
  const act = (verb: string) => formatAction(verb, ticket.id, candidateRef(candidate), ticket.version);
  const update: Choice = {
    label: `Update ${candidate.key}`,
    action: act('dup_update'),
    confirm: `Update ${candidate.key} instead of creating an issue? When pushed, this ticket's text is added below what stands there; its title, status and labels stay.`,
  };
  return [
    { label: 'Create anyway', action: act('dup_create') },
    { label: `Link to ${candidate.key}`, action: act('dup_link') },
    ...(candidate.kind === 'issue' ? [update] : []),
    { label: 'Skip', action: act('dup_skip') },
  ];
}

/** For the strongest candidate nobody has decided on, or to decide again. */
export function duplicateChoices(ticket: Asked, finding: DuplicateFinding | null): Choice[] {
  const [first] = undecided(finding);
  if (first) return candidateChoices(ticket, first);
  if (!finding?.decision) return [];
  return [{ label: 'Decide again', action: formatAction('dup_undo', ticket.id, '', ticket.version) }];
}

/** True while the ticket is kept out of approvals and pushes. */
export function isHeld(finding: DuplicateFinding | null): boolean {
  return finding?.decision?.choice === 'skip' || undecided(finding).length > 0;
}
