/** What people said of answers, and what they are asked when one was not useful. */
import type { Feedback } from '../domain/feedback.ts';
import { formatAction } from './action-token.ts';
import type { Card } from './card.ts';
import { drawNoticeCard } from './notice-card.ts';
import { count, muted } from './phrases.ts';

export function drawThanksCard({ about, kind, verdict, comment }: Feedback): Card {
  if (verdict === 'useful') return drawNoticeCard('Thank you. Noted as useful.', 'success');
  if (comment !== null) return drawNoticeCard('Thank you. Noted, with what you said.', 'success');
  return {
    ...drawNoticeCard('Thank you. Noted as not useful.', 'success'),
    choices: [{ label: 'Say what was wrong…', action: formatAction('say_why', about, kind) }],
  };
}

export function drawFeedbackFormCard({ about, kind }: Pick<Feedback, 'about' | 'kind'>): Card {
  const title = 'What was wrong?';
  return {
    title,
    tone: 'neutral',
    blocks: [
      { kind: 'text', text: muted('Owners and admins of the workspace read it with “/docket feedback”.') },
      {
        kind: 'form',
        fields: [
          {
            name: 'comment',
            label: 'In your own words',
            required: true,
            input: 'text',
            lines: 'many',
            max: 2000,
          },
        ],
        submit: { label: 'Send', action: formatAction('say_why', about, kind), style: 'primary' },
      },
    ],
    choices: [],
    summary: title,
  };
}

const mostShown = 50;

export function drawFeedbackCard(said: readonly Feedback[]): Card {
  const good = said.filter(({ verdict }) => verdict === 'useful').length;
  const summary =
    said.length === 0
      ? 'Nobody has said anything of an answer yet.'
      : `${good} of ${count(said.length, 'answer')} called useful.`;
  return {
    title: 'Feedback',
    tone: 'neutral',
    blocks: [
      { kind: 'text', text: summary },
      ...(said.length === 0
        ? []
        : [
            {
              kind: 'table' as const,
              columns: ['When', 'Who', 'About', 'Useful', 'Said'],
              rows: said
                .slice(0, mostShown)
                .map(({ at, by, kind, verdict, comment }) => [
                  at.slice(0, 10),
                  by.name,
                  about[kind],
                  verdict === 'useful' ? 'yes' : 'no',
                  comment ?? '–',
                ]),
              caption: 'The latest word of each person; “docket feedback --json” gives all.',
            },
          ]),
    ],
    choices: [],
    summary,
  };
}

const about: Record<Feedback['kind'], string> = { answer: 'an answer', push: 'a push', run: 'a workflow' };
