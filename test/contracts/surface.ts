/** What every surface promises: the suite that each one passes over its real client or its in-memory streams. */
import { afterEach, describe, expect, it } from 'vitest';
import { formatAction } from '../../src/cards/action-token.ts';
import type { Card, FormField } from '../../src/cards/card.ts';
import type { Inbound, Surface } from '../../src/ports/surface.ts';

/** A surface at work and the person in front of it. */
export type SurfaceStage = {
  surface: Surface;
  thread: string;
  actor: Inbound['actor'];
  /** All events the surface handed over so far. */
  events: Inbound[];
  /** Everything the person was shown so far, as text. */
  shown(): string;
  /** Each resolves when the surface has handed the event over. */
  say(text: string): Promise<void>;
  press(label: string): Promise<void>;
  /** Answers the form on screen, field by field in its order, and submits it. */
  fill(values: Record<string, string>): Promise<void>;
  /** Files the person was handed. */
  files(): { name: string; text: string }[];
  close(): Promise<void>;
};

const board = '018f0000-0000-7000-8000-000000000002';

function boardAt(rev: number, label: string): Card {
  return {
    title: '2 draft tickets',
    tone: 'info',
    blocks: [
      {
        kind: 'list',
        items: [
          {
            mark: 'pending',
            number: 1,
            title: 'Verify the address',
            choices: [
              { label: 'Approve', action: formatAction('approve', board, 'FEAT-2026-001', rev) },
              { label: 'Show', action: formatAction('show', '', 'FEAT-2026-001') },
            ],
          },
        ],
      },
    ],
    choices: [{ label, action: formatAction('approve', board, 'all', rev), style: 'primary' }],
    summary: '2 tickets wait for review.',
  };
}

function notice(text: string): Card {
  return { title: '', tone: 'neutral', blocks: [{ kind: 'text', text }], choices: [], summary: text };
}

const fields: FormField[] = [
  { name: 'title', label: 'Title', required: true, input: 'text', lines: 'one', max: 80, value: 'Old title' },
  {
    name: 'priority',
    label: 'Priority',
    required: true,
    input: 'select',
    options: [
      { value: 'high', label: 'P1 high' },
      { value: 'low', label: 'P3 low' },
    ],
  },
  { name: 'hours', label: 'Hours', required: false, input: 'number' },
];

const save = formatAction('save', board, 'FEAT-2026-001', 3);

const form: Card = {
  title: 'Edit FEAT-2026-001',
  tone: 'neutral',
  blocks: [{ kind: 'form', fields, submit: { label: 'Save', action: save } }],
  choices: [],
  summary: 'Edit FEAT-2026-001.',
};

export function describeSurface(name: string, open: () => Promise<SurfaceStage>): void {
  describe(`${name} as a surface`, () => {
    let stage: SurfaceStage;
    const begin = async () => {
      stage = await open();
      return stage;
    };
    afterEach(() => stage.close());

    it('hands over a message once, with its thread, its person and an id of its own', async () => {
      const { events, thread, actor, say, surface } = await begin();
      await say('generate tickets from prd.md');
      await say('show 3');
      expect(events).toMatchObject([
        { kind: 'message', text: 'generate tickets from prd.md', thread, actor, surface: surface.name },
        { kind: 'message', text: 'show 3', thread },
      ]);
      expect(new Set(events.map((event) => event.eventId)).size).toBe(2);
      for (const event of events) expect(new Date(event.at).toISOString()).toBe(event.at);
    });

    it('shows a card with its title, its rows and its choices, and names the message', async () => {
      const { surface, thread, shown } = await begin();
      const first = await surface.post(thread, boardAt(1, 'Approve all 2'));
      const second = await surface.post(thread, notice('Nothing else to do.'));
      expect(first).not.toBe(second);
      for (const text of ['2 draft tickets', 'Verify the address', 'Approve all 2', 'Nothing else to do.']) {
        expect(shown()).toContain(text);
      }
    });

    it('hands over a press with exactly the token of the choice', async () => {
      const { surface, thread, events, press } = await begin();
      await surface.post(thread, boardAt(1, 'Approve all 2'));
      await press('Approve all 2');
      await press('Show');
      expect(events).toMatchObject([
        { kind: 'choice', action: formatAction('approve', board, 'all', 1), values: null },
        { kind: 'choice', action: formatAction('show', '', 'FEAT-2026-001'), values: null },
      ]);
    });

    it('changes what was shown, and a press then carries the new revision', async () => {
      const { surface, thread, shown, events, press } = await begin();
      const message = await surface.post(thread, boardAt(1, 'Approve all 2'));
      const again = await surface.update(thread, message, boardAt(2, 'Approve all 1'));
      expect(shown()).toContain('Approve all 1');
      await press('Approve all 1');
      expect(events).toMatchObject([{ action: formatAction('approve', board, 'all', 2) }]);
      await expect(surface.update(thread, again, notice('All done here.'))).resolves.toEqual(
        expect.any(String),
      );
      expect(shown()).toContain('All done here.');
    });

    it('shows a card that an earlier process posted when that changes', async () => {
      const { surface, thread, shown } = await begin();
      await surface.update(thread, '018f0000-0000-7000-8000-00000000ffff', notice('The push went on.'));
      expect(shown()).toContain('The push went on.');
    });

    it('hands over a filled form with a value for every field', async () => {
      const { surface, thread, events, fill } = await begin();
      await surface.post(thread, form);
      await fill({ title: 'New title', priority: 'low', hours: '3' });
      expect(events).toMatchObject([
        { kind: 'choice', action: save, values: { title: 'New title', priority: 'low', hours: '3' } },
      ]);
    });

    it('shows a private answer to the person it is for', async () => {
      const { surface, thread, actor, shown } = await begin();
      await surface.post(thread, notice('Only approvers can do this.'), { privateTo: actor.externalId });
      expect(shown()).toContain('Only approvers can do this.');
    });

    it('hands over a file as it is, together with its card', async () => {
      const { surface, thread, shown, files } = await begin();
      const file = { name: 'tickets.csv', mediaType: 'text/csv', text: 'key,title\r\nA-1,"Grüße, 🚲"\r\n' };
      await surface.post(thread, notice('One ticket as CSV.'), { file });
      expect(shown()).toContain('One ticket as CSV.');
      expect(shown()).toContain('tickets.csv');
      expect(files()).toEqual([{ name: file.name, text: file.text }]);
    });

    it('can say that work is under way and that it is over, in any order', async () => {
      const { surface, thread, shown } = await begin();
      await surface.setStatus(thread, 'Working');
      await surface.setStatus(thread, 'Working');
      await surface.post(thread, notice('Here it is.'));
      await surface.setStatus(thread, null);
      await surface.setStatus(thread, null);
      expect(shown()).toContain('Here it is.');
    });
  });
}
