/** Findings, decisions and listed issues for the store contract. */
import {
  candidateRef,
  type DuplicateCandidate,
  type DuplicateDecision,
  type DuplicateFinding,
} from '../../src/domain/duplicate.ts';
import type { ListedIssue } from '../../src/domain/push.ts';
import type { Ticket } from '../../src/domain/ticket.ts';
import { awkward } from './store-samples.ts';

const at = '2026-11-21T09:00:00.000Z';

function aCandidate(): DuplicateCandidate {
  const base = {
    kind: 'issue' as const,
    id: 'issue-1',
    key: 'ENG-88',
    title: awkward,
    url: 'https://tracker.test/88',
  };
  return { ...base, status: 'Todo', open: true, score: 0.75, strong: true, words: ['okta', 'schäden'] };
}

export function aFinding({ id, workspaceId }: Ticket): DuplicateFinding {
  const found = { contentHash: 'hash', candidates: [aCandidate()], foundAt: at };
  return { ticketId: id, workspaceId, destination: 'linear:ENG', ...found, decision: null };
}

export function aDecision({ candidates }: DuplicateFinding): DuplicateDecision {
  const seen = candidates.map(candidateRef);
  return { choice: 'link', candidate: candidates[0] ?? null, seen, by: 'maria', byName: 'Maria', at };
}

export function anIssue(): ListedIssue {
  const name = { externalId: 'issue-1', externalKey: 'ENG-88', url: 'https://tracker.test/88' };
  return { ...name, title: awkward, text: awkward, rawStatus: 'Todo', open: true, marker: null };
}
