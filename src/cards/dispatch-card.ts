/** Which tickets agents have, and why those that wait do. */
import { agentTitle } from '../domain/agent-role.ts';
import type { AgentUpdate } from '../domain/agent-update.ts';
import type { Dispatch } from '../domain/dispatch.ts';
import type { TicketView } from '../domain/ticket-view.ts';
import type { Card, ListItem, Mark } from './card.ts';
import { count, sayName } from './phrases.ts';

export type DispatchRow = {
  dispatch: Dispatch;
  view: TicketView;
  last: AgentUpdate | null;
  /** What a person has to say before it goes on. */
  question: string | null;
};

/** `runs`: workflows that go on, each in a sentence. */
export function drawDispatchCard(rows: readonly DispatchRow[], runs: readonly string[] = []): Card {
  const waiting = rows.filter(({ dispatch }) => dispatch.state === 'waiting').length;
  const atWork = rows.filter(({ dispatch }) => isAtWork(dispatch)).length;
  const said = [atWork > 0 ? `${atWork} at work` : '', waiting > 0 ? `${waiting} waiting` : ''].filter(
    Boolean,
  );
  const title = titleOf(rows.length, runs.length);
  const summary = [said.length > 0 ? `${title}: ${said.join(', ')}.` : `${title}.`, ...runs].join(' ');
  return {
    title,
    tone: 'neutral',
    blocks: [
      ...(rows.length > 0 ? [{ kind: 'list' as const, items: rows.map(drawRow) }] : []),
      ...runs.map((text) => ({ kind: 'text' as const, text })),
      ...(rows.length + runs.length === 0 ? [{ kind: 'text' as const, text: emptyHint }] : []),
    ],
    choices: [],
    summary,
  };
}

function titleOf(tickets: number, runs: number): string {
  if (tickets > 0) return `${count(tickets, 'ticket')} with agents`;
  return runs > 0
    ? `${count(runs, 'workflow')} ${runs === 1 ? 'goes' : 'go'} on`
    : 'No agent has anything to do';
}

const emptyHint = 'Give one to an agent: “assign 3 to the research agent”.';

function isAtWork({ state }: Dispatch): boolean {
  return state === 'started' || state === 'running';
}

function drawRow({ dispatch, view: { ticket }, last, question }: DispatchRow): ListItem {
  const state = sayDispatch(dispatch, ticket.work.status, question);
  const reported = last
    ? `${sayName(last.result)}${last.details ? `: ${last.details.slice(0, 120)}` : ''}`
    : null;
  return {
    mark: question === null ? markOf(dispatch, ticket.work.status) : 'question',
    title: ticket.title,
    meta: [ticket.key, agentTitle(dispatch.agentId), state, ...(reported ? [reported] : [])],
    ...(question === null ? {} : { body: question }),
  };
}

function markOf({ state, outcome }: Dispatch, status: TicketView['ticket']['work']['status']): Mark {
  if (state === 'waiting') return 'pending';
  if (status === 'blocked') return 'question';
  if (state !== 'ended') return 'running';
  if (outcome === 'finished') return status === 'done' ? 'done' : status === 'failed' ? 'failed' : 'skipped';
  return outcome === 'withdrawn' ? 'skipped' : 'failed';
}

const waits: Record<string, string> = {
  atCapacity: 'waits until the agent has room',
  noRunner: 'waits until something runs agents',
  humanOnly: 'waits: it is for people alone',
  checkedOut: 'waits: another run has it',
  workflowRunning: 'waits until its workflow has ended',
};

/** `waits for BUG-2026-001`, `at work`, `not ready: archived`. */
export function sayDispatch(
  { state, note, outcome }: Dispatch,
  status: string,
  question: string | null,
): string {
  if (state === 'waiting') return sayWait(note);
  if (question !== null) return 'waits for a person';
  if (state !== 'ended') return status === 'blocked' ? 'blocked' : 'at work';
  if (outcome === 'finished') return sayName(status);
  if (outcome === 'notReady') return `not ready: ${note}`;
  if (outcome === 'notBegun') return `could not be begun: ${note}`;
  return outcome === 'lost' ? 'its run was lost' : 'taken back';
}

function sayWait(note: string | null): string {
  if (note === null) return 'about to begin';
  return (
    waits[note] ?? note.replace(/^blockedBy /, 'waits for ').replace(/^claimedBy /, 'waits: claimed by ')
  );
}
