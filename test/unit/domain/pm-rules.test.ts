/** The rules of product management: urgency and time by template, escalation, and what fits into a sprint. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadTemplates } from '../../../src/catalog/load-templates.ts';
import { newCoordination } from '../../../src/domain/coordination.ts';
import { escalationReasons, followEscalation } from '../../../src/domain/escalation-rules.ts';
import { fillSprint, hoursOf } from '../../../src/domain/plan-sprint.ts';
import {
  defaultSla,
  estimateHours,
  estimateImpact,
  missingParts,
  planOf,
  priorityFor,
  slaMs,
} from '../../../src/domain/pm-template.ts';
import type { Ticket } from '../../../src/domain/ticket.ts';
import { aTicket, newId } from '../../contracts/store-samples.ts';

const templates = loadTemplates('workflows/templates');
const template = (id: string) => templates.find((one) => one.id === id)!;
const here = newId();
const ticketOf = (over: Partial<Ticket> = {}): Ticket => {
  const { review, ...ticket } = aTicket(here);
  return { ...ticket, review: { ...review, status: null }, archivedAt: null, deletedAt: null, ...over };
};

describe('templates', () => {
  it('S2-16: are these, each readable', () => {
    expect(templates.map(({ id }) => id)).toEqual([
      ...['bug', 'capability_stage', 'documentation', 'epic', 'feature', 'hotfix', 'performance_issue'],
      ...['production_incident', 'qa', 'security_vulnerability', 'task'],
    ]);
    expect(template('security_vulnerability')).toMatchObject({
      priority: 1,
      labels: ['security', 'urgent'],
      agents: ['security', 'engineer', 'qa'],
      workflow: 'assess -> patch -> verify',
      sla: '4 hours',
    });
    expect(template('performance_issue')).toMatchObject({
      priority: 2,
      labels: ['performance', 'optimization'],
    });
  });

  it('S2-12, C-10: a bug is high, and urgent as soon as production is mentioned in any case', () => {
    expect(priorityFor(template('bug'), { text: 'The total is wrong', votes: 0 })).toBe(2);
    expect(priorityFor(template('bug'), { text: 'PRODUCTION is slow', votes: 0 })).toBe(1);
    expect(planOf(template('bug'))).toEqual([
      { step: 'diagnose', agent: 'research' },
      { step: 'fix', agent: 'engineer' },
      { step: 'test', agent: 'qa' },
    ]);
  });

  it('S2-13: a feature is medium, and high with more than 10 votes', () => {
    expect(priorityFor(template('feature'), { text: '', votes: 10 })).toBe(3);
    expect(priorityFor(template('feature'), { text: '', votes: 11 })).toBe(2);
    expect(planOf(template('feature')).map(({ step }) => step)).toEqual([
      'research',
      'implement',
      'document',
      'test',
    ]);
  });

  it('S2-14, S2-15: documentation and QA have one agent each, an epic has none', () => {
    expect(template('documentation')).toMatchObject({
      agents: ['documentation'],
      workflow: 'document',
      priority: 3,
    });
    expect(template('qa')).toMatchObject({ agents: ['qa'], workflow: 'test', priority: 3 });
    expect(planOf(template('epic'))).toEqual([]);
  });

  it('S2-17: a time is written in these ways, and follows the priority where none is', () => {
    const said: [string, number | null][] = [
      ...([
        ['4 hours', 4],
        ['1 hour', 1],
        ['2d', 48],
        ['30m', 0.5],
        ['1 week', 168],
        ['1w', 168],
      ] as [string, number][]),
      ...([
        ['soon', null],
        ['4', null],
        ['1.5 hours', null],
        ['4 seconds', null],
      ] as [string, null][]),
    ];
    for (const [words, hours] of said)
      expect(slaMs(words), words).toBe(hours === null ? null : hours * 3_600_000);
    expect([1, 2, 3, 4, 0].map((one) => defaultSla(one as 1))).toEqual([
      '4 hours',
      '24 hours',
      '48 hours',
      '120 hours',
      null,
    ]);
  });

  it('S2-18, S2-19: what is missing and what is estimated follows from the words', () => {
    expect(estimateImpact('about 1,200 customers cannot pay')).toBe(1200);
    expect(estimateImpact('everybody')).toBeNull();
    expect(['a trivial fix', 'small', '', 'a large one', 'xlarge'].map(estimateHours)).toEqual([
      1, 4, 8, 24, 40,
    ]);
    expect(
      missingParts('Checkout is broken because of the new form, customers lose carts, fix it today'),
    ).toEqual([]);
    expect(missingParts('Broken')).toHaveLength(4);
  });
});

describe('escalation', () => {
  const created = '2026-11-21T09:00:00.000Z';
  const after = (minutes: number) => new Date(Date.parse(created) + minutes * 60_000);
  const open = (over: Partial<Ticket> = {}) => {
    const ticket = ticketOf({ createdAt: created, priority: 3, ...over });
    return { ...ticket, work: { ...ticket.work, status: 'open' as const, ...over.work } };
  };
  const failed = (at: string) => ({ result: 'failed' as const, createdAt: at });

  it('S2-55, S2-56: an urgent one strictly after two hours, a blocked one, three failures, and a passed due time', () => {
    expect(escalationReasons(open({ priority: 1 }), [], after(120))).toEqual([]);
    expect(escalationReasons(open({ priority: 1 }), [], after(120.1))).toEqual(['critical_open']);
    const blocked = open();
    expect(
      escalationReasons({ ...blocked, work: { ...blocked.work, status: 'blocked' } }, [], after(1)),
    ).toEqual(['blocked']);
    const two = [failed(created), failed(created)];
    expect(escalationReasons(open(), two, after(1))).toEqual([]);
    expect(escalationReasons(open(), [...two, failed(created)], after(1))).toEqual(['failed_updates']);
    const planning = { ...open().planning, slaDueAt: after(10).toISOString() };
    expect(escalationReasons(open({ planning }), [], after(10))).toEqual([]);
    expect(escalationReasons(open({ planning }), [], after(11))).toEqual(['sla_passed']);
  });

  it('S2-56: nothing that is finished, and failures count from the last reset', () => {
    const done = open({ priority: 1 });
    expect(escalationReasons({ ...done, work: { ...done.work, status: 'done' } }, [], after(600))).toEqual(
      [],
    );
    const escalation = {
      active: false,
      level: 0,
      reasons: [],
      firstAt: created,
      lastNotifiedAt: null,
      acknowledgedBy: null,
      resetAt: after(5).toISOString(),
    };
    const coordination = { ...newCoordination(), escalation };
    const old = [failed(created), failed(created), failed(created)];
    expect(escalationReasons(open({ coordination }), old, after(6))).toEqual([]);
  });

  it('S2-57: is told once per reason, again every hour until it is seen, and ends when nothing holds', () => {
    const first = followEscalation(null, ['blocked'], after(0))!;
    expect(first).toMatchObject({
      event: 'TicketEscalated',
      escalation: { active: true, level: 1, lastNotifiedAt: null },
    });
    const told = { ...first.escalation, lastNotifiedAt: after(1).toISOString() };
    expect(followEscalation(told, ['blocked'], after(60))).toBeNull();
    expect(followEscalation(told, ['blocked'], after(61))).toMatchObject({
      escalation: { level: 2, lastNotifiedAt: null },
    });
    const seen = { ...told, acknowledgedBy: 'dana' };
    expect(followEscalation(seen, ['blocked'], after(600))).toBeNull();
    expect(followEscalation(seen, ['blocked', 'sla_passed'], after(600))).toMatchObject({
      escalation: { acknowledgedBy: null, lastNotifiedAt: null },
    });
    expect(followEscalation(seen, [], after(601))).toMatchObject({
      event: 'TicketDeescalated',
      escalation: { active: false },
    });
    expect(followEscalation(null, [], after(1))).toBeNull();
  });
});

describe('a sprint', () => {
  const workOf = (over: { key: string; priority: Ticket['priority']; hours: number | null }) => {
    const ticket = ticketOf({ id: newId(), key: over.key, priority: over.priority });
    const planning = { ...ticket.planning, nodeType: 'work' as const, estimatedHours: over.hours };
    return { ...ticket, planning, work: { ...ticket.work, status: 'open' as const } };
  };

  it('S2-65: takes the urgent and short ones first, and goes on past what does not fit', () => {
    const tickets = [
      workOf({ key: 'TASK-2026-001', priority: 3, hours: 8 }),
      workOf({ key: 'TASK-2026-002', priority: 1, hours: 30 }),
      workOf({ key: 'TASK-2026-003', priority: 2, hours: 24 }),
      workOf({ key: 'TASK-2026-004', priority: 0, hours: null }),
    ];
    const { chosen, skipped, allocatedHours } = fillSprint(tickets, 40, new Map());
    expect(chosen.map(({ key }) => key)).toEqual(['TASK-2026-002', 'TASK-2026-001']);
    expect(allocatedHours).toBe(38);
    expect(skipped).toMatchObject([
      { key: 'TASK-2026-003', reason: 'does_not_fit', why: '24 h, and 10 h are left' },
      { key: 'TASK-2026-004', reason: 'does_not_fit' },
    ]);
  });

  it('S2-66: never holds more than there is, nothing that waits, and leaves nothing out without a reason', () => {
    const some = fc.array(
      fc.record({
        priority: fc.constantFrom(0, 1, 2, 3, 4) as fc.Arbitrary<Ticket['priority']>,
        hours: fc.option(fc.integer({ min: 1, max: 40 })),
        waits: fc.boolean(),
      }),
      { maxLength: 12 },
    );
    fc.assert(
      fc.property(some, fc.integer({ min: 1, max: 120 }), (wished, available) => {
        const tickets = wished.map((one, at) =>
          workOf({ ...one, key: `TASK-2026-${String(at + 1).padStart(3, '0')}` }),
        );
        const blockers = new Map(
          tickets.flatMap(({ id }, at) => (wished[at]!.waits ? [[id, ['BUG-2026-001']] as const] : [])),
        );
        const { chosen, skipped, allocatedHours } = fillSprint(tickets, available, blockers);
        expect(allocatedHours).toBe(chosen.reduce((sum, ticket) => sum + hoursOf(ticket), 0));
        expect(allocatedHours).toBeLessThanOrEqual(available);
        expect(chosen.length + skipped.length).toBe(tickets.length);
        expect(chosen.some(({ id }) => blockers.has(id))).toBe(false);
        for (const { id, reason } of skipped) {
          if (reason === 'does_not_fit')
            expect(hoursOf(tickets.find((ticket) => ticket.id === id)!)).toBeGreaterThan(
              available - allocatedHours,
            );
        }
      }),
    );
  });
});
