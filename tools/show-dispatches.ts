/** Says which tickets agents have, which wait and why. */
import * as z from 'zod';
import { drawDispatchCard, sayDispatch } from '../src/cards/dispatch-card.ts';
import { sayRun } from '../src/cards/run-card.ts';
import { defineTool } from '../src/catalog/define-tool.ts';
import { idsOf } from '../src/catalog/resolve-ticket.ts';
import { showsDispatches } from '../src/catalog/show-living.ts';
import { AgentUpdate } from '../src/domain/agent-update.ts';
import { Dispatch } from '../src/domain/dispatch.ts';
import { TicketSelector } from '../src/domain/selector.ts';
import { TicketView } from '../src/domain/ticket-view.ts';
import { RunView } from '../src/domain/workflow-view.ts';

const Row = z.object({
  dispatch: Dispatch,
  view: TicketView,
  last: AgentUpdate.nullable(),
  /** What a person has to say before it goes on. */
  question: z.string().nullable(),
});

export default defineTool({
  description:
    'Say which tickets agents are at work on, which wait for an agent and why, and what was reported last. Of named tickets also what has ended. Reads only.',
  effect: 'read',
  access: 'anyone',
  input: z.object({ select: TicketSelector.optional().describe('Absent means all that has not ended') }),
  output: z.object({ rows: z.array(Row), ids: z.array(z.uuid()), runs: z.array(RunView) }),
  async run({ select }, { services, caller }) {
    const { dispatcher, tickets } = services;
    const named = select ? idsOf(await tickets.select(caller, select)) : null;
    const all = named
      ? await dispatcher.ofTickets(caller.workspaceId, named)
      : await dispatcher.open(caller.workspaceId);
    const latest = [...new Map(all.map((dispatch) => [dispatch.ticketId, dispatch])).values()];
    const ids = latest.map(({ ticketId }) => ticketId);
    const updates = Map.groupBy(await tickets.updates(caller, ids), ({ ticketId }) => ticketId);
    const views = new Map((await tickets.view(caller, ids)).map((view) => [view.ticket.id, view]));
    const isQuiet = latest.every(({ state }) => state === 'waiting' || state === 'ended');
    const going = named && isQuiet ? [] : await services.workflows.runs(caller, { unfinished: true });
    const rows = latest.map((dispatch) => ({
      dispatch,
      view: views.get(dispatch.ticketId)!,
      last: updates.get(dispatch.ticketId)?.at(-1) ?? null,
      question: questionOf(going.find(({ run }) => run.id === dispatch.id)),
    }));
    // What agents were given alone is a run too, and is among the rows.
    const own = new Set(latest.map(({ id }) => id));
    const runs = named ? [] : going.filter(({ run }) => !own.has(run.id));
    return { rows, ids: named ?? ids, runs };
  },
  wire: ({ rows }) => ({
    dispatches: rows.map(({ dispatch, view: { ticket }, last, question }) => ({
      id: dispatch.id,
      ticket: ticket.key,
      work_status: ticket.work.status,
      agent: dispatch.agentId,
      reason: dispatch.reason,
      state: dispatch.state,
      note: dispatch.note,
      outcome: dispatch.outcome,
      question,
      last_update: last && {
        agent: last.agent,
        result: last.result,
        details: last.details,
        at: last.createdAt,
      },
      created_at: dispatch.createdAt,
    })),
  }),
  show: ({ rows, ids, runs }) => ({
    card: drawDispatchCard(rows, runs.map(sayOne)),
    ...showsDispatches(ids),
  }),
  brief: ({ rows, runs }) => ({
    ...(runs.length > 0 ? { workflows: runs.map(sayOne) } : {}),
    dispatches: rows.map(({ dispatch, view: { ticket }, question }) => ({
      key: ticket.key,
      title: ticket.title,
      agent: dispatch.agentId,
      state: sayDispatch(dispatch, ticket.work.status, question),
    })),
  }),
  focus: ({ ids }) => (ids.length > 0 ? { about: ids } : {}),
  command: {
    verb: 'dispatches',
    usage: '[ticket…]',
    input: (words) => (words.length > 0 ? { select: { ids: words } } : {}),
  },
});

/** `Bug fix on BUG-2026-001: 1 of 3 steps done; fix waits for a person.` */
function questionOf(view: RunView | undefined): string | null {
  return view?.steps.find(({ status }) => status === 'waiting_human')?.question ?? null;
}

function sayOne(view: RunView): string {
  return `${view.run.workflow.name}${view.ticket ? ` on ${view.ticket.key}` : ''}: ${sayRun(view)}`;
}
