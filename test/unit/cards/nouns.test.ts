/** The smaller cards: documents, blocks, tickets, traces, syncs, questions and errors. */
import { describe, expect, it } from 'vitest';
import { formatAction, parseAction } from '../../../src/cards/action-token.ts';
import { drawApprovedCard } from '../../../src/cards/approved-card.ts';
import { drawBlocksCard } from '../../../src/cards/blocks-card.ts';
import type { Card, FormField } from '../../../src/cards/card.ts';
import { drawDiscardedCard } from '../../../src/cards/discarded-card.ts';
import { drawDocumentCard } from '../../../src/cards/document-card.ts';
import { drawDocumentsCard } from '../../../src/cards/documents-card.ts';
import { drawEditFormCard } from '../../../src/cards/edit-form-card.ts';
import { drawErrorCard } from '../../../src/cards/error-card.ts';
import { drawHelpCard } from '../../../src/cards/help-card.ts';
import { drawPendingActionCard } from '../../../src/cards/pending-action-card.ts';
import { drawSyncCard } from '../../../src/cards/sync-card.ts';
import { drawTicketCard } from '../../../src/cards/ticket-card.ts';
import { drawTicketsCard } from '../../../src/cards/tickets-card.ts';
import { drawTraceCard } from '../../../src/cards/trace-card.ts';
import type { Block } from '../../../src/domain/document.ts';
import { DocketError, errorCodes } from '../../../src/domain/errors.ts';
import { TicketEdit } from '../../../src/domain/ticket.ts';
import { at, idOf, makeDocument, makeRef, makeTicket, viewOf } from '../../support/views.ts';

function blockOf(type: string, lines: [number, number], content = 'Text'): Block {
  return {
    id: idOf(lines[0]),
    workspaceId: idOf(0),
    documentId: idOf(1),
    version: 0,
    type,
    title: null,
    content,
    contentHash: 'h',
    lines,
    headingPath: [],
    order: 0,
    edited: false,
  };
}

function fieldsOf(card: Card): Record<string, unknown> {
  const items = card.blocks.flatMap((block) => (block.kind === 'fields' ? block.items : []));
  return Object.fromEntries(items.map(({ label, value }) => [label, value]));
}

describe('cards for documents', () => {
  it('lists documents with numbers to say', () => {
    const card = drawDocumentsCard([makeDocument(), makeDocument({ title: 'Roadmap', version: 2 })]);
    expect(card.summary).toBe('2 documents were read.');
    expect(card.blocks).toMatchObject([{ items: [{ number: 1 }, { number: 2, title: 'Roadmap' }] }]);
  });

  it('counts what was understood, most frequent first, and says when nothing changed', () => {
    const blocks = [blockOf('problem', [1, 2]), blockOf('user_story', [3, 4]), blockOf('user_story', [5, 6])];
    const read = { document: makeDocument(), blocks, isNew: false, unchanged: true, warnings: [] };
    const card = drawDocumentCard(read);
    expect(JSON.stringify(card.blocks)).toContain('User story ×2 · problem');
    expect(card.summary).toBe('Read “Onboarding PRD”: 3 blocks. Nothing changed since it was last read.');
  });

  it('shows each block with its lines and first words', () => {
    const card = drawBlocksCard(makeDocument(), [blockOf('out_of_scope', [7, 9], '## Not now\n- Billing')]);
    expect(card.blocks).toMatchObject([{ rows: [['1', '7–9', 'out of scope', 'Billing']] }]);
  });
});

describe('cards for tickets', () => {
  const criteria = [
    { text: 'The link expires after 24 h', met: null, origin: 'document' as const },
    { text: 'It works', met: null, origin: 'derived' as const },
  ];

  it('shows a ticket with where each criterion came from and what it waits for', () => {
    const card = drawTicketCard(
      viewOf(makeTicket(1, { criteria, priority: 0 }), { dependsOn: ['FEAT-2026-004'] }),
    );
    expect(fieldsOf(card)).toMatchObject({
      Priority: 'Priority unset',
      Effort: 'unknown',
      'Depends on': 'FEAT-2026-004',
      'Drafted by': 'rules, no model',
    });
    const said = JSON.stringify(card.blocks);
    expect(said).toContain(' · from document');
    expect(said).toContain(' · derived');
  });

  it('approves from the ticket only where a board is given to approve on', () => {
    const view = viewOf(makeTicket(1));
    expect(drawTicketCard(view).choices.map(({ label }) => label)).toEqual(['Edit', 'Discard', 'Why']);
    const [approve] = drawTicketCard(view, { board: { id: idOf(2), rev: 5 } }).choices;
    expect(parseAction(approve!.action)).toEqual({
      verb: 'approve',
      ref: idOf(2),
      item: 'FEAT-2026-001',
      rev: 5,
    });
  });

  it('says sandbox beside an issue that stands in one', () => {
    const ticket = makeTicket(1);
    const card = drawTicketCard(viewOf(ticket, { refs: [makeRef(ticket, 7)] }));
    expect(fieldsOf(card).Issue).toEqual([
      { kind: 'link', text: 'ENG-7', url: 'http://127.0.0.1:4010/docket/issue/ENG-7' },
      { kind: 'text', text: ' (sandbox)', muted: true },
    ]);
  });

  it('numbers a list and keeps document text as plain runs', () => {
    const title = '<!channel> @everyone *now*';
    const card = drawTicketsCard([viewOf(makeTicket(1, { title }))]);
    expect(card.blocks).toMatchObject([{ items: [{ number: 1, title: [{ kind: 'text', text: title }] }] }]);
  });

  it('says which were approved or discarded and why others were not', () => {
    const refused = [{ key: 'FEAT-2026-002', why: 'It is pushed already.' }];
    const approved = drawApprovedCard({ approved: [viewOf(makeTicket(1))], refused });
    expect(approved).toMatchObject({
      tone: 'warning',
      summary: '1 ticket approved. Nothing is pushed yet. 1 ticket left as before.',
    });
    expect(drawDiscardedCard({ discarded: [], refused, deed: null }).tone).toBe('danger');
  });
});

describe('the trace', () => {
  it('quotes byte for byte and says where it stands, who approved it and where it went', () => {
    const ticket = makeTicket(1);
    const quote = '  - The link   is valid for **24 h**.\t';
    const card = drawTraceCard({
      ticket: viewOf(ticket, { refs: [makeRef(ticket, 3)] }),
      document: makeDocument({ version: 2 }),
      sources: [
        {
          ...{ block: null, upstream: { recommendationId: null, insightIds: [] }, lines: [12, 13], quote },
          ...{ documentId: idOf(1), documentTitle: 'Onboarding PRD', documentVersion: 2 },
        },
      ],
      recommendation: null,
      insights: [],
      researchSources: [],
      comments: [],
      history: [
        {
          id: idOf(800),
          type: 'TicketReviewed',
          workspaceId: idOf(0),
          ticketId: ticket.id,
          documentId: null,
          boardId: null,
          pushId: null,
          runId: null,
          actor: { kind: 'user', id: idOf(900), name: 'Ana' },
          occurredAt: at,
          version: 2,
          causationId: null,
          payload: {},
        },
      ],
    });
    expect(card.blocks[1]).toEqual({
      kind: 'quote',
      text: quote,
      source: 'Onboarding PRD · version 2 · lines 12–13',
    });
    expect(fieldsOf(card)).toMatchObject({ 'Approved by': 'Ana, 2026-05-04 09:30 UTC' });
    expect(card.summary).toBe('FEAT-2026-001 comes from “Onboarding PRD”, lines 12–13.');
  });

  it('says plainly that a person wrote a ticket without a document', () => {
    const card = drawTraceCard({
      ticket: viewOf(makeTicket(1)),
      document: null,
      sources: [],
      recommendation: null,
      insights: [],
      researchSources: [],
      history: [],
      comments: [],
    });
    expect(card.summary).toBe('FEAT-2026-001 comes from no document; Ana wrote it.');
  });
});

describe('the sync card', () => {
  it('shows what moved and only counts what did not', () => {
    const ticket = makeTicket(1, { work: { ...makeTicket(1).work, status: 'in_progress' } });
    const row = { before: 'open', error: null, externalStatus: 'Doing', fields: [], conflicts: [] };
    const card = drawSyncCard({
      synced: 1,
      unchanged: 1,
      errors: 0,
      implemented: [],
      documentId: idOf(1),
      rows: [
        { ...row, view: viewOf(ticket), outcome: 'synced' },
        { ...row, view: viewOf(makeTicket(2)), outcome: 'unchanged' },
      ],
    });
    expect(card.summary).toBe('2 tickets checked: 1 moved, 1 as before.');
    expect(card.blocks[1]).toMatchObject({ items: { length: 1 } });
    expect(JSON.stringify(card.blocks[1])).toContain('open → in progress');
  });
});

describe('the edit form', () => {
  it('carries every field of an edit under its own name, filled with what stands there', () => {
    const card = drawEditFormCard(viewOf(makeTicket(1, { labels: ['api', 'web'], version: 3 })));
    const form = card.blocks.find((block) => block.kind === 'form')!;
    const fields = form.kind === 'form' ? form.fields : [];
    const byName = Object.fromEntries(fields.map((field): [string, FormField] => [field.name, field]));
    expect(Object.keys(byName).sort()).toEqual(Object.keys(TicketEdit.shape).sort());
    expect(byName).toMatchObject({
      labels: { value: 'api, web' },
      priority: { value: 'high' },
      type: { value: 'story' },
    });
    expect(form.kind === 'form' && parseAction(form.submit.action)).toEqual({
      verb: 'save',
      ref: '',
      item: 'FEAT-2026-001',
      rev: 3,
    });
  });
});

describe('questions and errors', () => {
  it('asks a person once and then says how it was answered', () => {
    const action = {
      id: idOf(4),
      workspaceId: idOf(0),
      threadId: null,
      tool: 'discard_tickets',
      input: {},
      preview: 'Discard one ticket.',
      status: 'pending' as const,
      batchId: idOf(5),
      ...{ userEdits: null, reason: null, result: null, error: null, executedAt: null },
      requestedBy: idOf(900),
      resolvedBy: null,
      createdAt: at,
      resolvedAt: null,
    };
    const verbs = drawPendingActionCard(action).choices.map((choice) => parseAction(choice.action).verb);
    expect(verbs).toEqual(['go', 'no']);
    expect(drawPendingActionCard({ ...action, status: 'executed' }).choices).toEqual([]);
  });

  it('says for every error what happened and what to do now', () => {
    for (const code of errorCodes) {
      const card = drawErrorCard(new DocketError(code, { message: 'It did not work.', remedy: 'Do this.' }));
      expect(card.summary).toBe('It did not work. Do this.');
      expect(['neutral', 'warning', 'danger']).toContain(card.tone);
    }
  });

  it('narrows help to the topic that was asked for', () => {
    const all = drawHelpCard({ topic: null, trackers: [{ name: 'linear', sandbox: true }], commands: [] });
    const review = drawHelpCard({ topic: 'discard', trackers: [], commands: [] });
    expect(JSON.stringify(all)).toContain('linear (sandbox)');
    expect(review.blocks.length).toBeLessThan(all.blocks.length);
  });
});

describe('action tokens', () => {
  it('come back as they were written and stay within 75 characters', () => {
    const token = formatAction('approve', idOf(2), 'PRESS-2026-1000', 999_999);
    expect(token.length).toBeLessThanOrEqual(75);
    expect(parseAction(token)).toEqual({
      verb: 'approve',
      ref: idOf(2),
      item: 'PRESS-2026-1000',
      rev: 999_999,
    });
  });

  it('refuse a token that is none, and say what to do', () => {
    expect(() => parseAction('approve_all')).toThrow(DocketError);
    expect(() => formatAction('approve', 'x'.repeat(60))).toThrow('not an action token');
  });
});
