/** The spec that questions lead to: which are answered, the next one, and the form that asks the rest (S1-60). */
import type { CapabilityView } from '../domain/capability-view.ts';
import { openQuestions, specQuestions } from '../domain/spec-questions.ts';
import { formatAction } from './action-token.ts';
import type { Card } from './card.ts';
import { cutPlain } from './cut-text.ts';

/** `asks` says that the next question follows as a message of its own. */
export function drawSpecCard({ capability }: CapabilityView, { asks }: { asks: boolean }): Card {
  const { id, key, title, answers } = capability;
  const [next] = openQuestions(answers);
  const answered = specQuestions.filter((one) => answers[one.id]?.trim());
  const items = specQuestions.map((one) => {
    const said = answers[one.id]?.trim();
    return {
      mark: said ? ('done' as const) : ('pending' as const),
      text: one.section,
      detail: said ? cutPlain(said, 140) : one.ask,
    };
  });
  const isReady = !next?.required;
  return {
    title: `Spec of ${key}: ${title}`,
    tone: isReady ? 'success' : 'info',
    blocks: [
      ...(next && !asks
        ? [{ kind: 'text' as const, text: [{ kind: 'text' as const, text: next.ask, bold: true }] }]
        : []),
      { kind: 'checklist', items, done: answered.length, total: specQuestions.length },
    ],
    choices: [
      {
        label: 'Answer',
        action: formatAction('cap_ask', id),
        ...(isReady ? {} : { style: 'primary' as const }),
      },
      ...(isReady
        ? [
            {
              label: 'Submit for approval',
              action: formatAction('cap_submit', id),
              style: 'primary' as const,
            },
          ]
        : []),
    ],
    summary: next ? `${key}: ${next.ask}` : `The spec of ${key} is answered.`,
  };
}

/** All questions with what was answered so far. */
export function drawSpecForm({ capability }: CapabilityView): Card {
  const title = `Spec of ${capability.key}`;
  return {
    title,
    tone: 'neutral',
    blocks: [
      {
        kind: 'form',
        fields: specQuestions.map(({ id, ask, required }) => ({
          ...{
            name: id,
            label: ask,
            required: false,
            input: 'text' as const,
            lines: 'many' as const,
            max: 2000,
          },
          ...(required ? {} : { help: 'May be left out.' }),
          value: capability.answers[id] ?? '',
        })),
        submit: { label: 'Save', action: formatAction('cap_ask', capability.id), style: 'primary' },
      },
    ],
    choices: [],
    summary: `${title}.`,
  };
}
