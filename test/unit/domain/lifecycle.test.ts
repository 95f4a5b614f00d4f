/** Holds the work-status machine to its table, its timestamps and the order of its events. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DocketError } from '../../../src/domain/errors.ts';
import {
  allowedWorkMoves,
  isFinished,
  licenceOf,
  moveWork,
  moveWorkAlong,
  parseWorkStatus,
  requireWorkMove,
  type WorkLicence,
  type WorkMove,
} from '../../../src/domain/lifecycle.ts';
import type { Principal } from '../../../src/domain/principal.ts';
import { newWork, type ReviewStatus, Ticket, WorkStatus } from '../../../src/domain/ticket.ts';

const person: Principal = { kind: 'user', id: 'm1', name: 'Priya' };
const agent: Principal = { kind: 'agent', id: 'agent:engineer', name: 'Engineer' };
const system: Principal = { kind: 'system', id: 'system:sync', name: 'Sync' };
const at = '2026-03-01T10:00:00.000Z';
const later = '2026-03-02T10:00:00.000Z';

function ticketIn(status: WorkStatus, review: ReviewStatus | null = 'reviewed'): Ticket {
  return Ticket.parse({
    id: '019a0000-0000-7000-8000-000000000001',
    workspaceId: '019a0000-0000-7000-8000-000000000002',
    key: 'TASK-2026-001',
    type: 'task',
    title: 'A ticket',
    description: '',
    criteria: [],
    labels: [],
    priority: 3,
    effort: null,
    parentId: null,
    review: { status: review, by: null, at: null, pushError: null, stale: false },
    work: { ...newWork(), status },
    planning: { nodeType: 'work', effortRange: null, estimatedHours: null, suggestedAfter: [] },
    origin: {
      kind: 'manual',
      madeBy: 'person',
      documentId: null,
      documentVersion: null,
      primaryBlockId: null,
      sourceLines: [],
      sourceQuote: null,
      sourceKey: null,
    },
    version: 1,
    createdBy: person,
    createdAt: at,
    updatedAt: at,
    archivedAt: null,
    deletedAt: null,
  });
}

function typesOf(ticket: Ticket, move: WorkMove): string[] {
  return moveWork(ticket, move)!.events.map((event) => event.type);
}

function refusal(deed: () => unknown): DocketError {
  try {
    deed();
  } catch (error) {
    if (error instanceof DocketError) return error;
    throw error;
  }
  throw new Error('it was not refused');
}

const table: Record<WorkStatus, WorkStatus[]> = {
  open: ['in_progress', 'cancelled'],
  in_progress: ['done', 'failed', 'cancelled', 'blocked'],
  blocked: ['in_progress', 'cancelled'],
  done: [],
  failed: [],
  cancelled: [],
};
const status = fc.constantFrom(...WorkStatus.options);

describe('the table', () => {
  it.each(WorkStatus.options)('S4-2: lets an agent move from %s only where the table says', (from) => {
    const reached = WorkStatus.options.filter((to) => {
      try {
        return moveWork(ticketIn(from), { to, by: agent, at }) !== null;
      } catch {
        return false;
      }
    });
    expect(reached.sort()).toEqual([...table[from]].sort());
    expect(isFinished(from)).toBe(table[from].length === 0);
  });

  it('S4-3: says what would have been allowed', () => {
    const error = refusal(() => moveWork(ticketIn('open'), { to: 'done', by: agent, at }));
    expect(error.code).toBe('INVALID_TRANSITION');
    expect(error.details).toEqual({ from: 'open', to: 'done', allowed: ['in_progress', 'cancelled'] });
    expect(error.remedy).not.toMatch(/force/);
  });

  it('tells a person that the move can be forced', () => {
    const error = refusal(() => moveWork(ticketIn('done'), { to: 'open', by: person, at }));
    expect(error.remedy).toMatch(/force/);
  });

  it('S4-3: takes the same status for nothing to do', () => {
    for (const same of WorkStatus.options) {
      expect(moveWork(ticketIn(same), { to: same, by: agent, at })).toBeNull();
    }
  });

  it('keeps what is not approved yet open, or lets it be cancelled, even by force', () => {
    const ticket = ticketIn('open', 'generated');
    expect(allowedWorkMoves(ticket)).toEqual(['cancelled']);
    expect(moveWork(ticket, { to: 'cancelled', by: agent, at })!.work.status).toBe('cancelled');
    const forced = { to: 'done', by: person, at, licence: { forced: 'I say so' } } as const;
    expect(refusal(() => moveWork(ticket, forced)).code).toBe('INVALID_TRANSITION');
  });
});

describe('licences', () => {
  it('S4-3: lets a person with a reason go anywhere, and says so in the event', () => {
    fc.assert(
      fc.property(status, status, (from, to) => {
        fc.pre(from !== to);
        const moved = moveWork(ticketIn(from), {
          to,
          by: person,
          at,
          licence: { forced: 'Customer called' },
        })!;
        const told = moved.events.find((event) => event.type === 'TicketStatusChanged')!;
        expect(told.payload).toEqual({ from, to, forced: true, reason: 'Customer called' });
        expect(licenceOf(told.payload)).toEqual({ forced: 'Customer called' });
      }),
    );
  });

  it('takes no force from agents, nor from people without a reason', () => {
    const ticket = ticketIn('done');
    for (const [by, forced] of [
      [agent, 'because'] as const,
      [system, 'because'] as const,
      [person, '  '] as const,
    ]) {
      expect(refusal(() => requireWorkMove(ticket, 'open', by, { forced })).code).toBe('INVALID_TRANSITION');
    }
  });

  it('repeats what happened at the tracker, only for tickets that are there', () => {
    const licence = { mirrored: 'linear', rawStatus: 'Done' };
    const moved = moveWork(ticketIn('open', 'synced'), { to: 'done', by: system, at, licence })!;
    expect(moved.work).toMatchObject({ status: 'done', resolution: 'completed' });
    expect(moved.events.at(-1)!.payload).toEqual({ from: 'open', to: 'done', ...licence });
    expect(licenceOf(moved.events.at(-1)!.payload)).toEqual(licence);
    for (const review of ['generated', 'reviewed', 'push_failed', null] as const) {
      expect(() => moveWork(ticketIn('open', review), { to: 'done', by: system, at, licence })).toThrow();
    }
  });
});

describe('licences of the system', () => {
  const moves = (ticket: Ticket, by: Principal, licence: WorkLicence) =>
    WorkStatus.options.filter((to) => {
      try {
        return moveWork(ticket, { to, by, at, licence }) !== null;
      } catch {
        return false;
      }
    });

  it('S2-32: a group goes wherever its children take it, and no other ticket does', () => {
    const group = {
      ...ticketIn('done'),
      planning: { ...ticketIn('done').planning, nodeType: 'group' as const },
    };
    expect(moves(group, system, { derived: true })).toHaveLength(5);
    expect(moves(ticketIn('done'), system, { derived: true })).toEqual([]);
    expect(moves(group, agent, { derived: true })).toEqual([]);
  });

  it('S4-37, S4-41: what lost its run opens again, what could not be started has failed, and nothing else', () => {
    expect(moves(ticketIn('in_progress'), system, { recovery: 'gone' })).toEqual([
      ...['open', 'blocked', 'done', 'failed', 'cancelled'],
    ]);
    expect(moves(ticketIn('blocked'), system, { recovery: 'gone' })).toEqual(['in_progress', 'cancelled']);
    expect(moves(ticketIn('open'), system, { undispatched: 'archived' })).toEqual([
      'in_progress',
      'failed',
      'cancelled',
    ]);
    for (const licence of [{ recovery: 'gone' }, { undispatched: 'archived' }]) {
      expect(moves(ticketIn('done'), system, licence)).toEqual([]);
      expect(licenceOf(licence)).toEqual(licence);
    }
  });

  it('C-5: several moves are one change, each held to the table', () => {
    const along = moveWorkAlong(ticketIn('open'), [
      { to: 'in_progress', by: agent, at },
      { to: 'blocked', by: agent, at, blocker: 'No key' },
    ])!;
    expect(along.work).toMatchObject({ status: 'blocked', startedAt: at });
    expect(along.events.map((event) => event.type)).toEqual([
      ...['TicketStatusChanged', 'TicketStarted', 'TicketStatusChanged'],
    ]);
    const wrong = [{ to: 'in_progress', by: agent, at } as const, { to: 'open', by: agent, at } as const];
    expect(refusal(() => moveWorkAlong(ticketIn('open'), wrong)).code).toBe('INVALID_TRANSITION');
    expect(moveWorkAlong(ticketIn('open'), [])).toBeNull();
  });
});

describe('what a move leaves on the ticket', () => {
  it('S4-4, S4-1: holds for every walk through the machine', () => {
    fc.assert(
      fc.property(fc.array(status, { maxLength: 12 }), (walk) => {
        let ticket = ticketIn('open');
        let reopened = 0;
        for (const to of walk) {
          const moved = moveWork(ticket, { to, by: person, at: later, licence: { forced: 'a walk' } });
          if (!moved) continue;
          if (isFinished(ticket.work.status) && !isFinished(to)) reopened++;
          ticket = { ...ticket, work: moved.work };
        }
        const { work } = ticket;
        expect(work.finishedAt !== null).toBe(isFinished(work.status));
        expect(work.resolution !== null).toBe(work.status === 'done' || work.status === 'cancelled');
        expect(work.errorMessage !== null).toBe(work.status === 'failed');
        expect(work.blocker !== null).toBe(work.status === 'blocked');
        expect(work.startedAt !== null).toBe(walk.includes('in_progress'));
        expect(work.reopenCount).toBe(reopened);
      }),
    );
  });

  it('keeps the first start when work resumes', () => {
    const started = moveWork(ticketIn('open'), { to: 'in_progress', by: agent, at })!.work;
    const blocked = moveWork(
      { ...ticketIn('open'), work: started },
      { to: 'blocked', by: agent, at, blocker: 'No key' },
    )!;
    expect(blocked.work.blocker).toEqual({ text: 'No key', by: agent.id, at });
    const resumed = moveWork(
      { ...ticketIn('open'), work: blocked.work },
      { to: 'in_progress', by: agent, at: later },
    )!;
    expect(resumed.work).toMatchObject({ startedAt: at, blockedAt: at, blocker: null });
  });

  it('takes the resolution it is given', () => {
    const move = {
      to: 'cancelled',
      by: person,
      at,
      resolution: 'merged',
      resolutionDetail: 'duplicate of BUG-2026-001',
    } as const;
    expect(moveWork(ticketIn('open'), move)!.work).toMatchObject({
      resolution: 'merged',
      resolutionDetail: 'duplicate of BUG-2026-001',
      cancelledAt: at,
    });
  });
});

describe('events', () => {
  it.each([
    ['open', 'in_progress', ['TicketStatusChanged', 'TicketStarted']],
    ['blocked', 'in_progress', ['TicketStatusChanged']],
    ['in_progress', 'blocked', ['TicketStatusChanged']],
    ['in_progress', 'done', ['TicketCompleted', 'TicketStatusChanged']],
    ['in_progress', 'failed', ['TicketFailed', 'TicketStatusChanged']],
    ['open', 'cancelled', ['TicketCancelled', 'TicketStatusChanged']],
  ] as const)('S4-22: of %s to %s come in their order', (from, to, types) => {
    expect(typesOf(ticketIn(from), { to, by: agent, at, error: 'It broke' })).toEqual(types);
  });

  it('carry the error of a failure', () => {
    const moved = moveWork(ticketIn('in_progress'), { to: 'failed', by: agent, at, error: 'Out of memory' })!;
    expect(moved.events[0]!.payload).toEqual({ errorMessage: 'Out of memory' });
    expect(moved.work.errorMessage).toBe('Out of memory');
  });
});

describe('loose words', () => {
  it.each([
    ['To-Do', 'open'],
    ['IN PROGRESS', 'in_progress'],
    ['wip', 'in_progress'],
    ['stuck', 'blocked'],
    ['Completed', 'done'],
    ['errored', 'failed'],
    ['canceled', 'cancelled'],
  ])('S4-5: "%s" means %s', (word, means) => {
    expect(parseWorkStatus(word)).toBe(means);
  });

  it('do not care about case, spaces, dashes and underscores', () => {
    const separators = fc
      .array(fc.constantFrom('-', '_', ' '), { maxLength: 2 })
      .map((signs) => signs.join(''));
    fc.assert(
      fc.property(status, separators, fc.boolean(), (word, between, loud) => {
        const said = word.split('_').join(between);
        expect(parseWorkStatus(loud ? said.toUpperCase() : said)).toBe(word);
      }),
    );
  });

  it('S4-5: are listed when one is unknown', () => {
    const error = refusal(() => parseWorkStatus('sleeping'));
    expect(error.code).toBe('INVALID_INPUT');
    expect(error.remedy).toContain('in_progress');
    expect(error.remedy).toContain('abandoned');
  });
});
